import { mayExist, stopForFailure } from './needsAttention.ts';
import type { Journal } from '../record/journal.ts';
import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { readAccess, isRoleRefused, openAccountOf, reopenRunContext } from '../account/openRunContext.ts';
import { isRetryable, postpone } from './postpone.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';

/** Whether nothing that this onboarding made can be in the account. */
export function hasNothingInAccount({ mayHaveMade, resources }: Onboarding): boolean {
  return !mayHaveMade && !resources.some(mayExist);
}

/**
 * Enters the account once more, to end with less in it than before. What passes puts the onboarding down for a worker,
 * what does not stops it for a person; but where the role is refused and nothing was made, it is over as `orOver` says.
 */
export async function reenterAccount(
  deps: LifecycleDeps,
  journal: Journal,
  deadline: number,
  work: (run: RunContext) => Promise<Onboarding>,
  orOver?: () => Promise<Onboarding>,
): Promise<Onboarding> {
  try {
    const access = await readAccess(deps, journal.record());
    const opened = await openAccountOf(deps, journal.record(), access, journal, deadline, true);
    return await work(reopenRunContext(deps, { journal, opened, deadline }));
  } catch (error) {
    // The state table or a queue failed, not the account: the work comes back when its lease is over.
    if (error instanceof LeaseLost || isOwnServiceFailure(error)) throw error;
    if (isRetryable(error, journal.record().lease.since, deps.clock.now())) return postpone(deps, journal, error);
    // Only the later look at one that is over comes here with nothing made.
    if (orOver !== undefined && isRoleRefused(error) && hasNothingInAccount(journal.record())) return orOver();
    return stopForFailure(deps, journal, error);
  }
}
