import type { Metadata, WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { inOrder, withWaiting } from '../record/storedEvents.ts';
import type { SendResult } from './ports.ts';
import { nextTryAt } from './retrySchedule.ts';

/**
 * Returns the end of the lease (epoch ms) of the try that is in flight, or undefined if no try is in flight. `now` is
 * in epoch ms.
 */
export function leasedUntil({ lease }: WebhookEvent, now: number): number | undefined {
  return lease !== undefined && lease.expiresAt > now ? lease.expiresAt : undefined;
}

/**
 * Returns the metadata after a try. The try is noted in any case. Nothing else changes if the event is no longer
 * pending, or if another deliverer holds the lease and this try did not succeed. Returns undefined if the try is noted
 * already, because the answer to this write was lost.
 */
export function afterTry(
  stored: Onboarding,
  tried: WebhookEvent,
  result: SendResult,
  { at, endedAt, owner }: { readonly at: number; readonly endedAt: number; readonly owner: string },
): Metadata | undefined {
  const before = stored.events.find(({ id }) => id === tried.id);
  const { outcome, retryAfterMs, ...said } = result;
  const isOurs = before?.lease?.owner === owner;
  // This write ends the lease, so a try whose lease still stands is not noted yet.
  const isNoted = !isOurs && before?.tries.some((each) => each.at === at && each.ms === said.ms) === true;
  if (before === undefined || isNoted) return undefined;
  const noted = { ...before, tries: [...before.tries, { at, ...said }] };
  // A redelivery was requested since this try began, so another try follows, whatever the result of this one. A try of
  // another deliverer would have increased the round.
  const isAskedAgain = before.nextAt !== tried.nextAt && before.round <= tried.round;
  const decides = before.state === 'pending' && (isOurs || (!isAskedAgain && outcome === 'delivered'));
  if (!decides) return withEvent(stored, noted);
  const event = { ...noted, lease: undefined };
  if (isAskedAgain) return withEvent(stored, { ...event, nextAt: endedAt });
  const round = before.round + 1;
  const over = (state: 'delivered' | 'dead') => withEvent(stored, { ...event, round, state, nextAt: undefined });
  if (outcome === 'delivered') return over('delivered');
  if (outcome === 'gone') return { ...over('dead'), webhook: { ...webhookOf(stored), isOff: true } };
  const nextAt = nextTryAt(round, endedAt, Math.random, retryAfterMs);
  return nextAt === undefined ? over('dead') : withEvent(stored, { ...event, round, nextAt });
}

/**
 * Returns the metadata for sending an event again with the same ID: in a new round of tries, and even if the endpoint
 * was off. The event is due at once (`now`, epoch ms) or, if a try of it is in flight, after that try. An event that
 * waits in an item of its own has not been tried in this round, and stays there until it is its turn.
 */
export function asRedelivery(record: Onboarding, event: WebhookEvent, now: number): Metadata {
  const { url } = webhookOf(record);
  const webhook = { url };
  const isInRecord = record.events.some(({ id }) => id === event.id);
  if (!isInRecord && event.state === 'pending') {
    return { ...record, webhook, waitingEvents: withWaiting(record.waitingEvents, [event]) };
  }
  const events = isInRecord ? record.events : inOrder([...record.events, event]);
  const nextAt = leasedUntil(event, now) ?? now;
  return { ...withEvent({ ...record, events }, { ...event, state: 'pending', round: 0, nextAt }), webhook };
}

export function webhookOf({ id, webhook }: Onboarding): { readonly url: string } {
  if (webhook === undefined) throw new Error(`${id} has an event and no webhook`);
  return webhook;
}

/** Returns the metadata of a record in which this event replaces the one with the same ID. */
export function withEvent(record: Onboarding, event: WebhookEvent): Metadata {
  return { ...record, events: record.events.map((each) => (each.id === event.id ? event : each)) };
}
