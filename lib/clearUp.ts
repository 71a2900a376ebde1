import { endClaim } from './claim.ts';
import { ProblemError, type Problem } from './errors.ts';
import type { Journal } from './journal.ts';
import { LeaseLost } from './lease.ts';
import { endOffboarding, offboard } from './offboard.ts';
import type { Onboarding } from './onboarding.ts';
import { accessOf, isRoleRefused, openAccountOf, reopenRun } from './openRun.ts';
import { isWorthWaiting, park } from './park.ts';
import type { Deps } from './ports.ts';
import { beginUndo, continueUndo, fail, mayBeThere, stopFor } from './undo.ts';

/** `claiming`, `rolling_back` and `offboarding`: all need the account, and end with less in it than before. */
export async function clearUp(deps: Deps, journal: Journal, deadline: number): Promise<Onboarding> {
  const before = journal.record();
  try {
    const access = await accessOf(deps, before);
    const account = await openAccountOf(deps, before, access, journal, deadline, true);
    if (before.status === 'claiming') return await endClaim(deps, journal, account, access, deadline);
    const run = await reopenRun(deps, { journal, account, access, deadline });
    if (before.status === 'offboarding') return await offboard(run);
    if (before.status !== 'rolling_back') throw new Error(`nothing to clear up in ${before.status}`);
    return await continueUndo(deps, run, problemOf(before));
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (isWorthWaiting(error, journal.record().turns)) return park(deps, journal, error);
    // Only the later look at one that is over comes here with nothing made: it stays what it was.
    const isOver = isRoleRefused(error) && isEmpty(journal.record());
    if (isOver && before.status === 'rolling_back') return fail(journal, problemOf(before));
    if (isOver && before.status === 'offboarding') return endOffboarding(deps, journal);
    return stopFor(journal, error);
  }
}

/** Gives a provisioning up before it has come to its account: what an earlier turn may have made is removed first. */
export async function backOut(
  deps: Deps,
  journal: Journal,
  cause: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  if (isEmpty(journal.record())) return fail(journal, cause);
  await beginUndo(deps, journal, cause);
  return clearUp(deps, journal, deadline);
}

function isEmpty({ mayHaveMade, resources }: Onboarding): boolean {
  return !mayHaveMade && !resources.some(mayBeThere);
}

function problemOf({ problem: { slug, detail, ...more } }: { readonly problem: Problem }): ProblemError {
  return new ProblemError(slug, detail, more);
}
