import { join } from 'node:path';
import { createAccounts } from './accounts.ts';
import { answerCall } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { createLag } from './lag/index.ts';
import type { LagOptions } from './lag/profile.ts';
import type { Sandbox } from './types.ts';

/**
 * STS and IAM of every AWS account there is, in process: refuses what AWS refuses, in its codes and words.
 *
 * @param dataDir where accounts are kept, one file each under `sandbox/`; `:memory:` keeps nothing.
 * @param clock epoch milliseconds.
 * @param lag how late changes are seen; by default everybody sees them at once.
 */
export function createSandbox({
  dataDir,
  clock = Date.now,
  lag = { profile: 'off' },
}: {
  dataDir: string;
  clock?: () => number;
  lag?: LagOptions | undefined;
}): Sandbox {
  const accounts = createAccounts(dataDir === ':memory:' ? undefined : join(dataDir, 'sandbox'), createLag(lag));
  return {
    authenticate: (accessKeyId, sessionToken) => authenticate(accounts, clock(), accessKeyId, sessionToken),
    answer: (call) => answerCall(accounts, clock(), call),
    clear: () => {
      accounts.clear();
      return Promise.resolve();
    },
  };
}
