import { metadataOf, type Metadata } from './metadata.ts';
import type { Onboarding, Status } from './onboarding.ts';
import type { Actor } from '../core/ports.ts';
import type { OnboardingStore, RecordDeps } from './ports.ts';
import { auditOf, eventFor, eventOf, isRepeat, type Report } from './auditAndEvents.ts';
import { boundedItems } from './boundedItems.ts';
import { boundedTexts } from './boundedTexts.ts';
import { withFirstAnswer } from './firstAnswer.ts';
import { splitEvents, splitTries, withWaiting } from './storedEvents.ts';
import { retrying } from '../core/retrying.ts';

/** How many audit entries a record contains. The store keeps older entries as separate items. */
const maxAuditEntries = 20;

/**
 * Whether the links of an onboarding end in a status. After a claim they go on reading until they expire. A create that
 * returns the keys returns no link, so nobody has its token.
 */
const endsLinks: Readonly<Record<Status, boolean | 'by a create'>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: 'by a create',
  rotating: false,
  updating: false,
  rolling_back: false,
  failed: false,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: true,
};

/** Returns the links of the next version of a record. */
function linksAfter({ links }: Metadata, status: Status, { action }: Actor): Metadata['links'] {
  const ends = endsLinks[status];
  return ends === true || (ends === 'by a create' && action === 'create') ? undefined : links;
}

export interface Writing {
  readonly writer: string;
  readonly actor: Actor;
  /** Epoch ms. */
  readonly now: number;
  /** What happened, if that is no change of the status. */
  readonly report?: Report | undefined;
}

/**
 * Returns the next version of a record: `next`, with the metadata of the stored record (`before`) and with the audit
 * entry and webhook event of this transition. So one conditional write stores the transition, its audit entry and its
 * event together.
 */
export function nextVersion<T extends Onboarding>(
  before: Onboarding,
  next: T,
  { writer, actor, now, report }: Writing,
): T {
  const metadata = metadataOf(before);
  const moved: T = {
    ...withFirstAnswer(boundedItems(boundedTexts(next)), actor),
    ...metadata,
    writer,
    version: before.version + 1,
    updatedAt: now,
  };
  // An event about keys does not say in which status the onboarding is.
  const isOfKeys = before.status === next.status || isInUse(before.status, next.status);
  // After a new request the outcome is reported again, even if it has the same event type as the last outcome.
  const isRequested = actor.action !== 'work' && before.status !== next.status && !isOfKeys;
  const lastEvent = isRequested ? undefined : metadata.lastEvent;
  const outcome = eventOf({ ...before, lastEvent }, moved, now);
  const event = outcome ?? (report && eventFor(moved, report, now));
  // The event is stored even if the endpoint is off: it is sent after somebody turns the endpoint on again.
  const isReported = event !== undefined && metadata.webhook !== undefined && !isRepeat(metadata, event);
  return {
    ...moved,
    audit: [...metadata.audit, ...auditOf(before, moved, actor, now)],
    events: isReported ? [...metadata.events, event] : metadata.events,
    // An event about keys, or of a look, does not say in which status the onboarding is.
    lastEvent: isOfKeys ? lastEvent : (event?.type ?? lastEvent),
    links: linksAfter(metadata, next.status, actor),
  };
}

/** Whether a rotation or an update begins or ends: the status is the same before and afterwards. */
const isInUse = (from: Status, to: Status) =>
  to === 'rotating' ||
  to === 'updating' ||
  (from === 'rotating' && to === 'claimed') ||
  (from === 'updating' && (to === 'claimed' || to === 'ready'));

/**
 * Writes `next` as the next version of a record. Returns the stored record, or undefined if the record in the table is
 * no longer `before`. A change of metadata alone does not count: then `next` is written with the new metadata.
 *
 * @param report what happened, if that is no change of the status: its event is stored in the same write
 */
export async function advance<T extends Onboarding>(
  { store, clock, actor }: Pick<RecordDeps, 'store' | 'clock' | 'actor'>,
  before: Onboarding,
  next: T,
  writer: string,
  report?: Report,
): Promise<T | undefined> {
  let current = before;
  for (;;) {
    const after = nextVersion(current, next, { writer, actor, now: clock.now(), report });
    const stored = await write(store, current, after);
    if (stored !== undefined) return stored;
    const found = await store.get(before.id);
    if (found === undefined || !onlyMetadataChanged(current, found)) return undefined;
    current = found;
  }
}

/**
 * Writes a record if the stored one is still `before`, and returns it, or undefined if it is not. First stores the audit
 * entries, tries and events that exceed the limits of a record as items of their own, so that none is lost if the process
 * stops between the writes.
 */
export async function write<T extends Onboarding>(
  store: OnboardingStore,
  before: Onboarding,
  after: T,
): Promise<T | undefined> {
  const shortened = await shorten(store, before, after);
  return (await store.move(before, shortened)) ? shortened : undefined;
}

/**
 * Stores the audit entries, tries and events that exceed the limits of a record as items of their own, and returns the
 * record without them.
 */
async function shorten<T extends Onboarding>(store: OnboardingStore, before: Onboarding, after: T): Promise<T> {
  const oldAudit = after.audit.slice(0, -maxAuditEntries);
  if (oldAudit.length > 0) await store.archiveAudit(after.id, oldAudit);
  const tries = splitTries(after.events);
  if (tries.moved.length > 0) await store.archiveTries(after.id, tries.moved);
  const { kept, moved } = splitEvents(before.events, tries.kept);
  if (moved.length > 0) await store.archiveEvents(after.id, moved, before.version + before.metadataVersion);
  const waitingEvents = withWaiting(after.waitingEvents, moved);
  return { ...after, audit: after.audit.slice(-maxAuditEntries), events: kept, waitingEvents };
}

/**
 * Whether only the metadata of a record changed between `before` and `found`. A transition may then continue from
 * `found`.
 */
export function onlyMetadataChanged(before: Onboarding, found: Onboarding): boolean {
  return found.version === before.version && found.metadataVersion !== before.metadataVersion;
}

/** For how long a write of metadata whose answer was lost is repeated, in milliseconds. */
const metadataRetriesMs = 8000;

/**
 * Writes the metadata that `change` returns, and calls `change` again if another process changed the record meanwhile.
 * Returns the stored record, or undefined if `change` returns undefined or the record is erased. If an answer of
 * the table is lost, repeats the request; the change is still made only once.
 *
 * @param metadataWriter names the write, so that a repeated write whose answer was lost is recognised
 */
export async function updateMetadata(
  { store, newOwner, clock }: Pick<RecordDeps, 'store' | 'newOwner' | 'clock'>,
  from: Onboarding,
  change: (record: Onboarding) => Metadata | undefined | Promise<Metadata | undefined>,
  metadataWriter = newOwner(),
): Promise<Onboarding | undefined> {
  const deadline = clock.monotonic() + metadataRetriesMs;
  const retry = <T>(attempt: () => Promise<T>) => retrying(clock, deadline, attempt);
  let current: Onboarding | undefined = from;
  while (current !== undefined) {
    const before: Onboarding = current;
    const changed = await change(before);
    if (changed === undefined) return undefined;
    const after = await retry(() =>
      shorten(store, before, {
        ...before,
        ...changed,
        metadataVersion: before.metadataVersion + 1,
        metadataWriter,
      }),
    );
    if (await retry(() => store.saveMetadata(before, after))) return after;
    const found = await retry(() => store.get(from.id));
    current = found?.isErasing === true ? undefined : found;
  }
  return undefined;
}
