import { advance } from './advance.ts';
import { openJournal, type Journal } from './journal.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { released } from './lease.ts';
import { isWorkedOn, type Leased, type Lease, type Onboarding, type StepRecord } from './onboarding.ts';
import type { CallGuard, Clock } from '../core/ports.ts';
import type { RecordDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** What a record gets when somebody takes it on. */
export interface NewLease {
  readonly lease: Lease;
  readonly attempts: number;
  readonly dueAt: number;
}

/** A fresh lease for the next attempt at an onboarding, and when it is due if its owner dies. */
export function newLease(
  deps: RecordDeps,
  { attempts, since }: { readonly attempts: number; readonly since: number },
  owner: string,
  by: Lease['by'],
): NewLease {
  const { leaseMs, marginMs } = deps.settings;
  const expiresAt = deps.clock.now() + leaseMs;
  return {
    lease: { owner, by, attempt: attempts + 1, expiresAt, since },
    attempts: attempts + 1,
    dueAt: expiresAt + marginMs,
  };
}

/** The record with nobody at work on it, due at `dueAt` (epoch ms). */
export function releaseLease<T extends Leased>(record: T, dueAt: number): T {
  return { ...record, lease: { ...record.lease, expiresAt: released }, dueAt };
}

/** The record left to a worker, due at once: nobody's turn yet, so nothing can have been made in it. */
export function leaveToWorker<T extends Leased>(record: T, before: Onboarding, now: number): T {
  return { ...releaseLease(record, now), attempts: before.attempts };
}

/** What a turn at an onboarding starts from. */
export interface Attempt {
  readonly stored: Leased;
  /** Reading of the monotonic clock from before the lease was written: it counts from there. */
  readonly leasedAt: number;
  /** Reading of the monotonic clock at which the turn has to be over. */
  readonly deadline: number;
}

/**
 * Takes the onboarding on: writes the record as `next` has it, with a fresh lease. Undefined: somebody else did.
 * `mayWrite` throws where it is too late for that. `next` must not be called for a record whose lease lives.
 */
export async function acquireLease(
  deps: RecordDeps,
  before: Onboarding,
  deadline: number,
  by: Lease['by'],
  next: (parts: NewLease) => Leased,
  mayWrite: () => Promise<void> = () => Promise.resolve(),
): Promise<Attempt | undefined> {
  const owner = deps.newOwner();
  const leasedAt = deps.clock.monotonic();
  const since = isWorkedOn(before) ? before.lease.since : deps.clock.now();
  const wanted = next(newLease(deps, { attempts: before.attempts, since }, owner, by));
  const stored = await retrying(deps.clock, deadline, async () => {
    await mayWrite();
    return advance(deps, before, wanted, owner);
  });
  return stored === undefined ? undefined : { stored, leasedAt, deadline };
}

/** Runs `work` with the journal of a turn; when it returns, nothing of the turn is still on its way. */
export async function withJournal<T>(
  deps: RecordDeps,
  { stored, leasedAt, deadline }: Attempt,
  work: (journal: Journal) => Promise<T>,
): Promise<T> {
  const { store, clock, settings, actor } = deps;
  const journal = openJournal({ store, clock, settings, actor, stored, leasedAt, deadline });
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

/** The guard of calls that no lease stands behind yet: the deadline alone bounds them. */
export function deadlineGuard({ clock, settings }: RecordDeps, deadline: number): CallGuard {
  const check = () => {
    if (clock.monotonic() + settings.requestTimeoutMs >= deadline) throw new OutOfTime();
  };
  return {
    check,
    beforeCall: async () => {
      await Promise.resolve();
      check();
    },
    signal: new AbortController().signal,
  };
}

/** A guard that can be replaced while calls go through it: from the deadline alone to a lease. */
export interface SwitchableGuard extends CallGuard {
  use(guard: CallGuard): void;
}

export function switchableGuard(first: CallGuard): SwitchableGuard {
  let guard = first;
  return {
    use: (next) => {
      guard = next;
    },
    beforeCall: () => guard.beforeCall(),
    check: () => {
      guard.check();
    },
    get signal() {
      return guard.signal;
    },
  };
}

/** Notes a step as begun or over; a step that the record does not have yet is added at its end. */
export function noteStep(journal: Journal, clock: Clock, name: string, status: 'running' | 'done' | 'failed'): void {
  const at = clock.now();
  journal.note((record) => {
    const before: StepRecord = record.steps.find((step) => step.name === name) ?? { name, status: 'pending' };
    const after: StepRecord =
      status === 'running' ? { name, status, startedAt: before.startedAt ?? at } : { ...before, status, endedAt: at };
    const isNew = !record.steps.some((step) => step.name === name);
    return {
      ...record,
      steps: isNew ? [...record.steps, after] : record.steps.map((step) => (step.name === name ? after : step)),
    };
  });
}
