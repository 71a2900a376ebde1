/** Runs work, unless it would have to wait too long. Returns undefined then. */
export type RunLimited = <T>(work: () => Promise<T>) => Promise<T | undefined>;

/**
 * Returns a function that runs at most `limit` pieces of work at the same time. Others wait in the order in which they
 * came, for at most `waitMs` milliseconds.
 */
export function concurrencyLimit(limit: number, waitMs: number): RunLimited {
  let running = 0;
  const waiting = new Set<() => void>();
  const place = () =>
    new Promise<boolean>((resolve) => {
      const start = () => {
        clearTimeout(timer);
        waiting.delete(start);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.delete(start);
        resolve(false);
      }, waitMs);
      waiting.add(start);
    });
  return async (work) => {
    // A piece of work that ends hands its place to the next one, so the count stays as it is.
    if (running < limit) running += 1;
    else if (!(await place())) return undefined;
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
