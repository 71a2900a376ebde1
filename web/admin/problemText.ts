import { LatchkeyArgumentError, LatchkeyConnectionError, LatchkeyProblem } from '../../client/index.ts';
import { plainText } from './format.ts';
import { messages } from './messages.ts';

/** Whether the deployment refuses the token, or the token cannot be sent at all. */
export function isRefusedToken(error: unknown): boolean {
  return error instanceof LatchkeyProblem ? error.status === 401 : error instanceof LatchkeyArgumentError;
}

/** Returns what a person reads about a call that failed. The service writes these texts for people. */
export function problemText(error: unknown): string {
  if (error instanceof LatchkeyProblem) {
    const { title, detail, errors, requestId } = error;
    const fields = errors.map((each) => `${each.pointer} ${each.detail}`);
    const request = requestId === undefined ? [] : [messages.problem.requestId(requestId)];
    return plainText([`${title}.`, detail, ...fields, ...request].filter((part) => part !== '').join(' '));
  }
  if (error instanceof LatchkeyConnectionError) return plainText(error.message);
  return messages.problem.unknown;
}
