import type { Clock } from '../../lib/core/ports.ts';

/**
 * The service's clock, which the test owns: real time, and what the test has added to it. Sleeping asks the test to move
 * the clock on, and takes no time.
 * @param moveTo asks for the clock to be at this time at least (epoch ms); gives what is added to real time from then on
 */
export function ownedClock(offsetMs: number, moveTo: (until: number) => Promise<number>) {
  let added = offsetMs;
  const now = () => Date.now() + added;
  const clock: Clock = {
    now,
    monotonic: () => performance.now() + added,
    sleep: async (ms) => {
      added = Math.max(added, await moveTo(now() + ms));
    },
  };
  return {
    clock,
    set: (ms: number) => {
      added = Math.max(added, ms);
    },
  };
}
