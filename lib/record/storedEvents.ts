import { isDeepStrictEqual } from 'node:util';
import type { DeliveryTry, Metadata, WebhookEvent } from './metadata.ts';

/** How many events that are not delivered yet a record contains. Newer ones wait in items of their own. */
const maxPending = 20;
/** How many delivery tries the events of a record contain together. */
const maxTries = 20;
/** How many tries an event contains. Older ones are items of their own, so that none is lost. */
const triesPerEvent = 20;
/** How many bytes of events a record contains. DynamoDB stores at most 400 KB in an item. */
const maxBytes = 100 * 1024;
/**
 * How many waiting events return to the record at once, and how many bytes. Both are less than the limits, so that the
 * events do not move out of the record again at once.
 */
const maxReturned = 10;
const maxReturnedBytes = maxBytes / 2;

type Waiting = Metadata['waitingEvents'];

/** Returns the place of an event in the order of delivery: the version of the record that stored it. */
export function orderOf({ id }: Pick<WebhookEvent, 'id'>): number {
  return Number(id.slice(id.lastIndexOf('_') + 1));
}

/** Returns the events in the order of delivery. */
export function inOrder(events: readonly WebhookEvent[]): readonly WebhookEvent[] {
  return events.toSorted((one, other) => orderOf(one) - orderOf(other));
}

/**
 * Returns the events that stay in the record (`kept`) and those that move to items of their own (`moved`). First move
 * the oldest events that are delivered or given up, and then the newest that are pending. Four kinds stay: the oldest
 * pending event, which is delivered next, an event whose try is in flight, the last event, with which the next one is
 * compared, and each event that the stored record does not contain in exactly this form. So an event is in an item only
 * if its transition was stored, and two processes that move an event from the same version of a record write the same
 * item.
 */
export function splitEvents(
  stored: readonly WebhookEvent[],
  events: readonly WebhookEvent[],
): { readonly kept: readonly WebhookEvent[]; readonly moved: readonly WebhookEvent[] } {
  let tries = events.reduce((sum, each) => sum + each.tries.length, 0);
  let bytes = events.reduce((sum, each) => sum + bytesOf(each), 0);
  let pending = events.filter(({ state }) => state === 'pending').length;
  const last = events.at(-1);
  const next = events.find(({ state }) => state === 'pending');
  const mayMove = (event: WebhookEvent) =>
    event !== last &&
    event !== next &&
    // The result of a try in flight is written to the record.
    event.lease === undefined &&
    isSame(
      stored.find(({ id }) => id === event.id),
      event,
    );
  const moved = new Set<WebhookEvent>();
  const move = (event: WebhookEvent) => {
    if (!mayMove(event)) return;
    moved.add(event);
    tries -= event.tries.length;
    bytes -= bytesOf(event);
    if (event.state === 'pending') pending -= 1;
  };
  for (const event of events) if (event.state !== 'pending' && (tries > maxTries || bytes > maxBytes)) move(event);
  for (const event of events.toReversed())
    if (event.state === 'pending' && (pending > maxPending || bytes > maxBytes)) move(event);
  return { kept: events.filter((each) => !moved.has(each)), moved: events.filter((each) => moved.has(each)) };
}

/** A delivery try that is stored as an item of its own. `n` counts the tries of the event, from 1. */
export interface OlderTry {
  readonly eventId: string;
  readonly n: number;
  readonly tried: DeliveryTry;
}

/**
 * Returns the events with their newest tries, and the older tries, which move to items of their own. These are in the
 * stored record already, so two processes that move a try write the same item.
 */
export function splitTries(events: readonly WebhookEvent[]): {
  readonly kept: readonly WebhookEvent[];
  readonly moved: readonly OlderTry[];
} {
  const excess = ({ tries }: WebhookEvent) => Math.max(0, tries.length - triesPerEvent);
  return {
    kept: events.map((event) => {
      const count = excess(event);
      return count === 0
        ? event
        : { ...event, tries: event.tries.slice(count), olderTries: (event.olderTries ?? 0) + count };
    }),
    moved: events.flatMap((event) =>
      event.tries
        .slice(0, excess(event))
        .map((tried, index) => ({ eventId: event.id, n: (event.olderTries ?? 0) + index + 1, tried })),
    ),
  };
}

/** Returns the `waitingEvents` of a record from which these events have moved to items of their own. */
export function withWaiting(before: Waiting, moved: readonly WebhookEvent[]): Waiting {
  const [first] = inOrder(moved.filter(({ state }) => state === 'pending'));
  if (first === undefined || (before !== undefined && before.first <= orderOf(first))) return before;
  return { first: orderOf(first), at: first.nextAt ?? first.at };
}

/** Returns the metadata of a record after the oldest waiting events have moved from their items to the record. */
export function withOldestWaiting(record: Metadata, items: readonly WebhookEvent[]): Metadata {
  // If an event is in the record and in an item, the record has its newer state.
  const inRecord = new Set(record.events.map(({ id }) => id));
  const waiting = inOrder(items.filter(({ id, state }) => state === 'pending' && !inRecord.has(id)));
  let bytes = 0;
  const returned = waiting.filter((event, index) => {
    bytes += bytesOf(event);
    return index === 0 || (index < maxReturned && bytes <= maxReturnedBytes);
  });
  const events = inOrder([...record.events, ...returned]);
  return { ...record, events, waitingEvents: withWaiting(undefined, waiting.slice(returned.length)) };
}

const bytesOf = (event: WebhookEvent): number => Buffer.byteLength(JSON.stringify(event));

/** Whether two events are equal. An attribute that is undefined is not stored. */
function isSame(one: WebhookEvent | undefined, other: WebhookEvent): boolean {
  const plain = (event: WebhookEvent): unknown => JSON.parse(JSON.stringify(event));
  return one !== undefined && isDeepStrictEqual(plain(one), plain(other));
}
