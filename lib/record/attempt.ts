import { advance } from './advance.ts';
import { openJournal, type Journal } from './journal.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import type { NewLease } from './lease.ts';
import { isWorkedOn, type Leased, type Lease, type Onboarding } from './onboarding.ts';
import type { CallGuard } from '../core/ports.ts';
import type { RecordDeps } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/** Returns the lease for the next attempt at an onboarding. It is due when the lease and the margin have passed. */
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
    leaseDueAt: expiresAt + marginMs,
  };
}

/** The start of an attempt at an onboarding. */
export interface Attempt {
  readonly stored: Leased;
  /** Reading of the monotonic clock from before the write of the lease. The lease runs from this time. */
  readonly leasedAt: number;
  /** Reading of the monotonic clock at which the attempt must end. */
  readonly deadline: number;
}

/**
 * Acquires the lease of an onboarding by writing the record that `next` returns. Returns undefined if another process
 * changed the record first. The caller must make sure that no other process holds an unexpired lease of the record.
 *
 * @param assertMayWrite is called before each try to write, and throws if the record must not be written any more
 */
export async function acquireLease(
  deps: RecordDeps,
  before: Onboarding,
  deadline: number,
  by: Lease['by'],
  next: (lease: NewLease) => Leased,
  assertMayWrite: () => Promise<void> = () => Promise.resolve(),
): Promise<Attempt | undefined> {
  const owner = deps.newOwner();
  const leasedAt = deps.clock.monotonic();
  const since = isWorkedOn(before) ? before.lease.since : deps.clock.now();
  const wanted = next(newLease(deps, { attempts: before.attempts, since }, owner, by));
  const stored = await retrying(deps.clock, deadline, async () => {
    await assertMayWrite();
    return advance(deps, before, wanted, owner);
  });
  return stored === undefined ? undefined : { stored, leasedAt, deadline };
}

/** Runs `work` with the journal of an attempt. Waits before it returns until all writes of the journal have ended. */
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

/** Returns a guard for calls before the lease is acquired. It checks the deadline only. */
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

/** A guard whose checks can be replaced while calls use it: at first it checks the deadline only, then a lease. */
export interface SwitchableGuard extends CallGuard {
  use(guard: CallGuard): void;
}

/** Returns a guard that first checks what `first` checks. */
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
