import { released, startLeaseTimer } from './lease.ts';
import { startLeaseRenewal } from './leaseRenewal.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import type { Actor, CallGuard, Clock, LeaseSettings } from '../core/ports.ts';
import type { OnboardingStore } from './ports.ts';
import { startProgressWriter } from './progressWriter.ts';
import { AtRest, openRecordWriter } from './recordWriter.ts';
import { retrying } from '../core/retry.ts';

/**
 * The record of an onboarding in the hands of the one process that works on it. Notes are progress: they are seen at
 * once here, and written beside the next calls. Commits are what counts: they wait until it stands in the table.
 */
export interface Journal extends CallGuard {
  record(): Leased;
  note(change: (record: Leased) => Leased): void;
  /** Writes the record as `next` has it. Throws LeaseLost where somebody took over. */
  commit<T extends Onboarding>(next: (record: Leased) => T): Promise<T>;
  /**
   * After a commit to rest whose outcome is unknown: the record at rest, where it did land. Undefined where it did not,
   * and from then on cannot: the write made here has moved the record on. Throws where the table does not answer.
   */
  landed(): Promise<Onboarding | undefined>;
  /** No more progress goes out; resolves when nothing is on its way. */
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
      // At once, so that a note made while the write is on its way lands on top of it.
      if (isWorkedOn(wanted)) current = wanted;
      isEnding = !isWorkedOn(wanted) || wanted.lease.expiresAt === released;
      const renewed = renewal.renewalOf(wanted);
      if (renewed === undefined) return writeRecord(wanted);
      const after = await writeRecord({ ...wanted, ...renewed });
      current = { ...current, ...renewed };
      timer.renewed(before);
      return after;
    });
    writes = written.catch(() => undefined);
    return written;
  };
  const writeUntilDone = () => retrying(clock, deadline, () => write((record) => record));
  /** A write that nobody waits for: lost, it costs nothing, since the next one, or the commit, has it all. */
  const writeInBackground = () => {
    // Once the record has been sent to rest, nothing may wake it again.
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
    landed: async () => {
      try {
        await writeUntilDone();
        return undefined;
      } catch (error) {
        if (error instanceof AtRest) return error.standing;
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
