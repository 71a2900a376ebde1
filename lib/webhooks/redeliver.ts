import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import { asRedelivery } from './deliver.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { enqueueDelivery } from './outbox.ts';
import type { DeliveryDeps } from './ports.ts';
import { auditMetadataChange } from '../record/auditAndEvents.ts';

/** Every event of an onboarding, oldest first, those too that its record has no room for. */
export async function allEvents(
  { store }: Pick<DeliveryDeps, 'store'>,
  record: Onboarding,
): Promise<readonly WebhookEvent[]> {
  const old = await store.archivedEvents(record.id);
  const inRecord = new Set(record.events.map(({ id }) => id));
  // One that was asked for again stands in the record as well, where it is newer.
  return [...old.filter(({ id }) => !inRecord.has(id)), ...record.events].sort((a, b) => a.at - b.at);
}

/** An event that is to be sent again, and the onboarding as it stands now. */
interface Redelivery {
  readonly event: WebhookEvent;
  readonly onboarding: Onboarding;
}

/** Has an event delivered again, whatever became of it before. Throws 404 where there is none of this ID. */
export async function redeliver(deps: DeliveryDeps, record: Onboarding, webhookId: string): Promise<Redelivery> {
  const event = (await allEvents(deps, record)).find(({ id }) => id === webhookId);
  if (event === undefined) {
    throw new ProblemError(
      'unknown-delivery',
      `This onboarding has no event with this webhook-id. GET /v1/onboardings/${record.id}/deliveries lists its events.`,
      { onboarding: record.id },
    );
  }
  const now = deps.clock.now();
  const after = await updateMetadata(deps, record, (standing) => ({
    ...asRedelivery(standing, standing.events.find(({ id }) => id === webhookId) ?? event, now),
    audit: auditMetadataChange(standing, deps.actor, now),
  }));
  await enqueueDelivery(deps, record.id);
  const onboarding = after ?? record;
  return { event: onboarding.events.find(({ id }) => id === webhookId) ?? event, onboarding };
}
