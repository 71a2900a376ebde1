import { withDueTimes } from './dueTimes.ts';
import { released, type NewLease } from './lease.ts';
import type { InStatus, Lease, Leased, Onboarding } from './onboarding.ts';
import { reconcileAfterMs, withCutOffProcess, withCutOffUpdate } from './unknownCalls.ts';

/** Changes of a record that keep its status. See lib/record/transitions.ts for the others. */

type Waiting = NonNullable<Onboarding['waiting']>;

/** Returns the record with this lease. `leaseDueAt`: when a sweep hands the onboarding to a worker (epoch ms). */
export function withLease<T extends Onboarding>(record: T, lease: Lease, leaseDueAt: number): T {
  return { ...withDueTimes(record, { lease: leaseDueAt }), lease };
}

/** Returns the record with its lease released, due at `dueAt` (epoch ms). */
function releaseLease<T extends Leased>(record: T, dueAt: number): T {
  return withLease(record, { ...record.lease, expiresAt: released }, dueAt);
}

/**
 * Returns the record with its lease released and due now (epoch ms), for a worker to acquire. `attempts`: their number
 * before, because no process has started an attempt.
 */
export function leftToWorker<T extends Leased>(record: T, attempts: number, now: number): T {
  return { ...releaseLease(record, now), attempts };
}

/** Returns the record of work that continues at `waiting.until`. `mayHaveMade`: whether create requests were sent. */
export function postponed<T extends Leased>(record: T, waiting: Waiting, mayHaveMade: boolean): T {
  return { ...releaseLease(record, waiting.until), mayHaveMade: record.mayHaveMade || mayHaveMade, waiting };
}

/** Returns the lease that a process holds, for new work under it. */
export function heldLease({ lease, attempts, dueTimes }: Leased): NewLease {
  return { lease, attempts, leaseDueAt: dueTimes.lease ?? lease.expiresAt };
}

/** A process that was cut off after it may have sent create requests. */
interface CutOff {
  /** Since when it may have sent calls (epoch ms). */
  readonly sentSince: number;
}

/**
 * Returns the record with the lease of a process that takes over at `now` (epoch ms). `cutOff` if the last owner has
 * not released its lease, and something may be in the account: AWS may still carry out a call of that owner, so the
 * account gets a later look.
 */
export function takenOver<T extends Leased>(record: T, next: NewLease, now: number, cutOff?: CutOff): T {
  const { lease, attempts, leaseDueAt } = next;
  const leased = { ...withLease(record, lease, leaseDueAt), attempts };
  if (cutOff === undefined) return leased;
  // An update creates no keys, so a key that appears meanwhile is not one of its own.
  const noted =
    leased.status === 'updating'
      ? withCutOffUpdate(leased, cutOff.sentSince)
      : withCutOffProcess(leased, cutOff.sentSince);
  return { ...withLaterLook(noted, now), mayHaveMade: true };
}

/** Returns the record of an onboarding whose account is to be checked again 15 minutes after `now` (epoch ms). */
export function withLaterLook<T extends Leased>(record: T, now: number): T {
  return withDueTimes(record, { reconcile: now + reconcileAfterMs });
}

/** Returns the record after its later look, or at the start of it. */
export function withoutLaterLook<T extends Onboarding>(record: T): T {
  return withDueTimes(record, { reconcile: undefined });
}

/**
 * Returns the record of a claimed onboarding after a look at its account that has succeeded at `now` (epoch ms). A look
 * that only deleted keys that nobody has received comes before the later look, which is still due.
 */
export function withSuccessfulLook(record: InStatus<'claimed'>, now: number): InStatus<'claimed'> {
  const { reconcile } = record.dueTimes;
  const isLater = reconcile !== undefined && reconcile > now;
  const looked = withDueTimes(record, { heldKeys: undefined, ...(!isLater && { reconcile: undefined }) });
  return { ...looked, waiting: undefined };
}

/** Returns the record of a claimed onboarding whose later look has failed. It is repeated at `waiting.until`. */
export function withFailedLook(record: InStatus<'claimed'>, waiting: Waiting): InStatus<'claimed'> {
  return { ...withDueTimes(record, { heldKeys: undefined, reconcile: waiting.until }), waiting };
}
