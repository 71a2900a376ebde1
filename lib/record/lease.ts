import { LeaseLost, OutOfTime } from '../core/controlFlowErrors.ts';
import type { Clock, LeaseSettings } from '../core/ports.ts';

/** The expiry of a lease that was given back: anybody may take the onboarding on. */
export const released = 0;

/** A lease counts from before it was written, by the monotonic clock: a slow write shortens it, a jump of the wall clock does not. */
export interface LeaseTimer {
  /** To be called when a write that (re)news the lease succeeded, with the reading from before that write. */
  renewed(before: number): void;
  lose(why: string): void;
  isHalfOver(): boolean;
  /** Throws LeaseLost where less is left than one more call needs, OutOfTime where it could end after the deadline. */
  check(): void;
  readonly signal: AbortSignal;
}

/** `deadline` is a reading of the monotonic clock; `Infinity` for workers that are bounded by their lease alone. */
export function startLeaseTimer(clock: Clock, settings: LeaseSettings, leasedAt: number, deadline: number): LeaseTimer {
  const { leaseMs, requestTimeoutMs, marginMs } = settings;
  const controller = new AbortController();
  let since = leasedAt;
  let lost: string | undefined;
  return {
    signal: controller.signal,
    renewed: (before) => {
      since = before;
    },
    lose: (why) => {
      lost ??= why;
      controller.abort(new LeaseLost(why));
    },
    isHalfOver: () => clock.monotonic() - since > leaseMs / 2,
    check: () => {
      if (lost !== undefined) throw new LeaseLost(lost);
      const now = clock.monotonic();
      if (since + leaseMs - now <= requestTimeoutMs + marginMs)
        throw new LeaseLost('too little of it is left for a call');
      if (now + requestTimeoutMs >= deadline) throw new OutOfTime();
    },
  };
}

/** Whether a lease written as `expiresAt` may be taken over: only after expiry and margin, when no call of its owner can be on its way. */
export function mayTakeOver(lease: { readonly expiresAt: number } | undefined, now: number, marginMs: number): boolean {
  return lease === undefined || now > lease.expiresAt + marginMs;
}
