import { stopAt, stopFor } from './attention.ts';
import type { ProblemError } from './errors.ts';
import type { Journal } from './journal.ts';
import { LeaseLost } from './lease.ts';
import { atRest, commonPart, type Onboarding } from './onboarding.ts';
import { isWorthWaiting, park } from './park.ts';
import type { Deps } from './ports.ts';
import { reconcileAfterMs, type Run } from './run.ts';
import { teardown } from './teardown.ts';

/**
 * The way back: `rolling_back` with the cause on record first, so that a crash anywhere goes on with it; then
 * everything that this onboarding made is removed, and it ends in `failed`, or in `needs_attention` where something
 * stays that a machine must not decide about. The account is looked at once more later, for calls that landed late.
 */
export async function undo(deps: Deps, run: Run, cause: ProblemError): Promise<Onboarding> {
  await beginUndo(deps, run.journal, cause);
  return continueUndo(deps, run, cause);
}

/** Its first half: from then on whoever takes the onboarding on goes the way back, with a bound of its own to waiting. */
export async function beginUndo(deps: Deps, journal: Journal, cause: ProblemError): Promise<void> {
  const reconcileAt = deps.clock.now() + reconcileAfterMs;
  await journal.commit((record) => ({
    ...commonPart(record),
    reconcileAt,
    turns: 0,
    status: 'rolling_back',
    lease: record.lease,
    problem: cause.problem,
  }));
}

/** The same from `rolling_back`. */
export async function continueUndo(deps: Deps, run: Run, cause: ProblemError): Promise<Onboarding> {
  const { journal } = run;
  try {
    const blocked = await teardown(run);
    if (blocked.length > 0) return await stopAt(journal, blocked);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (isWorthWaiting(error, journal.record().turns)) return park(deps, journal, error);
    return stopFor(journal, error);
  }
  return fail(journal, cause);
}

/** Ends in `failed`, which gives the slot back. */
export async function fail(journal: Journal, { problem }: ProblemError): Promise<Onboarding> {
  return journal.commit((record) => ({ ...atRest(record), mayHaveMade: false, status: 'failed', problem }));
}
