import { nextVersion, onlyMetadataChanged, write as writeVersion } from './advance.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import type { Actor, Clock } from '../core/ports.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import type { OnboardingStore } from './ports.ts';

/** The work on the onboarding has already ended, by an earlier write of this attempt whose answer was lost. */
export class WorkEnded extends Error {
  readonly stored: Onboarding;

  constructor(stored: Onboarding) {
    super('the work on the onboarding has ended');
    this.name = 'WorkEnded';
    this.stored = stored;
  }
}

export interface RecordWriterParts {
  readonly store: OnboardingStore;
  readonly clock: Clock;
  readonly actor: Actor;
  /** The record as it was just stored, lease included. */
  readonly stored: Leased;
  /** Called when a write finds that another process has taken over. */
  onTakenOver(why: string): void;
}

/**
 * Writes the next version of a record. Throws LeaseLost if another process took over. Throws WorkEnded if the stored
 * record is in a status in which no process works on it, and `wanted` is not.
 */
export type WriteRecord = <T extends Onboarding>(wanted: T) => Promise<T>;

/**
 * Returns the function that writes the record of one attempt. The caller makes one write at a time. Every write has a
 * writer name of its own. If the answer to a write is lost, the write is recognized by this name in the table, and is
 * not mistaken for a takeover.
 */
export function openRecordWriter({ store, clock, actor, onTakenOver, ...parts }: RecordWriterParts): WriteRecord {
  let stored: Onboarding = parts.stored;
  /** Every write that was sent, by the name of its writer. */
  const sent = new Map<string, Onboarding>();

  return async <T extends Onboarding>(wanted: T): Promise<T> => {
    if (!isWorkedOn(stored) && isWorkedOn(wanted)) throw new WorkEnded(stored);
    const writer = `${parts.stored.lease.owner}.${String(sent.size + 1)}`;
    for (;;) {
      const after = nextVersion(stored, wanted, { writer, actor, now: clock.now() });
      sent.set(writer, after);
      const written = await writeVersion(store, stored, after);
      if (written !== undefined) {
        stored = written;
        return written;
      }
      const found = await store.get(stored.id);
      if (found !== undefined && onlyMetadataChanged(stored, found)) {
        stored = found;
        continue;
      }
      const ownWrite = sent.get(found?.writer ?? '');
      if (ownWrite === undefined || ownWrite.version <= stored.version) break;
      // An earlier write of this attempt has succeeded. Continues from it, unless it ended the work.
      stored = ownWrite;
      if (!isWorkedOn(ownWrite) && isWorkedOn(wanted)) throw new WorkEnded(ownWrite);
    }
    const why = 'somebody took over';
    onTakenOver(why);
    throw new LeaseLost(why);
  };
}
