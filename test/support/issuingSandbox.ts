import { createSandbox } from '../../local/sandbox/index.ts';
import type { Answer, Sandbox, SignedCall } from '../../local/sandbox/types.ts';

const secrets = /<(?:SecretAccessKey|SessionToken)>([^<]+)</g;

/** The error with which a call is refused, or undefined if it is not refused. */
export type Refuse = (call: SignedCall, sessionToken: string) => Answer | undefined;

/**
 * Starts a sandbox in memory that records all secrets that it issues, session tokens included, and that can refuse
 * calls.
 */
export function issuingSandbox(refuse: Refuse = () => undefined) {
  const inner = createSandbox({ dataDir: ':memory:' });
  const issued: string[] = [];
  const tokens = new Map<string, string>();
  const sandbox: Sandbox = {
    ...inner,
    authenticate: (accessKeyId, sessionToken) => {
      if (sessionToken !== undefined) tokens.set(accessKeyId, sessionToken);
      return inner.authenticate(accessKeyId, sessionToken);
    },
    answer: async (call) => {
      const answer = refuse(call, tokens.get(call.caller.accessKeyId) ?? '') ?? (await inner.answer(call));
      for (const [, secret = ''] of answer.body.matchAll(secrets)) issued.push(secret);
      return answer;
    },
  };
  return { sandbox, issued };
}
