import type { CallGuard, Clock } from '../core/ports.ts';

/**
 * Returns a guard that lets a call start at the earliest `everyMs` after the call before it, however many are waiting.
 *
 * @param guard is asked as well
 */
export function pacedGuard(clock: Clock, guard: CallGuard, everyMs: number): CallGuard {
  let next = -Infinity;
  return {
    check: () => {
      guard.check();
    },
    beforeCall: async () => {
      const now = clock.monotonic();
      const at = Math.max(now, next);
      next = at + everyMs;
      if (at > now) await clock.sleep(at - now);
      await guard.beforeCall();
    },
    signal: guard.signal,
  };
}
