import type { Clock, LeaseSettings } from '../core/ports.ts';
import { released, type LeaseTimer, type NewLease } from './lease.ts';
import { isWorkedOn, type Onboarding } from './onboarding.ts';

/**
 * Renews a lease while work continues. Every write in the second half of the lease renews it. If there is no such
 * write, a write is made for it.
 */
export interface LeaseRenewal {
  /**
   * Returns the renewed lease, which a write of the record must contain, and when a sweep hands the onboarding to a
   * worker (epoch ms). Returns undefined if the lease is in its first half or was released.
   */
  renewalOf(record: Onboarding): Pick<NewLease, 'lease' | 'leaseDueAt'> | undefined;
  /**
   * Resolves when the lease is in its first half. Concurrent calls wait for the same renewal. Throws what `renew`
   * throws.
   */
  renewIfDue(): Promise<void>;
  /** Starts no further renewal. */
  stop(): void;
}

export interface LeaseRenewalParts {
  readonly clock: Clock;
  readonly settings: LeaseSettings;
  readonly timer: LeaseTimer;
  /** Writes the record, with retries until it succeeds. */
  renew(): Promise<unknown>;
  /** Writes the record, and nobody waits for it. */
  renewInBackground(): void;
}

/** Returns the renewal of one lease, and starts the timer for its renewals in the background. */
export function startLeaseRenewal({ clock, settings, timer, ...parts }: LeaseRenewalParts): LeaseRenewal {
  const { leaseMs, marginMs } = settings;
  let renewal: Promise<unknown> | undefined;
  // A pause between two tries of a call may be longer than half a lease.
  const heartbeat = setInterval(() => {
    if (timer.isHalfOver()) parts.renewInBackground();
  }, leaseMs / 4);
  return {
    renewalOf: (record) => {
      if (!isWorkedOn(record) || record.lease.expiresAt === released || !timer.isHalfOver()) return undefined;
      const expiresAt = clock.now() + leaseMs;
      return { lease: { ...record.lease, expiresAt }, leaseDueAt: expiresAt + marginMs };
    },
    renewIfDue: async () => {
      if (!timer.isHalfOver()) return;
      renewal ??= parts.renew().finally(() => {
        renewal = undefined;
      });
      await renewal;
    },
    stop: () => clearInterval(heartbeat),
  };
}
