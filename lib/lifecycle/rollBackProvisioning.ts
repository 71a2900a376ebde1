import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';
import { hasNothingInAccount } from '../record/inAccount.ts';
import { runCleanup } from './runCleanup.ts';
import { beginRollback, continueRollback, endFailed } from './rollback.ts';

/**
 * Ends a provisioning that failed before it assumed the bootstrap role. Removes first what an earlier attempt may have
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
  return runCleanup(deps, journal, deadline, (run) => continueRollback(deps, run, cause));
}
