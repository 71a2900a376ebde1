import { updateMetadata } from '../record/advance.ts';
import type { Metadata, WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { enqueueDelivery, nextEvent } from './outbox.ts';
import type { CoreDeps } from '../core/ports.ts';
import type { DeliveryDeps, SenderDeps, SendResult } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { payloadOf } from './payload.ts';
import { nextTryAt } from './retrySchedule.ts';

/** The longest that a try takes (`LATCHKEY_WEBHOOK_TIMEOUT_MS`), in milliseconds: none is begun that could not be put on record. */
const longestTryMs = 15_000;

/** A message that comes earlier than its try by no more (ms) met a clock that is behind, and is put off. */
const clockSkewMs = 2000;

/** So many tries of one event are kept, the latest; one that is asked for again and again would outgrow its item. */
const keptTries = 20;

/**
 * Delivers what an onboarding has to tell, one event after the other, until the next one is not due yet. Each try is on
 * record before the next: a crash in between repeats a try, under the same `webhook-id`, and loses none.
 *
 * Throws where a try could not be made at all, or not be put on record: the message comes back.
 */
export async function deliver(deps: DeliveryDeps & SenderDeps, onboardingId: string, deadline: number): Promise<void> {
  const { store, clock, webhooks } = deps;
  let hasTried = false;
  let record = await retrying(clock, deadline, () => store.get(onboardingId));
  while (record !== undefined) {
    const from = record;
    const event = nextEvent(from);
    if (event === undefined || from.webhook === undefined) return;
    const at = clock.now();
    const waitMs = (event.nextAt ?? event.at) - at;
    if (waitMs > 0) {
      // Whoever made the last try has asked for the next: a message too many ends here, or each would bring a try of its own.
      if (hasTried || waitMs <= clockSkewMs) await enqueueDelivery(deps, onboardingId, waitMs);
      return;
    }
    if (clock.monotonic() + longestTryMs > deadline) return enqueueDelivery(deps, onboardingId);
    const result = await webhooks.send({ url: from.webhook.url, id: event.id, at, body: payloadOf(event) });
    const endedAt = clock.now();
    const writer = deps.newOwner();
    record = await retrying(clock, deadline, () =>
      updateMetadata(deps, from, (standing) => afterTry(standing, event, result, { at, endedAt }), writer),
    );
    hasTried = true;
    if (record?.events.find(({ id }) => id === event.id)?.state === 'dead') giveUp(deps, from.webhook.url, event);
  }
}

/** Undefined where somebody else has noted a try of his meanwhile, and this one was no better: he goes on. */
function afterTry(
  standing: Onboarding,
  tried: WebhookEvent,
  result: SendResult,
  { at, endedAt }: { readonly at: number; readonly endedAt: number },
): Metadata | undefined {
  const before = standing.events.find(({ id }) => id === tried.id);
  const { outcome, retryAfterMs, ...said } = result;
  if (before?.state !== 'pending') return undefined;
  if (before.tries.at(-1)?.at !== tried.tries.at(-1)?.at && outcome !== 'delivered') return undefined;
  const tries = [...before.tries, { at, ...said }].slice(-keptTries);
  const event = { ...before, round: before.round + 1, tries };
  const over = (state: 'delivered' | 'dead') => replaced(standing, { ...event, state, nextAt: undefined });
  if (outcome === 'delivered') return over('delivered');
  if (outcome === 'gone') return { ...over('dead'), webhook: { ...webhookOf(standing), isOff: true } };
  const nextAt = nextTryAt(event.round, endedAt, Math.random, retryAfterMs);
  return nextAt === undefined ? over('dead') : replaced(standing, { ...event, nextAt });
}

/** To be sent again, at once, under its ID: a new round of tries, and an endpoint that was off is tried again. */
export function asRedelivery(record: Onboarding, event: WebhookEvent, now: number): Metadata {
  const events = record.events.some(({ id }) => id === event.id) ? record.events : [event, ...record.events];
  const { url } = webhookOf(record);
  return {
    ...replaced({ ...record, events }, { ...event, state: 'pending', round: 0, nextAt: now }),
    webhook: { url },
  };
}

function replaced(record: Onboarding, event: WebhookEvent): Metadata {
  return { ...record, events: record.events.map((each) => (each.id === event.id ? event : each)) };
}

function webhookOf({ id, webhook }: Onboarding): { readonly url: string } {
  if (webhook === undefined) throw new Error(`${id} has an event and no webhook`);
  return webhook;
}

/** By its host: path and query of a URL may hold what lets somebody in. */
function giveUp({ log, metrics }: CoreDeps, url: string, { id, type }: WebhookEvent): void {
  metrics.put([{ name: 'EventsGivenUp', value: 1, dimensions: {} }]);
  log.warn('an event is given up, until it is asked for again', {
    webhookId: id,
    event: type,
    host: URL.parse(url)?.host ?? '',
  });
}
