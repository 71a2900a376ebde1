import { XMLParser } from 'fast-xml-parser';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Caller, Sandbox } from '../sandbox/types.ts';

/** Calls IAM as the root user of one account, and returns the parsed response. @throws IamRefusal */
export type Iam = (action: string, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** An error that IAM returned, with its code and message. */
export class IamRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'IamRefusal';
    this.code = code;
  }
}

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'member' });
const refusal = z.object({ ErrorResponse: z.object({ Error: z.object({ Message: z.string().default('') }) }) });

/**
 * Returns a function that calls IAM for an account.
 * @param at returns when the changes of a call take effect, in epoch milliseconds. Default: immediately
 */
export function iamAsRoot(sandbox: Sandbox, accountId: string, at?: () => number): Iam {
  const arn = `arn:aws:iam::${accountId}:root`;
  const caller: Caller = { type: 'root', accountId, accessKeyId: accountId, arn, principalArn: arn, userId: accountId };
  return async (action, parameters) => {
    const answer = await sandbox.answer({
      service: 'iam',
      caller,
      parameters: { Action: action, Version: '2010-05-08', ...parameters },
      requestId: randomUUID(),
      fromService: { at: at?.() },
    });
    const body: unknown = parser.parse(answer.body);
    if (answer.code === 'ok') return body;
    const read = refusal.safeParse(body);
    throw new IamRefusal(answer.code, read.success ? read.data.ErrorResponse.Error.Message : answer.body);
  };
}

/** Waits for a call that undoes or deletes something. Succeeds if the entity does not exist. */
export async function tolerateAbsence(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof IamRefusal && error.code === 'NoSuchEntity')) throw error;
  }
}
