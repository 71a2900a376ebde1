import { onlyMetadataChanged, nextVersion, write as writeRecord } from './advance.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { released, startLeaseTimer } from './lease.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import type { Actor, CallGuard, Clock, LeaseSettings } from '../core/ports.ts';
import type { OnboardingStore } from './ports.ts';
import { retrying } from '../core/retry.ts';

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
  /**
   * After a commit to rest whose outcome is unknown: the record at rest, where it did land. Undefined where it did not,
   * and from then on cannot: the write made here has moved the record on. Throws where the table does not answer.
   */
  landed(): Promise<Onboarding | undefined>;
  /** No more progress goes out; resolves when nothing is on its way. */
  close(): Promise<void>;
}

/** The record was put to rest, by a write of ours whose answer got lost. */
class AtRest extends Error {
  readonly standing: Onboarding;

  constructor(standing: Onboarding) {
    super('the onboarding is at rest');
    this.name = 'AtRest';
    this.standing = standing;
  }
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

export function openJournal({ store, clock, settings, actor, leasedAt, deadline, ...parts }: JournalParts): Journal {
  const timer = startLeaseTimer(clock, settings, leasedAt, deadline);
  let stored: Onboarding = parts.stored;
  let current = parts.stored;
  let writes: Promise<unknown> = Promise.resolve();
  let progress: NodeJS.Timeout | undefined;
  let isEnding = false;
  let renewal: Promise<unknown> | undefined;

  /** Every write sent, by its writer: one whose answer got lost is known again when it attemptsSinceIdle up in the table. */
  const sent = new Map<string, Onboarding>();

  const move = async <T extends Onboarding>(wanted: T): Promise<T> => {
    if (!isWorkedOn(stored) && isWorkedOn(wanted)) throw new AtRest(stored);
    const writer = `${parts.stored.lease.owner}.${String(sent.size + 1)}`;
    for (;;) {
      const after = nextVersion(stored, wanted, { writer, actor, now: clock.now() });
      sent.set(writer, after);
      const written = await writeRecord(store, stored, after);
      if (written !== undefined) {
        stored = written;
        return written;
      }
      const found = await store.get(stored.id);
      if (found !== undefined && onlyMetadataChanged(stored, found)) {
        stored = found;
        continue;
      }
      const standing = sent.get(found?.writer ?? '');
      if (standing === undefined || standing.version <= stored.version) break;
      // An earlier write of ours did land: go on from there, unless it was the last.
      stored = standing;
      if (!isWorkedOn(standing) && isWorkedOn(wanted)) throw new AtRest(standing);
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
      isEnding = !isWorkedOn(wanted) || wanted.lease.expiresAt === released;
      const renew = isWorkedOn(wanted) && wanted.lease.expiresAt !== released && timer.isHalfOver();
      if (!renew) return move(wanted);
      const lease = { ...wanted.lease, expiresAt: clock.now() + settings.leaseMs };
      const renewed = { lease, dueAt: lease.expiresAt + settings.marginMs };
      const after = await move({ ...wanted, ...renewed });
      current = { ...current, ...renewed };
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
    landed: async () => {
      try {
        await retrying(clock, deadline, () => write((record) => record));
        return undefined;
      } catch (error) {
        if (error instanceof AtRest) return error.standing;
        throw error;
      }
    },
    beforeCall: async () => {
      // One renewal for all calls that ask at once.
      if (timer.isHalfOver()) {
        renewal ??= retrying(clock, deadline, () => write((record) => record)).finally(() => {
          renewal = undefined;
        });
        await renewal;
      }
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
