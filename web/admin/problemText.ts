import { LatchkeyArgumentError, LatchkeyConnectionError, LatchkeyProblem } from '../../client/index.ts';
import { plainText } from './format.ts';
import { messages } from './messages.ts';

/** Whether the deployment refuses the token. */
export const isRefusedToken = (error: unknown): boolean => error instanceof LatchkeyProblem && error.status === 401;

/** Whether the token has characters that no header can have, so that it was not sent. */
export const isUnsendable = (error: unknown): boolean => error instanceof LatchkeyArgumentError;

/** Returns what a person reads about a call that failed. The service writes these texts for people. */
export function problemText(error: unknown): string {
  if (error instanceof LatchkeyProblem) {
    const { title, detail, errors, requestId } = error;
    const fields = errors.map((each) => `${each.pointer} ${each.detail}`);
    const request = requestId === undefined ? [] : [messages.problem.requestId(requestId)];
    return plainText([`${title}.`, detail, ...fields, ...request].filter((part) => part !== '').join(' '));
  }
  if (error instanceof LatchkeyConnectionError || error instanceof LatchkeyArgumentError)
    return plainText(error.message);
  return messages.problem.unknown;
}
