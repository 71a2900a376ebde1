import { enqueueWork } from '../lifecycle/postpone.ts';
import { runAttempt, takeOver } from '../lifecycle/resume.ts';
import { acquireLease, leaveToWorker, type NewLease } from '../record/attempt.ts';
import type { Leased, Lease, Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';

/** Who does what a request asks for, and until when. */
export interface Execution {
  /** A worker, after the answer; else this request. */
  readonly isAsynchronous: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/** Work that a request begins on an onboarding which nobody works on. */
export interface NewWork {
  /** The record as the work begins. */
  readonly record: (lease: NewLease) => Leased;
  /** Throws where it is too late to begin. */
  readonly mayWrite?: (() => Promise<void>) | undefined;
}

/**
 * Begins work on an onboarding: does it in this request, or leaves it to a worker. Undefined where the onboarding was
 * written by somebody else since it was read. `by`: whose lease it is where this request does the work; while the lease
 * of a request lives, a repeated create is refused.
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
  const handOver = (lease: NewLease) => leaveToWorker(record(lease), before, deps.clock.now());
  const attempt = await acquireLease(deps, before, deadline, 'worker', handOver, mayWrite);
  if (attempt !== undefined) await enqueueWork(deps, before.id);
  return attempt?.stored;
}

/** Goes on with work that was begun before, where its owner is gone; or asks a worker to. */
export async function continueWork(
  deps: RequestDeps,
  record: Leased,
  { isAsynchronous, deadline }: Execution,
): Promise<Onboarding> {
  if (!isAsynchronous) return takeOver(deps, record, deadline);
  await enqueueWork(deps, record.id);
  return record;
}
