/** How long a value from SSM is used before it is read again. After this time, a change is in effect in every process. */
const rememberedMs = 5 * 60_000;

/**
 * Returns a function that reads a value at its first call and then every five minutes. Concurrent callers share one read.
 * A read that failed is repeated at the next call.
 *
 * @param now returns the monotonic clock, in milliseconds
 */
export function remembered<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let last: { readonly value: Promise<T>; readonly until: number } | undefined;
  return () => {
    if (last !== undefined && now() < last.until) return last.value;
    const current = { value: read(), until: now() + rememberedMs };
    last = current;
    current.value.catch(() => {
      if (last === current) last = undefined;
    });
    return current.value;
  };
}
