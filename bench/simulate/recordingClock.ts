import type { Clock } from '../../lib/core/ports.ts';
import { systemClock } from '../../lib/gateways/clock.ts';

/** The clock of the functions that are recorded. */
export interface RecordingClock extends Clock {
  /**
   * Moves the clock forward by `ms` milliseconds, and then does the work. Pauses of this work take no time: a daily
   * look sends at most one call a second, and the recording does not wait for that. The clock stays ahead afterwards.
   */
  inDays<T>(ms: number, work: () => Promise<T>): Promise<T>;
}

/** @param notePause is called in place of each pause of work that is done later */
export function recordingClock(notePause: () => Promise<void>): RecordingClock {
  let daysMs = 0;
  let isLater = false;
  return {
    now: () => systemClock.now() + daysMs,
    monotonic: systemClock.monotonic,
    sleep: async (ms, signal) => {
      await (isLater ? notePause() : systemClock.sleep(ms, signal));
    },
    inDays: async (ms, work) => {
      daysMs += ms;
      isLater = true;
      try {
        return await work();
      } finally {
        isLater = false;
      }
    },
  };
}
