import { setAside } from './advance.ts';
import type { WebhookEvent } from './aside.ts';
import { again } from './deliver.ts';
import { ProblemError } from './errors.ts';
import type { Onboarding } from './onboarding.ts';
import { askToTell } from './outbox.ts';
import type { Deps } from './ports.ts';
import { auditAside } from './story.ts';

/** Every event of an onboarding, oldest first, those too that its record has no room for. */
export async function allEvents({ store }: Deps<'store'>, record: Onboarding): Promise<readonly WebhookEvent[]> {
  const old = await store.oldEvents(record.id);
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
export async function redeliver(
  deps: Deps<'store' | 'deliveryQueue'>,
  record: Onboarding,
  webhookId: string,
): Promise<Redelivery> {
  const event = (await allEvents(deps, record)).find(({ id }) => id === webhookId);
  if (event === undefined) {
    throw new ProblemError(
      'unknown-delivery',
      `This onboarding has no event with this webhook-id. GET /v1/onboardings/${record.id}/deliveries lists them.`,
      { onboarding: record.id },
    );
  }
  const now = deps.clock.now();
  const after = await setAside(deps, record, (standing) => ({
    ...again(standing, standing.events.find(({ id }) => id === webhookId) ?? event, now),
    audit: auditAside(standing, deps.actor, now),
  }));
  await askToTell(deps, record.id);
  const onboarding = after ?? record;
  return { event: onboarding.events.find(({ id }) => id === webhookId) ?? event, onboarding };
}
