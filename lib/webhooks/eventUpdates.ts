import type { Metadata, WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { SendResult } from './ports.ts';
import { nextTryAt } from './retrySchedule.ts';

/** So many tries of one event are kept, the latest; one that is asked for again and again would outgrow its item. */
const keptTries = 20;

/** Until when (epoch ms) the try of this event that is under way may take; undefined where none is. `now` is in epoch ms. */
export function leasedUntil({ lease }: WebhookEvent, now: number): number | undefined {
  return lease !== undefined && lease.expiresAt > now ? lease.expiresAt : undefined;
}

/** Undefined where the event is over, or where another deliverer has the lease now and this try was no better. */
export function afterTry(
  stored: Onboarding,
  tried: WebhookEvent,
  result: SendResult,
  { at, endedAt, owner }: { readonly at: number; readonly endedAt: number; readonly owner: string },
): Metadata | undefined {
  const before = stored.events.find(({ id }) => id === tried.id);
  const { outcome, retryAfterMs, ...said } = result;
  if (before?.state !== 'pending') return undefined;
  const isOurs = before.lease?.owner === owner;
  // Somebody has asked for it again since this try began: whatever came of the try, one more is to follow. A try of
  // another deliverer would have counted the round up.
  const isAskedAgain = before.nextAt !== tried.nextAt && before.round <= tried.round;
  if (!isOurs && (isAskedAgain || outcome !== 'delivered')) return undefined;
  const tries = [...before.tries, { at, ...said }].slice(-keptTries);
  const event = { ...before, lease: undefined, tries };
  if (isAskedAgain) return withEvent(stored, { ...event, nextAt: endedAt });
  const round = before.round + 1;
  const over = (state: 'delivered' | 'dead') => withEvent(stored, { ...event, round, state, nextAt: undefined });
  if (outcome === 'delivered') return over('delivered');
  if (outcome === 'gone') return { ...over('dead'), webhook: { ...webhookOf(stored), isOff: true } };
  const nextAt = nextTryAt(round, endedAt, Math.random, retryAfterMs);
  return nextAt === undefined ? over('dead') : withEvent(stored, { ...event, round, nextAt });
}

/**
 * To be sent again under its ID: a new round of tries, and an endpoint that was off is tried again. At once (`now`, epoch
 * ms), or, where a try of it is under way, after that one.
 */
export function asRedelivery(record: Onboarding, event: WebhookEvent, now: number): Metadata {
  const events = record.events.some(({ id }) => id === event.id) ? record.events : [event, ...record.events];
  const { url } = webhookOf(record);
  const nextAt = leasedUntil(event, now) ?? now;
  return {
    ...withEvent({ ...record, events }, { ...event, state: 'pending', round: 0, nextAt }),
    webhook: { url },
  };
}

export function webhookOf({ id, webhook }: Onboarding): { readonly url: string } {
  if (webhook === undefined) throw new Error(`${id} has an event and no webhook`);
  return webhook;
}

/** The metadata of a record with this event in the place of the one that has its ID. */
export function withEvent(record: Onboarding, event: WebhookEvent): Metadata {
  return { ...record, events: record.events.map((each) => (each.id === event.id ? event : each)) };
}
