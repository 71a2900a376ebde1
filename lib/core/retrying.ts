import { AwsFailure } from './awsFailure.ts';
import { judgeRetry, type RecentChange } from './judgeRetry.ts';
import { OutOfTime, WaitingForAws } from './controlFlowErrors.ts';
import { countRetry } from './effort.ts';
import type { Clock } from './ports.ts';

/**
 * The first and the longest pause between two tries, in milliseconds. With full jitter the actual pause is a random
 * part of it (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
const firstPauseMs = 100;
const longestPauseMs = 3000;

/** The first and the longest pause while a delay inside AWS can explain the failure, in milliseconds. */
const firstLookMs = 250;
const longestLookMs = 2000;

export interface RetryOptions {
  /** Returns the recent changes that the attempt depends on. Called after each failure. */
  readonly recent?: () => readonly RecentChange[];
  /** Called with a failure whose outcome is unknown: AWS may carry out the call later. */
  readonly onUnknownOutcome?: (failure: AwsFailure) => void;
}

/**
 * Runs `attempt` until it succeeds, fails permanently, or the deadline (a reading of the monotonic clock) would pass
 * during the next pause. An attempt that changes something must check the account first, because an earlier run may
 * have changed it already.
 *
 * Throws a permanent failure at once. If the deadline comes first, throws WaitingForAws if a delay inside AWS can still
 * explain the failure, and otherwise OutOfTime or the last temporary failure.
 */
export async function retrying<T>(
  clock: Clock,
  deadline: number,
  attempt: () => Promise<T>,
  { recent = () => [], onUnknownOutcome }: RetryOptions = {},
): Promise<T> {
  let last: unknown;
  const pause = async (ms: number, orThrow: unknown) => {
    if (clock.monotonic() + ms >= deadline) throw orThrow;
    countRetry(ms);
    await clock.sleep(ms);
  };
  for (let tries = 0; ; tries += 1) {
    const backoffMs = Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
    const lookMs = Math.min(longestLookMs, firstLookMs * 2 ** tries);
    try {
      return await attempt();
    } catch (error) {
      // The previous error says why the time ran out, so it is kept as the cause.
      if (error instanceof OutOfTime) error.cause ??= last;
      last = error;
      if (error instanceof WaitingForAws) await pause(lookMs, error);
      else if (error instanceof AwsFailure) {
        const verdict = judgeRetry(error, recent(), clock.now());
        switch (verdict.kind) {
          case 'refused':
            throw error;
          case 'transient':
            await pause(Math.max(backoffMs, verdict.pauseMs), error);
            break;
          case 'outcome-unknown':
            onUnknownOutcome?.(error);
            await pause(backoffMs, error);
            break;
          case 'lag':
            last = new WaitingForAws(error.message, verdict.until, error);
            await pause(lookMs, last);
        }
      } else throw error;
    }
  }
}
