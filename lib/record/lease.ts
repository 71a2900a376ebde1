import { LeaseLost, OutOfTime } from '../core/controlFlowErrors.ts';
import type { Clock, LeaseSettings } from '../core/ports.ts';
import type { InStatus, Lease, Onboarding } from './onboarding.ts';

/** The expiry of a released lease. Any process may acquire the lease. */
export const released = 0;

/** What a record gets when a process acquires its lease. */
export interface NewLease {
  readonly lease: Lease;
  readonly attempts: number;
  /** When a sweep hands the onboarding to a worker if the owner stops without releasing the lease (epoch ms). */
  readonly leaseDueAt: number;
}

/**
 * Whether the onboarding waits for the next attempt at its provisioning, its update or the end of its rotation, because
 * the last one was postponed. No process works on it, and a caller may offboard it.
 */
export function isWaiting(onboarding: Onboarding): onboarding is InStatus<'provisioning' | 'rotating' | 'updating'> {
  const { status, waiting } = onboarding;
  if (status !== 'provisioning' && status !== 'rotating' && status !== 'updating') return false;
  return waiting !== undefined && onboarding.lease.expiresAt === released;
}

/**
 * Whether the onboarding counts for the tenant cap: a process creates or removes something in the account, or will do so
 * at once. The creation of keys does not count. It is a request that its caller waits for, of an onboarding that has
 * counted before, and two entries of the index `inFlight` for each claim would cost more than they protect.
 */
export function countsForTenantCap(onboarding: Onboarding): boolean {
  switch (onboarding.status) {
    case 'provisioning':
    case 'updating':
      return !isWaiting(onboarding);
    case 'rolling_back':
    case 'offboarding':
      return true;
    case 'awaiting_access':
    case 'ready':
    case 'claiming':
    case 'claimed':
    case 'rotating':
    case 'failed':
    case 'needs_attention':
    case 'expired':
    case 'offboarded':
      return false;
  }
}

/**
 * Measures how much is left of a lease. The lease runs from before its write, by the monotonic clock: a slow write
 * leaves less of it, and a change of the wall clock has no effect.
 */
export interface LeaseTimer {
  /**
   * The caller calls this after a write that renewed the lease, with the reading of the monotonic clock from before
   * that write.
   */
  renewed(before: number): void;
  /** Marks the lease as lost and aborts `signal`. */
  lose(why: string): void;
  isHalfOver(): boolean;
  /**
   * Throws LeaseLost if the lease is lost or too little of it is left for another call. Throws OutOfTime if another
   * call could end after the deadline.
   */
  check(): void;
  readonly signal: AbortSignal;
}

/**
 * Starts the timer of a lease.
 *
 * @param deadline a reading of the monotonic clock; `Infinity` for a worker that only its lease limits
 */
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

/**
 * Whether another process may acquire the lease at `now` (epoch ms): only when the expiry and the margin have passed,
 * because then no call of its owner can still be in progress.
 */
export function mayTakeOver(lease: { readonly expiresAt: number } | undefined, now: number, marginMs: number): boolean {
  return lease === undefined || now > lease.expiresAt + marginMs;
}
