import { mayBeThere, stopFor } from './attention.ts';
import type { Journal } from './journal.ts';
import { LeaseLost } from './lease.ts';
import type { Onboarding } from './onboarding.ts';
import { accessOf, isRoleRefused, openAccountOf, reopenRun } from './openRun.ts';
import { isWorthWaiting, park } from './park.ts';
import type { Deps } from './ports.ts';
import type { Run } from './run.ts';

/** Whether nothing that this onboarding made can be in the account. */
export function isEmpty({ mayHaveMade, resources }: Onboarding): boolean {
  return !mayHaveMade && !resources.some(mayBeThere);
}

/**
 * Enters the account once more, to end with less in it than before. What passes puts the onboarding down for a worker,
 * what does not stops it for a person; but where the role is refused and nothing was made, it is over as `orOver` says.
 */
export async function reenter(
  deps: Deps,
  journal: Journal,
  deadline: number,
  work: (run: Run) => Promise<Onboarding>,
  orOver?: () => Promise<Onboarding>,
): Promise<Onboarding> {
  try {
    const access = await accessOf(deps, journal.record());
    const account = await openAccountOf(deps, journal.record(), access, journal, deadline, true);
    return await work(await reopenRun(deps, { journal, account, access, deadline }));
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (isWorthWaiting(error, journal.record().turns)) return park(deps, journal, error);
    // Only the later look at one that is over comes here with nothing made.
    if (orOver !== undefined && isRoleRefused(error) && isEmpty(journal.record())) return orOver();
    return stopFor(journal, error);
  }
}
