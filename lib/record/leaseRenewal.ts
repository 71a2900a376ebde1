import type { Clock, LeaseSettings } from '../core/ports.ts';
import { released, type LeaseTimer } from './lease.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';

/** Keeps a lease alive while work goes on. Every write in its second half renews it; where there is none, one is made. */
export interface LeaseRenewal {
  /** What a write of the record has to add to renew the lease. Undefined where it is young, or was given back. */
  renewalOf(record: Onboarding): Pick<Leased, 'lease' | 'dueAt'> | undefined;
  /** Resolves once the lease is in its first half. Calls that ask at once wait for one renewal. Throws what `renew` throws. */
  renewIfDue(): Promise<void>;
  /** No renewal begins any more. */
  stop(): void;
}

export interface LeaseRenewalParts {
  readonly clock: Clock;
  readonly settings: LeaseSettings;
  readonly timer: LeaseTimer;
  /** Writes the record, until that has succeeded. */
  renew(): Promise<unknown>;
  /** The same where nobody waits for it. */
  renewInBackground(): void;
}

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
      return { lease: { ...record.lease, expiresAt }, dueAt: expiresAt + marginMs };
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
