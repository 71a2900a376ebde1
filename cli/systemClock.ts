import { setTimeout as sleep } from 'node:timers/promises';
import { longestTimerMs } from '../client/settings.ts';
import type { Clock } from './context.ts';

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
