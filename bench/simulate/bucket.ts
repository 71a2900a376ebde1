import type { Meter } from './meter.ts';

/** A token bucket: what AWS limits by the second. */
export interface Bucket {
  /** Returns whether there are so many tokens now. */
  has(now: number, amount: number): boolean;
  /** Takes tokens. The caller has asked before whether there are so many. */
  take(now: number, amount: number): void;
}

/** @param meter several buckets can share one: it then shows the busiest of them */
export function createBucket(perSecond: number, burst: number, meter: Meter): Bucket {
  let tokens = burst;
  let at = 0;
  let second = 0;
  let inSecond = 0;
  const refill = (now: number) => {
    tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    has: (now, amount) => {
      refill(now);
      return tokens >= amount;
    },
    take: (now, amount) => {
      refill(now);
      tokens -= amount;
      meter.used += amount;
      const current = Math.floor(now / 1000);
      if (current !== second) [second, inSecond] = [current, 0];
      inSecond += amount;
      meter.busiest = Math.max(meter.busiest, inSecond);
    },
  };
}
