import { setAside } from './advance.ts';
import type { Aside, WebhookEvent } from './aside.ts';
import type { Onboarding } from './onboarding.ts';
import { askToTell, nextEvent } from './outbox.ts';
import type { Deps, SendResult } from './ports.ts';
import { payloadOf } from './webhook.ts';
import { nextTryAt } from './webhookSchedule.ts';

/**
 * Delivers what an onboarding has to tell, one event after the other, until the next one is not due yet. Each try is on
 * record before the next: a crash in between repeats a try, under the same `webhook-id`, and loses none.
 */
export async function deliver(
  deps: Deps<'store' | 'deliveryQueue' | 'webhooks'>,
  onboardingId: string,
  deadline: number,
): Promise<void> {
  const { store, clock, webhooks } = deps;
  let record = await store.get(onboardingId);
  while (record !== undefined) {
    const event = nextEvent(record);
    if (event === undefined || record.webhook === undefined) return;
    const at = clock.now();
    const waitMs = (event.nextAt ?? event.at) - at;
    if (waitMs > 0) return askToTell(deps, onboardingId, waitMs);
    if (clock.monotonic() >= deadline) return askToTell(deps, onboardingId);
    const result = await webhooks.send({ url: record.webhook.url, id: event.id, at, body: payloadOf(event) });
    record = await setAside(deps, record, (standing) => afterTry(standing, event, result, at));
  }
}

/** Undefined where somebody else has noted a try of his meanwhile: he goes on. */
function afterTry(standing: Onboarding, tried: WebhookEvent, result: SendResult, at: number): Aside | undefined {
  const before = standing.events.find(({ id }) => id === tried.id);
  if (before?.state !== 'pending' || before.tries.length !== tried.tries.length) return undefined;
  const { outcome, retryAfterMs, ...said } = result;
  const event = { ...before, round: before.round + 1, tries: [...before.tries, { at, ...said }] };
  const over = (state: 'delivered' | 'dead') => replaced(standing, { ...event, state, nextAt: undefined });
  if (outcome === 'delivered') return over('delivered');
  if (outcome === 'gone') return { ...over('dead'), webhook: { ...webhookOf(standing), isOff: true } };
  const nextAt = nextTryAt(event.round, at, Math.random, retryAfterMs);
  return nextAt === undefined ? over('dead') : replaced(standing, { ...event, nextAt });
}

/** To be sent again, at once, under its ID: a new round of tries, and an endpoint that was off is tried again. */
export function again(record: Onboarding, event: WebhookEvent, now: number): Aside {
  const events = record.events.some(({ id }) => id === event.id) ? record.events : [event, ...record.events];
  const { url } = webhookOf(record);
  return {
    ...replaced({ ...record, events }, { ...event, state: 'pending', round: 0, nextAt: now }),
    webhook: { url },
  };
}

function replaced(record: Onboarding, event: WebhookEvent): Aside {
  return { ...record, events: record.events.map((each) => (each.id === event.id ? event : each)) };
}

function webhookOf({ id, webhook }: Onboarding): { readonly url: string } {
  if (webhook === undefined) throw new Error(`${id} has an event and no webhook`);
  return webhook;
}
