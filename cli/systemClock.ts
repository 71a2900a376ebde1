import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './context.ts';

/** A timer that is longer ends at once, in milliseconds. Source: Node.js, `setTimeout`. */
const longestTimerMs = 2 ** 31 - 1;

/** The clock of this machine. A sleep that a signal ends rejects with the reason of the signal. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    try {
      await sleep(Math.min(ms, longestTimerMs), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
