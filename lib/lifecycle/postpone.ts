import { AwsFailure } from '../core/awsFailure.ts';
import { judgeRetry } from '../core/judgeRetry.ts';
import { OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import type { ProblemError } from '../core/errors.ts';
import { shortReason } from '../account/toProblem.ts';
import { postponed } from '../record/inPlace.ts';
import type { Journal } from '../record/journal.ts';
import { vendorSideProblem } from '../account/entryProblems.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { CommonDeps } from '../record/ports.ts';
import type { LifecycleDeps, LifecycleSettings } from './ports.ts';

/**
 * Releases the lease without a change of status, and queues the onboarding for a worker. Stores why. `mayHaveMade`:
 * whether this attempt may have sent create requests.
 */
export async function postpone(
  deps: LifecycleDeps,
  journal: Journal,
  error: unknown,
  mayHaveMade = false,
): Promise<Onboarding> {
  const now = deps.clock.now();
  const { lease, roleArn } = journal.record();
  const delayMs = retryDelayMs(deps, error, lease.since);
  logVendorSide(deps, vendorSideProblem(deps, roleArn, error));
  const until = now + delayMs;
  const code = codeOf(error);
  const onboarding = await journal.commit((record) => {
    // If AWS answered with the same code last time, `since` keeps its value.
    const since = record.waiting !== undefined && record.waiting.code === code ? record.waiting.since : now;
    return postponed(record, waitingFor(error, since, until), mayHaveMade);
  });
  await enqueueWork(deps, onboarding.id, delayMs);
  return onboarding;
}

/** Logs a problem whose cause is in the vendor's own account, because only the vendor can correct it. */
export function logVendorSide({ log }: Pick<CommonDeps, 'log'>, cause: ProblemError | undefined): void {
  if (cause?.problem.slug === 'vendor-side-error')
    log.error('AWS refuses Latchkey itself', { reason: cause.problem.detail });
}

/** Returns why, since when and until when an onboarding waits (epoch ms). */
export function waitingFor(error: unknown, since: number, until: number): NonNullable<Onboarding['waiting']> {
  const code = codeOf(error);
  return { reason: shortReason(error), ...(code !== undefined && { code }), since, until };
}

/** Returns the error code of AWS. Undefined if AWS did not answer. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AwsFailure) return error.code;
  return error instanceof WaitingForAws || error instanceof OutOfTime ? codeOf(error.cause) : undefined;
}

/** What `retryDelayMs` needs. */
export interface RetryDelayDeps extends Pick<LifecycleDeps, 'clock'> {
  readonly settings: Pick<LifecycleSettings, 'marginMs' | 'requestBudgetMs'>;
}

/** The longest pause between two attempts, in milliseconds. */
const longestPauseMs = 5 * 60_000;

/**
 * Returns the pause before the next attempt, in milliseconds. The first worker after a request starts without a pause.
 * The longer the work has taken, the longer the pause, so that an onboarding that cannot continue does not keep the
 * workers from others.
 */
export function retryDelayMs({ settings, clock }: RetryDelayDeps, error: unknown, since: number): number {
  const now = clock.now();
  // Times in the record are whole milliseconds.
  const growing = Math.ceil(Math.min(longestPauseMs, Math.max(0, now - since - settings.requestBudgetMs) / 2));
  const shortestMs = 2 * settings.marginMs;
  const cause = error instanceof OutOfTime ? error.cause : error;
  if (cause instanceof WaitingForAws) {
    const pause = Math.max(shortestMs, growing);
    const leftMs = cause.until - now;
    // The last attempt is soon after `until`, when the failure becomes final.
    return leftMs > 0 ? Math.min(pause, Math.max(1000, leftMs)) : pause;
  }
  if (!(error instanceof AwsFailure)) return growing;
  const verdict = judgeRetry(error, [], now);
  if (verdict.kind === 'transient') return Math.max(growing, verdict.pauseMs);
  // A refused attempt takes almost no time, so it needs a minimum pause.
  return verdict.kind === 'refused' ? Math.max(shortestMs, growing) : growing;
}

/** What `enqueueWork` needs. */
export type WorkQueueDeps = CommonDeps & Pick<LifecycleDeps, 'queue'>;

/** SQS delays a message by a whole number of seconds, at most 900 (API reference, SendMessage). */
const longestDelaySeconds = 900;

/**
 * Queues the onboarding for a worker after `delayMs`. If SQS fails, the next sweep queues it, because the record is due
 * in the table.
 */
export async function enqueueWork(deps: WorkQueueDeps, onboardingId: string, delayMs = 0): Promise<void> {
  const seconds = Math.min(longestDelaySeconds, Math.ceil(delayMs / 1000));
  await deps.queue.send(onboardingId, seconds).catch((error: unknown) => {
    deps.log.warn('the work queue accepted no message; the sweep will send it', {
      onboardingId,
      reason: String(error),
    });
  });
}
