import { mayExist, stopForFailure } from './needsAttention.ts';
import type { Journal } from '../record/journal.ts';
import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import {
  readAccess,
  entryProblem,
  isSessionRefused,
  openAccountOf,
  reopenRunContext,
} from '../account/openRunContext.ts';
import { isWorthWaiting, postpone } from './postpone.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';

/** Returns whether nothing that this onboarding created can be in the account. */
export function hasNothingInAccount({ mayHaveMade, resources }: Onboarding): boolean {
  return !mayHaveMade && !resources.some(mayExist);
}

/**
 * Enters the account for work that only removes things from it. After a temporary error the onboarding is postponed,
 * after any other error it stops for a person. If the role is refused and nothing was created, `endWithoutAccess` ends
 * it.
 */
export async function reenterAccount(
  deps: LifecycleDeps,
  journal: Journal,
  deadline: number,
  work: (run: RunContext) => Promise<Onboarding>,
  endWithoutAccess?: () => Promise<Onboarding>,
): Promise<Onboarding> {
  try {
    const access = await readAccess(deps, journal.record());
    const opened = await openAccountOf(deps, journal.record(), access, journal, deadline, true);
    return await work(reopenRunContext(deps, { journal, opened, deadline }));
  } catch (error) {
    // The state table or a queue failed, not the account. A worker continues after the lease has expired.
    if (error instanceof LeaseLost || isOwnServiceFailure(error)) throw error;
    if (isWorthWaiting(deps, journal.record(), error)) return postpone(deps, journal, error);
    // Only the later look at an onboarding that has ended can get here with nothing created.
    const isShutOut = isSessionRefused(error) || entryProblem(deps, journal.record().roleArn, error) !== undefined;
    if (endWithoutAccess !== undefined && isShutOut && hasNothingInAccount(journal.record())) return endWithoutAccess();
    return stopForFailure(deps, journal, error);
  }
}
