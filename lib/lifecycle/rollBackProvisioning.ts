import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';
import { hasNothingInAccount, reenterAccount } from './reenterAccount.ts';
import { beginRollback, continueRollback, endFailed } from './rollback.ts';

/** Gives a provisioning up before it has come to its account: what an earlier turn may have made is removed first. */
export async function rollBackProvisioning(
  deps: LifecycleDeps,
  journal: Journal,
  cause: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  if (hasNothingInAccount(journal.record())) return endFailed(journal, cause);
  await beginRollback(deps, journal, cause);
  return resumeRollback(deps, journal, cause, deadline);
}

/** Goes on from `rolling_back`, by whoever finds it so. */
export function resumeRollback(
  deps: LifecycleDeps,
  journal: Journal,
  cause: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  const over = () => endFailed(journal, cause);
  return reenterAccount(deps, journal, deadline, (run) => continueRollback(deps, run, cause), over);
}
