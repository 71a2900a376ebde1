import { enqueueWork } from '../lifecycle/postpone.ts';
import { takeOver } from '../lifecycle/takeOver.ts';
import { runAttempt } from '../lifecycle/runAttempt.ts';
import { acquireLease } from '../record/attempt.ts';
import type { NewLease } from '../record/lease.ts';
import { leftToWorker } from '../record/inPlace.ts';
import type { Leased, Lease, Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';

/** Which process does the work that a request asks for, and until when. */
export interface Execution {
  /** True: a worker does the work after the answer. False: this request does it. */
  readonly isAsynchronous: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/** Work that a request starts on an onboarding that no process works on. */
export interface NewWork {
  /** Returns the record at the start of the work. */
  readonly record: (lease: NewLease) => Leased;
  /** Throws if it is too late to start the work. */
  readonly mayWrite?: (() => Promise<void>) | undefined;
}

/**
 * Starts work on an onboarding: does it in this request, or leaves it to a worker. Returns undefined if another process
 * has changed the onboarding since it was read. `by` is the kind of the lease if this request does the work: while a
 * request holds the lease, a repeated create is refused.
 */
export async function beginWork(
  deps: RequestDeps,
  before: Onboarding,
  { record, mayWrite }: NewWork,
  { isAsynchronous, deadline }: Execution,
  by: Lease['by'],
): Promise<Onboarding | undefined> {
  if (!isAsynchronous) {
    const attempt = await acquireLease(deps, before, deadline, by, record, mayWrite);
    return attempt === undefined ? undefined : runAttempt(deps, attempt);
  }
  const handOver = (lease: NewLease) => leftToWorker(record(lease), before.attempts, deps.clock.now());
  const attempt = await acquireLease(deps, before, deadline, 'worker', handOver, mayWrite);
  if (attempt !== undefined) await enqueueWork(deps, before.id);
  return attempt?.stored;
}

/**
 * Continues work that was started before, if the process that did it no longer holds its lease, or queues it for a
 * worker.
 */
export async function continueWork(
  deps: RequestDeps,
  record: Leased,
  { isAsynchronous, deadline }: Execution,
): Promise<Onboarding> {
  if (!isAsynchronous) return takeOver(deps, record, deadline);
  await enqueueWork(deps, record.id);
  return record;
}
