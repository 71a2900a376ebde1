const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The longest delay after each failed try. If the try after the last delay fails, no more tries are made. */
export const retryDelaysMs = [
  second,
  5 * second,
  30 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  8 * hour,
  16 * hour,
  24 * hour,
] as const;

/** The longest delay that a receiver can request with `Retry-After`. */
const maxRetryAfterMs = 24 * hour;

/**
 * Returns the time of the next try, in epoch milliseconds, or undefined if no more tries are made.
 *
 * The delay is a random part of the longest delay, so that events that failed together are not sent again at the same
 * time. It is at least a tenth of the longest delay, because an immediate try is likely to fail for the same reason.
 *
 * @param failures the number of failed tries, at least 1
 * @param now epoch milliseconds
 * @param random returns a number from 0 (inclusive) to 1 (exclusive)
 * @param retryAfterMs the delay that the receiver requested: the try waits at least as long, up to a day
 */
export function nextTryAt(
  failures: number,
  now: number,
  random: () => number,
  retryAfterMs: number | undefined,
): number | undefined {
  const longest = retryDelaysMs[failures - 1];
  if (longest === undefined) return undefined;
  const delay = longest * (0.1 + 0.9 * random());
  return Math.round(now + Math.max(delay, Math.min(retryAfterMs ?? 0, maxRetryAfterMs)));
}
