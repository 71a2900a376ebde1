import type { Meter } from './meter.ts';

/** A limit of AWS on what is used in each second. */
export interface Bucket {
  /** Returns whether the bucket has this number of tokens now. */
  has(now: number, amount: number): boolean;
  /** Takes tokens. The caller must have checked with `has` that there are enough. */
  take(now: number, amount: number): void;
}

/**
 * A token bucket that is refilled all the time, and is full at the start: API Gateway.
 * @param meter several buckets can share one: it then shows the busiest of them
 */
export function tokenBucket(perSecond: number, burst: number, meter: Meter): Bucket {
  const note = busiestSecond(meter);
  let tokens = burst;
  let at = 0;
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
      note(now, amount);
    },
  };
}

/**
 * A bucket that is full again with each second: DynamoDB, and STS (AWS Security Blog, "How to monitor and query IAM resources
 * at scale – Part 2": the bucket "is refilled every second"). It never gives more than its rate in a second.
 */
export function secondBucket(perSecond: number, meter: Meter): Bucket {
  const note = busiestSecond(meter);
  let second = 0;
  let given = 0;
  return {
    has: (now, amount) => {
      const current = Math.floor(now / 1000);
      if (current !== second) [second, given] = [current, 0];
      return given + amount <= perSecond;
    },
    take: (now, amount) => {
      given += amount;
      note(now, amount);
    },
  };
}

/** Returns a function that adds what was taken to the meter. */
function busiestSecond(meter: Meter) {
  let second = 0;
  let inSecond = 0;
  return (now: number, amount: number) => {
    meter.used += amount;
    const current = Math.floor(now / 1000);
    if (current !== second) [second, inSecond] = [current, 0];
    inSecond += amount;
    meter.busiest = Math.max(meter.busiest, inSecond);
  };
}
