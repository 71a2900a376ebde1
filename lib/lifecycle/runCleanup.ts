import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { readAccess, openAccountOf, reopenRunContext } from '../account/openRunContext.ts';
import { handleCleanupFailure } from './cleanupFailure.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';

/**
 * Assumes the bootstrap role and runs `work`, which only removes things from the account. `decideAfterFailure` decides
 * what a failure leads to.
 */
export async function runCleanup(
  deps: LifecycleDeps,
  journal: Journal,
  deadline: number,
  work: (run: RunContext) => Promise<Onboarding>,
): Promise<Onboarding> {
  try {
    const access = await readAccess(deps, journal.record());
    const opened = await openAccountOf(deps, journal.record(), access, journal, deadline, true);
    return await work(reopenRunContext(deps, { journal, opened, deadline }));
  } catch (error) {
    return handleCleanupFailure(deps, journal, error);
  }
}
