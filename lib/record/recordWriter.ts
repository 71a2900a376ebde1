import { nextVersion, onlyMetadataChanged, write as writeVersion } from './advance.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import type { Actor, Clock } from '../core/ports.ts';
import { isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import type { OnboardingStore } from './ports.ts';

/** The record is at rest already, by an earlier write of this attempt whose answer got lost. */
export class AtRest extends Error {
  readonly standing: Onboarding;

  constructor(standing: Onboarding) {
    super('the onboarding is at rest');
    this.name = 'AtRest';
    this.standing = standing;
  }
}

export interface RecordWriterParts {
  readonly store: OnboardingStore;
  readonly clock: Clock;
  readonly actor: Actor;
  /** The record as it was just stored, lease included. */
  readonly stored: Leased;
  /** Called once somebody else is found to have the record. */
  onTakenOver(why: string): void;
}

/** Writes a record as its next version. Throws LeaseLost where somebody took over, AtRest where it would wake the record. */
export type WriteRecord = <T extends Onboarding>(wanted: T) => Promise<T>;

/**
 * Writes the record of one attempt, version after version, one write at a time. Every write names its own writer, so
 * that one whose answer got lost is known again when it is found in the table, and is no takeover.
 */
export function openRecordWriter({ store, clock, actor, onTakenOver, ...parts }: RecordWriterParts): WriteRecord {
  let stored: Onboarding = parts.stored;
  /** Every write that was sent, by its writer. */
  const sent = new Map<string, Onboarding>();

  return async <T extends Onboarding>(wanted: T): Promise<T> => {
    if (!isWorkedOn(stored) && isWorkedOn(wanted)) throw new AtRest(stored);
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
      const standing = sent.get(found?.writer ?? '');
      if (standing === undefined || standing.version <= stored.version) break;
      // An earlier write of ours did land: go on from there, unless it was the last.
      stored = standing;
      if (!isWorkedOn(standing) && isWorkedOn(wanted)) throw new AtRest(standing);
    }
    const why = 'somebody took over';
    onTakenOver(why);
    throw new LeaseLost(why);
  };
}
