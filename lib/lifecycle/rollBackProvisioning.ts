import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { RunContext } from '../account/runContext.ts';
import type { LifecycleDeps } from './ports.ts';
import { hasNothingInAccount, reenterAccount } from './reenterAccount.ts';
import { beginRollback, continueRollback, endFailed, endUnchecked } from './rollback.ts';

/**
 * Ends a provisioning that failed before it entered the account. Removes first what an earlier attempt may have
 * created.
 */
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

/** Continues an onboarding in `rolling_back`. */
export function resumeRollback(
  deps: LifecycleDeps,
  journal: Journal,
  cause: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  const work = (run: RunContext) => continueRollback(deps, run, cause);
  return reenterAccount(deps, journal, deadline, work, () => endUnchecked(journal, cause));
}
