/** A token bucket: `burst` calls at once, and `perSecond` more calls each second. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

type CallKind = 'read' | 'write';

export type Rates = Readonly<Record<CallKind, Rate>>;

/** The token buckets of all accounts. */
export interface Buckets {
  /**
   * Takes a token for a call. Returns false if there is none, and the call must be throttled.
   * @param now epoch milliseconds
   */
  take(accountId: string, kind: CallKind, now: number): boolean;
  clear(): void;
}

/** Returns full token buckets with the given rates. */
export function createBuckets(rates: Rates): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (accountId, kind, now) => {
      const { burst, perSecond } = rates[kind];
      const key = `${accountId} ${kind}`;
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      const isTaken = tokens >= 1;
      buckets.set(key, { tokens: isTaken ? tokens - 1 : tokens, at: Math.max(now, bucket.at) });
      return isTaken;
    },
    clear: () => {
      buckets.clear();
    },
  };
}
