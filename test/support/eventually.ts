import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long a test waits for what has to come, in milliseconds. It is long because a busy machine may need it: only a test
 * that fails waits to the end. It is shorter than the time of a test (`testTimeout` in jest.config.json), so that the test
 * says what did not come.
 */
const patienceMs = 45_000;
const pauseMs = 20;

/** Looks again and again until `look` gives something, and returns that. Throws `missing` where it never does. */
export async function eventually<T>(
  look: () => T | undefined | Promise<T | undefined>,
  missing: string | (() => string | Promise<string>),
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(typeof missing === 'string' ? missing : await missing());
    await sleep(pauseMs);
  }
}

/** The same for a condition. */
export async function eventuallyTrue(isSo: () => boolean | Promise<boolean>, missing: string): Promise<void> {
  await eventually(async () => ((await isSo()) ? true : undefined), missing);
}
