import { withLease } from './inPlace.ts';
import { released, startLeaseTimer } from './lease.ts';
import { startLeaseRenewal } from './leaseRenewal.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import type { Actor, CallGuard, Clock, LeaseSettings } from '../core/ports.ts';
import type { OnboardingStore } from './ports.ts';
import { startProgressWriter } from './progressWriter.ts';
import { WorkEnded, openRecordWriter } from './recordWriter.ts';
import { retrying } from '../core/retrying.ts';

/**
 * The record of an onboarding, as the one process that works on it reads and writes it. A note is progress: `record()`
 * returns it at once, and it is written in the background, in parallel to the next calls. A commit is waited for: it
 * resolves when the table contains it.
 */
export interface Journal extends CallGuard {
  record(): Leased;
  note(change: (record: Leased) => Leased): void;
  /** Writes the record that `next` returns. Throws LeaseLost if another process took over. */
  commit<T extends Onboarding>(next: (record: Leased) => T): Promise<T>;
  /**
   * For a commit that ends the work on the onboarding and whose outcome is unknown. Returns the stored record if the
   * commit succeeded. Returns undefined if it did not. In that case it cannot succeed later either, because this
   * function has written a newer version of the record. Throws if the table does not answer.
   */
  resolveCommit(): Promise<Onboarding | undefined>;
  /** Stops writing progress. Resolves when no write is in flight. */
  close(): Promise<void>;
}

export interface JournalParts {
  readonly store: OnboardingStore;
  readonly clock: Clock;
  readonly settings: LeaseSettings;
  readonly actor: Actor;
  /** The record as it was just stored, lease included. */
  readonly stored: Leased;
  /** Reading of the monotonic clock from before that write. */
  readonly leasedAt: number;
  /** Reading of the monotonic clock at which the request is out of time. */
  readonly deadline: number;
}

/** Returns the journal of an attempt whose lease the record `stored` has. The caller closes it. */
export function openJournal({ store, clock, settings, actor, stored, leasedAt, deadline }: JournalParts): Journal {
  const timer = startLeaseTimer(clock, settings, leasedAt, deadline);
  const writeRecord = openRecordWriter({ store, clock, actor, stored, onTakenOver: timer.lose });
  let current = stored;
  let writes: Promise<unknown> = Promise.resolve();
  let isEnding = false;

  const write = <T extends Onboarding>(next: (record: Leased) => T): Promise<T> => {
    progress.cancel();
    const written = writes.then(async () => {
      const before = clock.monotonic();
      const wanted = next(current);
      // Set before the write ends, so that a note made during the write is added to it.
      if (isWorkedOn(wanted)) current = wanted;
      isEnding = !isWorkedOn(wanted) || wanted.lease.expiresAt === released;
      const renewed = renewal.renewalOf(wanted);
      if (renewed === undefined) return writeRecord(wanted);
      const { lease, leaseDueAt } = renewed;
      const after = await writeRecord(withLease(wanted, lease, leaseDueAt));
      // Notes that were made during the write may have changed the other due times.
      current = withLease(current, lease, leaseDueAt);
      timer.renewed(before);
      return after;
    });
    writes = written.catch(() => undefined);
    return written;
  };
  const writeUntilDone = () => retrying(clock, deadline, () => write((record) => record));
  /**
   * Starts a write that nobody waits for. If it is lost, nothing is lost, because the next write or the commit contains
   * everything.
   */
  const writeInBackground = () => {
    // After the write that ends the work or releases the lease, no progress may be written.
    if (!isEnding) void write((record) => record).catch(() => undefined);
  };
  const progress = startProgressWriter(writeInBackground);
  const renewal = startLeaseRenewal({
    clock,
    settings,
    timer,
    renew: writeUntilDone,
    renewInBackground: writeInBackground,
  });

  return {
    signal: timer.signal,
    check: timer.check,
    record: () => current,
    note: (change) => {
      current = change(current);
      progress.schedule();
    },
    commit: (next) => retrying(clock, deadline, () => write(next)),
    resolveCommit: async () => {
      try {
        await writeUntilDone();
        return undefined;
      } catch (error) {
        if (error instanceof WorkEnded) return error.stored;
        throw error;
      }
    },
    beforeCall: async () => {
      await renewal.renewIfDue();
      timer.check();
    },
    close: async () => {
      renewal.stop();
      progress.cancel();
      await writes;
    },
  };
}
