import { metadataOf, type Metadata, type WebhookEvent } from './metadata.ts';
import type { Onboarding, Status } from './onboarding.ts';
import type { Actor } from '../core/ports.ts';
import type { OnboardingStore, RecordDeps } from './ports.ts';
import { auditOf, eventOf } from './auditAndEvents.ts';

/** How many audit entries a record holds; older ones are items of their own. */
const keptAudit = 20;
/** And how many tries to deliver its events; those of older events go with them. */
const keptTries = 20;

/** Whether a link has nothing left to do once this status is reached: the keys are claimed, or all is over. */
const endsLink: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: true,
  rolling_back: false,
  failed: false,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: true,
};

export interface Writing {
  readonly writer: string;
  readonly actor: Actor;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * The record as a move writes it: the next version, and with it, in the same conditional write, the line of the audit
 * trail and the event that tell of the move. What stands beside its life is taken from what is in the table.
 */
export function nextVersion<T extends Onboarding>(before: Onboarding, at: T, { writer, actor, now }: Writing): T {
  const beside = metadataOf(before);
  const moved: T = { ...at, ...beside, writer, version: before.version + 1, updatedAt: now };
  // Asked for anew: then its end is news again, even where it is the same as the last.
  const isAskedFor = actor.action !== 'work' && before.status !== at.status;
  const lastEvent = isAskedFor ? undefined : beside.lastEvent;
  const event = eventOf({ ...before, lastEvent }, moved, now);
  // Where the endpoint is off it waits: the event is sent once somebody turns the endpoint on again.
  const isTold = event !== undefined && beside.webhook !== undefined;
  return {
    ...moved,
    audit: [...beside.audit, ...auditOf(before, moved, actor, now)],
    events: isTold ? [...beside.events, event] : beside.events,
    lastEvent: event?.type ?? lastEvent,
    link: endsLink[at.status] ? undefined : beside.link,
  };
}

/** Moves a record on, where it is still what `before` says. Undefined: it is not, or not any more. */
export async function advance<T extends Onboarding>(
  { store, clock, actor }: Pick<RecordDeps, 'store' | 'clock' | 'actor'>,
  before: Onboarding,
  at: T,
  writer: string,
): Promise<T | undefined> {
  let standing = before;
  for (;;) {
    const after = nextVersion(standing, at, { writer, actor, now: clock.now() });
    const stored = await write(store, standing, after);
    if (stored !== undefined) return stored;
    const found = await store.get(before.id);
    if (found === undefined || !onlyMetadataChanged(standing, found)) return undefined;
    standing = found;
  }
}

/** One conditional write of a record; what it has no room for goes ahead of it. */
export async function write<T extends Onboarding>(
  store: OnboardingStore,
  before: Onboarding,
  after: T,
): Promise<T | undefined> {
  const old = after.audit.slice(0, -keptAudit);
  if (old.length > 0) await store.archiveAudit(after.id, old);
  const fitting: T = { ...after, audit: after.audit.slice(-keptAudit) };
  return (await store.move(before, fitting)) ? fitting : undefined;
}

/** Whether what was written since is beside its life only: then a move can go ahead from there. */
export function onlyMetadataChanged(before: Onboarding, found: Onboarding): boolean {
  return found.version === before.version && found.metadataVersion !== before.metadataVersion;
}

/** Writes what stands beside an onboarding's life, as `change` has it. Undefined where `change` says that there is nothing to do. */
export async function updateMetadata(
  { store }: Pick<RecordDeps, 'store'>,
  from: Onboarding,
  change: (record: Onboarding) => Metadata | undefined,
): Promise<Onboarding | undefined> {
  let standing: Onboarding | undefined = from;
  while (standing !== undefined) {
    const changed = change(standing);
    if (changed === undefined) return undefined;
    const { kept, old } = roomFor(changed.events);
    if (old.length > 0) await store.archiveEvents(from.id, old);
    const archivedAudit = changed.audit.slice(0, -keptAudit);
    if (archivedAudit.length > 0) await store.archiveAudit(from.id, archivedAudit);
    const audit = changed.audit.slice(-keptAudit);
    const after: Onboarding = {
      ...standing,
      ...changed,
      audit,
      events: kept,
      metadataVersion: standing.metadataVersion + 1,
    };
    if (await store.saveMetadata(standing, after)) return after;
    standing = await store.get(from.id);
  }
  return undefined;
}

/** Events that are over give way, oldest first, where the tries are more than a record should hold. */
function roomFor(events: readonly WebhookEvent[]): { kept: readonly WebhookEvent[]; old: readonly WebhookEvent[] } {
  const old: WebhookEvent[] = [];
  let tries = events.reduce((sum, event) => sum + event.tries.length, 0);
  const kept = events.filter((event) => {
    if (event.state === 'pending' || tries <= keptTries) return true;
    tries -= event.tries.length;
    old.push(event);
    return false;
  });
  return { kept, old };
}
