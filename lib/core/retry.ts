import { hasCode, isTransient } from './awsFailure.ts';
import { OutOfTime } from './controlFlowErrors.ts';
import type { Clock } from './ports.ts';

/**
 * The first and the longest pause between two tries, in milliseconds. With full jitter the actual pause is a random
 * part of it (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
const firstPauseMs = 100;
const longestPauseMs = 3000;
/**
 * The longest pause in milliseconds after an error that `alsoRetryable` accepts, for the first tries. Such an error
 * means that something is not visible yet, not that AWS is overloaded, so frequent tries do no harm.
 */
const longestShortPauseMs = 500;
const triesWithShortPauses = 12;

/**
 * How often to try after ConcurrentModification, which IAM answers while another write to the same entity is in
 * progress.
 */
const maxConcurrentModificationTries = 5;

/**
 * Runs `attempt` until it succeeds, fails with an error that is not retryable, or the deadline (a reading of the
 * monotonic clock) would pass during the next pause. Throws the last error. `alsoRetryable` returns true for further
 * errors to retry.
 */
export async function retrying<T>(
  clock: Clock,
  deadline: number,
  attempt: () => Promise<T>,
  alsoRetryable: (error: unknown) => boolean = () => false,
): Promise<T> {
  let last: unknown;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      // The previous error says why the time ran out, so it is kept as the cause.
      if (error instanceof OutOfTime) error.cause ??= last;
      last = error;
      const isRetryable =
        isTransient(error) ||
        alsoRetryable(error) ||
        (hasCode(error, 'ConcurrentModification') && tries < maxConcurrentModificationTries);
      const longest = alsoRetryable(error) && tries <= triesWithShortPauses ? longestShortPauseMs : longestPauseMs;
      const pauseMs = Math.random() * Math.min(longest, firstPauseMs * 2 ** (tries - 1));
      if (!isRetryable || clock.monotonic() + pauseMs >= deadline) throw error;
      await clock.sleep(pauseMs);
    }
  }
}
