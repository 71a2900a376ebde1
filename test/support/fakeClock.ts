import type { Clock } from '../../lib/core/ports.ts';

/** A clock that a test advances. `sleep` advances it at once, and the duration is recorded. */
export function fakeClock(start = Date.UTC(2026, 0, 1)) {
  let passed = 0;
  let jumped = 0;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => start + passed + jumped,
    monotonic: () => passed,
    sleep: (ms) => {
      slept.push(ms);
      passed += ms;
      return Promise.resolve();
    },
  };
  return {
    clock,
    slept,
    pass: (ms: number) => {
      passed += ms;
    },
    /** Changes the wall clock, as NTP or an administrator does, without changing the monotonic clock. */
    jump: (ms: number) => {
      jumped += ms;
    },
  };
}
