import { LeaseLost, released, startLeaseTimer } from './lease.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import type { CallGuard, Clock, LeaseSettings, OnboardingStore } from './ports.ts';
import { retrying } from './retry.ts';

/** Progress is written at most this often (ms). */
const progressEveryMs = 300;

/**
 * The record of an onboarding in the hands of the one process that works on it. Notes are progress: they are seen at
 * once here, and written beside the next calls. Commits are what counts: they wait until it stands in the table.
 */
export interface Journal extends CallGuard {
  record(): Leased;
  note(change: (record: Leased) => Leased): void;
  /** Writes the record as `next` has it. Throws LeaseLost where somebody took over. */
  commit<T extends Onboarding>(next: (record: Leased) => T): Promise<T>;
  /** No more progress goes out; resolves when nothing is on its way. */
  close(): Promise<void>;
}

export interface JournalParts {
  readonly store: OnboardingStore;
  readonly clock: Clock;
  readonly settings: LeaseSettings;
  /** The record as it was just stored, lease included. */
  readonly stored: Leased;
  /** Reading of the monotonic clock from before that write. */
  readonly leasedAt: number;
  /** Reading of the monotonic clock at which the request is out of time. */
  readonly deadline: number;
}

export function openJournal({ store, clock, settings, leasedAt, deadline, ...parts }: JournalParts): Journal {
  const timer = startLeaseTimer(clock, settings, leasedAt, deadline);
  let stored: Onboarding = parts.stored;
  let current = parts.stored;
  let writes: Promise<unknown> = Promise.resolve();
  let progress: NodeJS.Timeout | undefined;
  let isEnding = false;

  /** Every write sent, by its writer: one whose answer got lost is known again when it turns up in the table. */
  const sent = new Map<string, Onboarding>();

  const move = async <T extends Onboarding>(wanted: T): Promise<T> => {
    const writer = `${parts.stored.lease.owner}.${String(sent.size + 1)}`;
    for (;;) {
      const after: T = { ...wanted, writer, version: stored.version + 1, updatedAt: clock.now() };
      sent.set(writer, after);
      if (await store.move(stored, after)) {
        stored = after;
        return after;
      }
      const standing = sent.get((await store.get(stored.id))?.writer ?? '');
      if (standing === undefined || standing.version <= stored.version) break;
      // An earlier write of ours did land: go on from there.
      stored = standing;
    }
    timer.lose('somebody took over');
    throw new LeaseLost('somebody took over');
  };

  const write = <T extends Onboarding>(next: (record: Leased) => T): Promise<T> => {
    clearTimeout(progress);
    progress = undefined;
    const written = writes.then(async () => {
      const before = clock.monotonic();
      const wanted = next(current);
      // At once, so that a note made while the write is on its way lands on top of it.
      if (isWorkedOn(wanted)) current = wanted;
      else isEnding = true;
      const renew = isWorkedOn(wanted) && wanted.lease.expiresAt !== released && timer.isHalfOver();
      if (!renew) return move(wanted);
      const lease = { ...wanted.lease, expiresAt: clock.now() + settings.leaseMs };
      const renewal = { lease, dueAt: lease.expiresAt + settings.marginMs };
      const after = await move({ ...wanted, ...renewal });
      current = { ...current, ...renewal };
      timer.renewed(before);
      return after;
    });
    writes = written.catch(() => undefined);
    return written;
  };

  /** A write that nobody waits for: lost, it costs nothing, since the next one, or the commit, has it all. */
  const writeBeside = () => {
    // Once the record has been sent to rest, nothing may wake it again.
    if (!isEnding) void write((record) => record).catch(() => undefined);
  };
  // A pause between two tries may be longer than half a lease.
  const heartbeat = setInterval(() => {
    if (timer.isHalfOver()) writeBeside();
  }, settings.leaseMs / 4);

  return {
    signal: timer.signal,
    check: timer.check,
    record: () => current,
    note: (change) => {
      current = change(current);
      progress ??= setTimeout(writeBeside, progressEveryMs);
    },
    commit: (next) => retrying(clock, deadline, () => write(next)),
    beforeCall: async () => {
      if (timer.isHalfOver()) await write((record) => record);
      timer.check();
    },
    close: async () => {
      clearInterval(heartbeat);
      clearTimeout(progress);
      progress = undefined;
      await writes;
    },
  };
}
