import { AwsFailure } from '../../lib/core/awsFailure.ts';
import type { WebhookEvent } from '../../lib/record/metadata.ts';
import { isWorkedOn, type Onboarding } from '../../lib/record/onboarding.ts';
import type { OlderTry } from '../../lib/record/storedEvents.ts';
import type { RequestDeps } from '../../lib/requests/ports.ts';

/** What goes wrong with a write: it is lost, or it is carried out and its answer is lost. */
type Trouble = 'lost' | 'answer lost';

/**
 * A store with one record in memory. Like the state table, it writes only if version, status and, for a leased record,
 * owner and attempt are those that the caller read. Writes can be delayed or lost. It counts the writes in progress.
 */
export function memoryStore(first: Onboarding) {
  const state = { stored: first, moves: new Array<Onboarding>(), onTheirWay: 0, mostOnTheirWay: 0 };
  /** The events in items of their own. */
  const items = new Map<string, { readonly event: WebhookEvent; readonly revision: number }>();
  const olderTries = new Map<string, OlderTry>();
  const troubles: Trouble[] = [];
  const delays: Promise<void>[] = [];
  const unused = () => Promise.reject(new Error('nothing here should ask for this'));
  const store: RequestDeps['store'] = {
    getAccess: unused,
    saveAccess: unused,
    getControls: unused,
    saveControls: unused,
    archiveActions: unused,
    replaceActions: unused,
    archivedActions: unused,
    getKey: unused,
    putKey: unused,
    retakeKey: unused,
    dropKey: unused,
    takeSlot: unused,
    dropSlot: unused,
    slotsOf: unused,
    insert: unused,
    erase: unused,
    accountsOf: unused,
    dropAccess: unused,
    due: unused,
    undelivered: unused,
    inFlight: unused,
    needingAttention: unused,
    countIn: unused,
    list: unused,
    announceShards: unused,
    keptBlueprints: unused,
    archivedAudit: unused,
    eraseArchived: unused,
    putLook: unused,
    getLook: unused,
    holdAccount: unused,
    archiveAudit: () => Promise.resolve(),
    archivedEvents: () => Promise.resolve([...items.values()].map(({ event }) => event)),
    archiveEvents: (_, events, revision) => {
      for (const event of events)
        if ((items.get(event.id)?.revision ?? 0) <= revision) items.set(event.id, { event, revision });
      return Promise.resolve();
    },
    archiveTries: (_, tries) => {
      for (const each of tries) olderTries.set(`${each.eventId}#${String(each.n)}`, each);
      return Promise.resolve();
    },
    archivedTries: () => Promise.resolve([...olderTries.values()]),
    saveMetadata: (before, after) => {
      if (!isUnchanged(state.stored, before)) return Promise.resolve(false);
      state.stored = after;
      return Promise.resolve(true);
    },
    get: () => Promise.resolve(state.stored),
    move: async (before, after) => {
      state.onTheirWay += 1;
      state.mostOnTheirWay = Math.max(state.mostOnTheirWay, state.onTheirWay);
      await delays.shift();
      state.onTheirWay -= 1;
      const trouble = troubles.shift();
      if (trouble === 'lost') throw noAnswer();
      if (!isUnchanged(state.stored, before)) return false;
      state.stored = after;
      state.moves.push(after);
      if (trouble === 'answer lost') throw noAnswer();
      return true;
    },
  };
  return {
    store,
    state,
    /** The troubles of the next writes, in this order. */
    trouble: (...next: readonly Trouble[]) => void troubles.push(...next),
    /** Delays the next write until the returned function is called. */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      delays.push(promise);
      return () => resolve(undefined);
    },
  };
}

function noAnswer(): AwsFailure {
  return new AwsFailure('dynamodb:PutItem', 'TimeoutError', 'no answer', 'unknown');
}

function isUnchanged(stored: Onboarding, before: Onboarding): boolean {
  if (stored.version !== before.version || stored.metadataVersion !== before.metadataVersion) return false;
  if (stored.status !== before.status) return false;
  if (!isWorkedOn(before) || !isWorkedOn(stored)) return true;
  return stored.lease.owner === before.lease.owner && stored.lease.attempt === before.lease.attempt;
}
