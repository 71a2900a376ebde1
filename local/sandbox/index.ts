import { join } from 'node:path';
import { createAccounts } from './accounts.ts';
import { answerCall } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { createLag } from './lag/index.ts';
import type { LagOptions } from './lag/profile.ts';
import type { Sandbox } from './types.ts';

/**
 * Creates the emulator of STS and IAM for all AWS accounts. Its errors have the codes and messages of AWS.
 *
 * @param dataDir the directory of the state, which has one file per account under `sandbox/`. `:memory:` keeps the
 * state in memory only
 * @param clock returns epoch milliseconds
 * @param lag how long changes take to become visible. By default they are visible immediately
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
