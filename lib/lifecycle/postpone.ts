import { hasCode, isTransient } from '../core/awsFailure.ts';
import type { Journal } from '../record/journal.ts';
import { NotVisibleYet, OutOfTime } from '../core/controlFlowErrors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { CoreDeps } from '../core/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import { shortReason } from '../core/toProblem.ts';
import { releaseLease } from '../record/attempt.ts';

/**
 * How long work is postponed after EntityTemporarilyUnmodifiable, which according to IAM's documentation passes in
 * minutes (ms).
 */
const unmodifiableDelayMs = 3 * 60_000;

/** The number of attempts, since the onboarding was last idle, after which it is no longer postponed. */
const maxAttempts = 12;
/** The same limit for DeleteConflict. An eventually consistent list causes this error for a few seconds only. */
const maxConflictAttempts = 3;

/**
 * Returns whether the cause of the error may end without anybody's action. The onboarding is then postponed for a
 * worker instead of rolled back.
 */
export function isRetryable(error: unknown, attemptsSinceIdle: number): boolean {
  const isTemporary =
    error instanceof OutOfTime ||
    error instanceof NotVisibleYet ||
    isTransient(error) ||
    hasCode(
      error,
      'EntityTemporarilyUnmodifiable',
      'ConcurrentModification',
      'DeleteConflict',
      // The session was already renewed once, or the function's own credentials have expired. The next process has new
      // ones.
      'ExpiredToken',
    );
  return isTemporary && attemptsSinceIdle < (hasCode(error, 'DeleteConflict') ? maxConflictAttempts : maxAttempts);
}

/** Releases the lease without a change of status, and queues the onboarding for a worker. */
export async function postpone(
  deps: LifecycleDeps,
  journal: Journal,
  error: unknown,
  mayHaveMade = false,
): Promise<Onboarding> {
  const delayMs = retryDelayMs(deps, error, journal.record().attemptsSinceIdle);
  const until = deps.clock.now() + delayMs;
  const postponed = await journal.commit((record) => ({
    ...releaseLease(record, until),
    mayHaveMade: record.mayHaveMade || mayHaveMade,
    waiting: { reason: shortReason(error), until },
  }));
  await enqueueWork(deps, postponed.id, delayMs / 1000);
  return postponed;
}

/** The longest pause between two attempts, as a multiple of `marginMs`: 5 minutes as deployed. */
const longestPauseInMargins = 60;

/**
 * Returns the pause before the next attempt, in milliseconds. `attemptsSinceIdle` is the number of attempts since the
 * onboarding was last idle. The second attempt follows the first without a pause, unless IAM needs time. After that the
 * pauses double, so that an onboarding that cannot continue does not keep the workers from others. With 12 attempts of
 * at most two request budgets each, this ends after about 35 minutes as deployed.
 */
export function retryDelayMs({ settings }: LifecycleDeps, error: unknown, attemptsSinceIdle: number): number {
  const { marginMs } = settings;
  const growing = attemptsSinceIdle <= 1 ? 0 : marginMs * Math.min(longestPauseInMargins, 2 ** (attemptsSinceIdle - 2));
  if (hasCode(error, 'EntityTemporarilyUnmodifiable')) return Math.max(unmodifiableDelayMs, growing);
  const needsPause = error instanceof NotVisibleYet || hasCode(error, 'ExpiredToken');
  return Math.max(needsPause ? 2 * marginMs : 0, growing);
}

/** What `enqueueWork` needs. */
export type WorkQueueDeps = CoreDeps & Pick<LifecycleDeps, 'queue'>;

/**
 * Queues the onboarding for a worker. If SQS fails, the next sweep queues it, because the record is due in the table.
 */
export async function enqueueWork(deps: WorkQueueDeps, onboardingId: string, delaySeconds = 0): Promise<void> {
  await deps.queue.send(onboardingId, delaySeconds).catch((error: unknown) => {
    deps.log.warn('the work queue accepted no message; the sweep will send it', {
      onboardingId,
      reason: String(error),
    });
  });
}
