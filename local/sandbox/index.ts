import { join } from 'node:path';
import { createAccounts } from './accounts.ts';
import { answerCall } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Sandbox } from './types.ts';

/**
 * STS and IAM of every AWS account there is, in process: refuses what AWS refuses, in its codes and words.
 *
 * @param dataDir where accounts are kept, one file each under `sandbox/`; `:memory:` keeps nothing.
 * @param clock epoch milliseconds.
 */
export function createSandbox({ dataDir, clock = Date.now }: { dataDir: string; clock?: () => number }): Sandbox {
  const accounts = createAccounts(dataDir === ':memory:' ? undefined : join(dataDir, 'sandbox'));
  return {
    authenticate: (accessKeyId, sessionToken) => authenticate(accounts, clock(), accessKeyId, sessionToken),
    answer: (call) => answerCall(accounts, clock(), call),
    clear: () => {
      accounts.clear();
      return Promise.resolve();
    },
  };
}
