const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long an event waits after each failed try, at most; after the last one no more tries are made. */
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

/** The longest that a receiver's `Retry-After` is obeyed: no event is put off for a year. */
const longestRetryAfterMs = 24 * hour;

/**
 * When an event is tried again, in epoch milliseconds; undefined when it is to be given up.
 *
 * Full jitter: anywhere in the whole delay, so that the events a receiver missed together do not come back together. Not
 * in its first tenth, though: a try that follows at once meets what the one before it met.
 *
 * @param failures how many tries have failed, at least 1
 * @param random from 0 up to and without 1
 * @param retryAfterMs what the receiver asked for: it waits no less, and at most a day
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
  return Math.round(now + Math.max(delay, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)));
}
