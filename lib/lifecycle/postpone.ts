import { AwsFailure } from '../core/awsFailure.ts';
import { classifyFailure } from '../core/classifyFailure.ts';
import { OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import type { CoreDeps } from '../core/ports.ts';
import { shortReason } from '../core/toProblem.ts';
import { releaseLease } from '../record/attempt.ts';
import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';

/**
 * For how long after a stretch of work began it is tried again while AWS throttles, fails or does not answer, in
 * milliseconds. Past it the failure is believed, so that every onboarding comes to rest.
 */
const patienceMs = 40 * 60_000;

/**
 * Whether the work is left to a worker instead of given up: a delay inside AWS may explain the failure, or the same call
 * may succeed later. `since` is when the stretch of work began, `now` the time; both epoch ms.
 */
export function isRetryable(error: unknown, since: number, now: number): boolean {
  if (error instanceof WaitingForAws) return true;
  return (error instanceof OutOfTime || passesByItself(error, now)) && now < since + patienceMs;
}

function passesByItself(error: unknown, now: number): boolean {
  if (!(error instanceof AwsFailure)) return false;
  const { kind } = classifyFailure(error, [], now);
  return kind === 'transient' || kind === 'outcome-unknown';
}

/** Releases the lease, writes down why, and asks a worker to continue later. */
export async function postpone(
  deps: LifecycleDeps,
  journal: Journal,
  error: unknown,
  mayHaveMade = false,
): Promise<Onboarding> {
  const now = deps.clock.now();
  const delayMs = retryDelayMs(deps, error, journal.record().lease.since);
  const until = now + delayMs;
  const code = codeOf(error);
  const postponed = await journal.commit((record) => {
    // The same answer as the last time: since then.
    const since = record.waiting !== undefined && record.waiting.code === code ? record.waiting.since : now;
    return {
      ...releaseLease(record, until),
      mayHaveMade: record.mayHaveMade || mayHaveMade,
      waiting: { reason: shortReason(error), ...(code !== undefined && { code }), since, until },
    };
  });
  await enqueueWork(deps, postponed.id, delayMs);
  return postponed;
}

/** AWS's code behind a failure; undefined where AWS did not answer. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof AwsFailure) return error.code;
  return error instanceof WaitingForAws || error instanceof OutOfTime ? codeOf(error.cause) : undefined;
}

/** The longest pause between two attempts, in milliseconds. */
const longestPauseMs = 5 * 60_000;

/**
 * How long the next attempt waits, in milliseconds. A worker follows a request at once. The longer the work has taken,
 * the longer the pause, so that work that cannot continue leaves the workers to work that can.
 */
export function retryDelayMs({ settings, clock }: LifecycleDeps, error: unknown, since: number): number {
  const now = clock.now();
  const growing = Math.min(longestPauseMs, Math.max(0, now - since - settings.requestBudgetMs) / 2);
  if (error instanceof WaitingForAws) {
    // Not much later than the moment at which AWS is believed.
    return Math.min(Math.max(2 * settings.marginMs, growing), Math.max(1000, error.until - now));
  }
  if (!(error instanceof AwsFailure)) return growing;
  const verdict = classifyFailure(error, [], now);
  return verdict.kind === 'transient' ? Math.max(growing, verdict.pauseMs) : growing;
}

/** What asking a worker needs. */
export type WorkQueueDeps = CoreDeps & Pick<LifecycleDeps, 'queue'>;

/** SQS delays a message by a whole number of seconds, at most 900 (API reference, SendMessage). */
const longestDelaySeconds = 900;

/**
 * Asks a worker to look at the onboarding after `delayMs`. The state table says as well when it is due: if the queue takes
 * no message, the sweep finds the onboarding.
 */
export async function enqueueWork(deps: WorkQueueDeps, onboardingId: string, delayMs = 0): Promise<void> {
  const seconds = Math.min(longestDelaySeconds, Math.ceil(delayMs / 1000));
  await deps.queue.send(onboardingId, seconds).catch((error: unknown) => {
    deps.log.warn('the work queue took no message; the sweep will', { onboardingId, reason: String(error) });
  });
}
