import type { Clock } from '../../lib/core/ports.ts';

/** A clock that stands until it is told otherwise; sleeping moves it on at once, and is written down. */
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
    /** Sets the wall clock another way, as NTP or a person does; the monotonic one does not notice. */
    jump: (ms: number) => {
      jumped += ms;
    },
  };
}
