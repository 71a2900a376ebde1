import { hasCode, isTransient } from './awsFailure.ts';
import { OutOfTime } from './controlFlowErrors.ts';
import type { Clock } from './ports.ts';

/** First and longest pause in milliseconds; full jitter takes a random part of it (AWS Architecture Blog, "Exponential Backoff And Jitter"). */
const firstPauseMs = 100;
const longestPauseMs = 3000;
/** The longest pause where nothing is overloaded, only not to be seen yet; and for how many looks it stays so short. */
const longestLookMs = 500;
const shortLooks = 12;

/** IAM answers so while another write to the same entity is on its way: worth a few tries, no more. */
const concurrentTries = 5;

/**
 * Runs `attempt` until it succeeds, fails for good, or the deadline (a reading of the monotonic clock) is too near for
 * another pause; then the last error is thrown. `also` says which further errors are worth waiting for.
 */
export async function retrying<T>(
  clock: Clock,
  deadline: number,
  attempt: () => Promise<T>,
  also: (error: unknown) => boolean = () => false,
): Promise<T> {
  let last: unknown;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      // That the time is up says less than what has used it up.
      if (error instanceof OutOfTime) error.cause ??= last;
      last = error;
      const again =
        isTransient(error) || also(error) || (hasCode(error, 'ConcurrentModification') && tries < concurrentTries);
      const longest = also(error) && tries <= shortLooks ? longestLookMs : longestPauseMs;
      const pauseMs = Math.random() * Math.min(longest, firstPauseMs * 2 ** (tries - 1));
      if (!again || clock.monotonic() + pauseMs >= deadline) throw error;
      await clock.sleep(pauseMs);
    }
  }
}
