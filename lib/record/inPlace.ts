import type { NewLease } from './attempt.ts';
import { released } from './lease.ts';
import type { InStatus, Leased, Onboarding } from './onboarding.ts';
import { reconcileAfterMs, withCutOffProcess } from './unknownCalls.ts';

/** Changes of a record that keep its status. See lib/record/transitions.ts for the others. */

type Waiting = NonNullable<Onboarding['waiting']>;

/** Returns the record with its lease released, due at `dueAt` (epoch ms). */
function releaseLease<T extends Leased>(record: T, dueAt: number): T {
  return { ...record, lease: { ...record.lease, expiresAt: released }, dueAt };
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

/** What is known about the calls of a process that was cut off. */
interface CutOff {
  /** Since when it may have sent calls (epoch ms). */
  readonly sentSince: number;
  /** Whether it may have sent create requests. */
  readonly mayHaveMade: boolean;
}

/**
 * Returns the record with the lease of a process that takes over at `now` (epoch ms). `cutOff` if the last owner has
 * not released its lease: AWS may still carry out a call of that owner, so the account gets a later look.
 */
export function takenOver<T extends Leased>(record: T, lease: NewLease, now: number, cutOff?: CutOff): T {
  if (cutOff === undefined) return { ...record, ...lease };
  const { sentSince, mayHaveMade } = cutOff;
  return { ...withLaterLook(withCutOffProcess(record, sentSince), now), mayHaveMade, ...lease };
}

/** Returns the record of an onboarding whose account is to be checked again 15 minutes after `now` (epoch ms). */
export function withLaterLook<T extends Leased>(record: T, now: number): T {
  return { ...record, reconcileAt: now + reconcileAfterMs };
}

/** Returns the record after its later look, or at the start of it. An idle record is then due no more. */
export function withoutLaterLook<T extends Onboarding>(record: T): T {
  return { ...record, reconcileAt: undefined, dueAt: undefined };
}

/** Returns the record of a claimed onboarding whose later look has entered the account. */
export function withSuccessfulLook(record: InStatus<'claimed'>): InStatus<'claimed'> {
  return { ...withoutLaterLook(record), waiting: undefined };
}

/** Returns the record of a claimed onboarding whose later look has failed. It is repeated at `waiting.until`. */
export function withFailedLook(record: InStatus<'claimed'>, waiting: Waiting): InStatus<'claimed'> {
  return { ...record, waiting, dueAt: waiting.until };
}
