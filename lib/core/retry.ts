import { AwsFailure } from './awsFailure.ts';
import { classifyFailure, type RecentChange } from './classifyFailure.ts';
import { OutOfTime, WaitingForAws } from './controlFlowErrors.ts';
import type { Clock } from './ports.ts';

/**
 * The first and the longest pause between two tries, in milliseconds. With full jitter the actual pause is a random
 * part of it (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
const firstPauseMs = 100;
const longestPauseMs = 3000;

/** While AWS spreads a change the account is asked again soon, and ever less often: the first and the longest pause (ms). */
const firstLookMs = 250;
const longestLookMs = 2000;

export interface RetryOptions {
  /** The changes that the attempt depends on and that AWS may not have spread yet. Asked after each failure. */
  readonly recent?: () => readonly RecentChange[];
  /** Told of a call whose outcome is unknown: it may be carried out later. */
  readonly onUnknownOutcome?: (failure: AwsFailure) => void;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the deadline (a reading of the monotonic clock) is too near for
 * another pause. An attempt whose change may have been made looks at the account before it sends it again.
 *
 * Throws what AWS means; WaitingForAws where the deadline comes before a delay inside AWS must be over; OutOfTime, or the
 * last transient failure, where the deadline comes before AWS answers.
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
    await clock.sleep(ms);
  };
  for (let tries = 0; ; tries += 1) {
    const backoffMs = Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
    const lookMs = Math.min(longestLookMs, firstLookMs * 2 ** tries);
    try {
      return await attempt();
    } catch (error) {
      // What used the time up says more than that it is up.
      if (error instanceof OutOfTime) error.cause ??= last;
      last = error;
      if (error instanceof WaitingForAws) await pause(lookMs, error);
      else if (error instanceof AwsFailure) {
        const verdict = classifyFailure(error, recent(), clock.now());
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
