import { hasCode, isTransient } from './awsFailure.ts';
import type { Journal } from './journal.ts';
import { OutOfTime } from './lease.ts';
import type { Onboarding } from './onboarding.ts';
import { NotVisibleYet } from './interruptions.ts';
import type { Deps } from './ports.ts';
import { release } from './turn.ts';

/** IAM's EntityTemporarilyUnmodifiable passes in minutes, says its documentation; so the work is put off by that (ms). */
const putOffMs = 3 * 60_000;

/** How many turns an onboarding gets before waiting stops being an answer. */
const mostTurns = 25;
/** The same where IAM says that something is still held: a list that lags is right in seconds. */
const mostConflictTurns = 3;

/** Whether time alone may mend it: then the onboarding is put down for a worker, not given up. */
export function isWorthWaiting(error: unknown, turns: number): boolean {
  const passes =
    error instanceof OutOfTime ||
    error instanceof NotVisibleYet ||
    isTransient(error) ||
    hasCode(
      error,
      'EntityTemporarilyUnmodifiable',
      'ConcurrentModification',
      'DeleteConflict',
      // Of a session that was renewed once, or of our own function's, whose next process has another.
      'ExpiredToken',
    );
  return passes && turns < (hasCode(error, 'DeleteConflict') ? mostConflictTurns : mostTurns);
}

/** Puts the onboarding down where it stands, and asks a worker to take it on. */
export async function park(deps: Deps, journal: Journal, error: unknown, mayHaveMade = false): Promise<Onboarding> {
  const delayMs = pauseBefore(deps, error);
  const parked = await journal.commit((record) => ({
    ...release(record, deps.clock.now() + delayMs),
    mayHaveMade: record.mayHaveMade || mayHaveMade,
  }));
  await ask(deps, parked.id, delayMs / 1000);
  return parked;
}

/** How long the next turn waits, in milliseconds: another at once would only ask IAM the same questions. */
export function pauseBefore({ settings }: Deps, error: unknown): number {
  if (hasCode(error, 'EntityTemporarilyUnmodifiable')) return putOffMs;
  return error instanceof NotVisibleYet || hasCode(error, 'ExpiredToken') ? 2 * settings.marginMs : 0;
}

/** The record is due in the table already: where the queue fails, the sweep finds it. */
export async function ask(deps: Deps<'queue'>, onboardingId: string, delaySeconds = 0): Promise<void> {
  await deps.queue.send(onboardingId, delaySeconds).catch((error: unknown) => {
    deps.log.warn('the work queue took no message; the sweep will', { onboardingId, reason: String(error) });
  });
}
