import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long a test waits for a condition, in milliseconds. It is long, because a busy machine may need this time. Only a
 * failing test waits to the end. It is shorter than the time limit of a test (`testTimeout` in jest.config.json), so
 * that the test can report what is missing.
 */
const patienceMs = 45_000;
/** The pauses grow, because each look at a waiting stack costs CPU time that other tests need. */
const firstPauseMs = 20;
const longestPauseMs = 250;

/**
 * Calls `look` repeatedly until it returns a value other than undefined, and returns that value. Throws `missing` if
 * that never happens.
 */
export async function eventually<T>(
  look: () => T | undefined | Promise<T | undefined>,
  missing: string | (() => string | Promise<string>),
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.3)) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(typeof missing === 'string' ? missing : await missing());
    await sleep(pauseMs);
  }
}

/** Waits until a condition is true. */
export async function eventuallyTrue(
  isSo: () => boolean | Promise<boolean>,
  missing: string | (() => string | Promise<string>),
): Promise<void> {
  await eventually(async () => ((await isSo()) ? true : undefined), missing);
}
