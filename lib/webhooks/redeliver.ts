import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import { asRedelivery } from './eventUpdates.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { enqueueDelivery } from './outbox.ts';
import type { DeliveryDeps } from './ports.ts';
import { auditMetadataChange } from '../record/auditAndEvents.ts';

/** Returns every event of an onboarding, oldest first: the archived events and those in its record. */
export async function allEvents(
  { store }: Pick<DeliveryDeps, 'store'>,
  record: Onboarding,
): Promise<readonly WebhookEvent[]> {
  const archived = await store.archivedEvents(record.id);
  const inRecord = new Set(record.events.map(({ id }) => id));
  // A redelivered event is both archived and in the record. The record has the newer state.
  return [...archived.filter(({ id }) => !inRecord.has(id)), ...record.events].sort((a, b) => a.at - b.at);
}

/** Returns every event of an onboarding like `allEvents`, each with all its tries, oldest first. */
export async function allTries(
  deps: Pick<DeliveryDeps, 'store'>,
  record: Onboarding,
): Promise<readonly WebhookEvent[]> {
  const events = await allEvents(deps, record);
  if (events.every(({ olderTries }) => olderTries === undefined)) return events;
  const older = await deps.store.archivedTries(record.id);
  return events.map((event) => {
    // A try that has just moved may be in both places.
    const ofEvent = older.filter(({ eventId, n }) => eventId === event.id && n <= (event.olderTries ?? 0));
    return { ...event, tries: [...ofEvent.map(({ tried }) => tried), ...event.tries] };
  });
}

/** An event that will be sent again, and the onboarding's record after the request. */
interface Redelivery {
  readonly event: WebhookEvent;
  readonly onboarding: Onboarding;
}

/**
 * Schedules an event to be sent again, in whatever state it is. Throws 404 if the onboarding has no event with this ID,
 * or is erased meanwhile.
 */
export async function redeliver(deps: DeliveryDeps, record: Onboarding, webhookId: string): Promise<Redelivery> {
  const find = async (from: Onboarding) => (await allEvents(deps, from)).find(({ id }) => id === webhookId);
  const event = await find(record);
  if (event === undefined) throw unknownDelivery(record);
  const now = deps.clock.now();
  const after = await updateMetadata(deps, record, async (current) => ({
    // If the event has moved to an item since, the item has its newest tries.
    ...asRedelivery(current, (current === record ? event : await find(current)) ?? event, now),
    audit: auditMetadataChange(current, deps.actor, now),
  }));
  if (after === undefined) {
    // The erasure does not see what this process has moved to items of their own after it.
    await deps.store.eraseArchived(record.id);
    throw unknownDelivery(record);
  }
  const asked = after.events.find(({ id }) => id === webhookId) ?? event;
  await enqueueDelivery(deps, record.id, Math.max(0, (asked.nextAt ?? now) - now));
  return { event: asked, onboarding: after };
}

function unknownDelivery({ id }: Onboarding): ProblemError {
  return new ProblemError(
    'unknown-delivery',
    `This onboarding has no event with this webhookId. GET /v1/onboardings/${id}/deliveries lists its events.`,
    { onboarding: id },
  );
}
