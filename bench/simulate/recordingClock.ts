import type { Clock } from '../../lib/core/ports.ts';
import { systemClock } from '../../lib/gateways/clock.ts';

/** The clock of the functions that are recorded. */
export interface RecordingClock extends Clock {
  /**
   * Does the work so much later, in milliseconds. Its pauses take no time: a daily look sends at most one call a second, which
   * the recording does not wait for. All work after it is as late.
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
