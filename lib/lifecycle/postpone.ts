import { hasCode, isTransient } from '../core/awsFailure.ts';
import type { Journal } from '../record/journal.ts';
import { NotVisibleYet, OutOfTime } from '../core/controlFlowErrors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { CoreDeps } from '../core/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import { shortReason } from '../core/toProblem.ts';
import { releaseLease } from '../record/attempt.ts';

/** IAM's EntityTemporarilyUnmodifiable passes in minutes, says its documentation; so the work is put off by that (ms). */
const putOffMs = 3 * 60_000;

/** How many attemptsSinceIdle an onboarding gets before waiting stops being an answer. */
const mostTurns = 12;
/** The same where IAM says that something is still held: a list that lags is right in seconds. */
const mostConflictTurns = 3;

/** Whether time alone may mend it: then the onboarding is put down for a worker, not given up. */
export function isRetryable(error: unknown, attemptsSinceIdle: number): boolean {
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
  return passes && attemptsSinceIdle < (hasCode(error, 'DeleteConflict') ? mostConflictTurns : mostTurns);
}

/** Puts the onboarding down where it stands, and asks a worker to take it on. */
export async function postpone(
  deps: LifecycleDeps,
  journal: Journal,
  error: unknown,
  mayHaveMade = false,
): Promise<Onboarding> {
  const delayMs = retryDelayMs(deps, error, journal.record().attemptsSinceIdle);
  const until = deps.clock.now() + delayMs;
  const parked = await journal.commit((record) => ({
    ...releaseLease(record, until),
    mayHaveMade: record.mayHaveMade || mayHaveMade,
    waiting: { reason: shortReason(error), until },
  }));
  await enqueueWork(deps, parked.id, delayMs / 1000);
  return parked;
}

/** The longest pause between two attemptsSinceIdle, in margins: 5 minutes as deployed. */
const longestPause = 60;

/**
 * How long the next turn waits after `turns` of them, in milliseconds: another at once would only ask IAM the same
 * questions. A request is followed at once; then the pauses double, so that what cannot go on does not keep the workers
 * from what can. With 12 attemptsSinceIdle of at most two request budgets, waiting ends after some 35 minutes as deployed.
 */
export function retryDelayMs({ settings }: LifecycleDeps, error: unknown, attemptsSinceIdle: number): number {
  const { marginMs } = settings;
  const growing = attemptsSinceIdle <= 1 ? 0 : marginMs * Math.min(longestPause, 2 ** (attemptsSinceIdle - 2));
  if (hasCode(error, 'EntityTemporarilyUnmodifiable')) return Math.max(putOffMs, growing);
  const isToAppear = error instanceof NotVisibleYet || hasCode(error, 'ExpiredToken');
  return Math.max(isToAppear ? 2 * marginMs : 0, growing);
}

/** What asking a worker needs. */
export type WorkQueueDeps = CoreDeps & Pick<LifecycleDeps, 'queue'>;

/** The record is due in the table already: where the queue fails, the sweep finds it. */
export async function enqueueWork(deps: WorkQueueDeps, onboardingId: string, delaySeconds = 0): Promise<void> {
  await deps.queue.send(onboardingId, delaySeconds).catch((error: unknown) => {
    deps.log.warn('the work queue took no message; the sweep will', { onboardingId, reason: String(error) });
  });
}
