import type { Clock } from '../../lib/core/ports.ts';

/**
 * The service's clock: real time plus an offset that the test sets. `sleep` asks the test to advance the clock, and
 * returns at once.
 * @param moveTo asks the test to set the clock to this time or a later one (epoch ms); resolves to the new offset in ms
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
