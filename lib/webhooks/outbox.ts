import { allSettledOrThrow } from '../core/allSettled.ts';
import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import { metricsOfMove } from '../record/recordMetrics.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { orderOf, withOldestWaiting } from '../record/storedEvents.ts';
import type { DeliveryDeps, DeliveryQueueDeps } from './ports.ts';

/**
 * How long after a try is due the sweep takes care of it, in milliseconds. Until then the message in the queue may
 * still cause the try.
 */
const sweepAfterMs = 30_000;

type Outbox = Pick<Onboarding, 'events' | 'webhook' | 'waitingEvents'>;

/**
 * Returns the event to deliver next. An event waits until all events before it are delivered or given up, so that a
 * receiver gets the events in order. Returns undefined if the next event is in an item of its own.
 */
export function nextEvent({ events, webhook, waitingEvents }: Outbox): WebhookEvent | undefined {
  if (webhook === undefined || webhook.isOff === true) return undefined;
  return events.find((each) => each.state === 'pending' && isBefore(each, waitingEvents));
}

const isBefore = (event: WebhookEvent, waiting: Outbox['waitingEvents']) =>
  waiting === undefined || orderOf(event) < waiting.first;

/**
 * Returns the record with events that were waiting in items of their own, as soon as the record contains at most one
 * event to deliver before them. Returns undefined if another process changed the record meanwhile.
 */
export async function withNextEvents(
  deps: Pick<DeliveryDeps, 'store' | 'newOwner' | 'clock'>,
  record: Onboarding,
): Promise<Onboarding | undefined> {
  if (!isRunningOut(record)) return record;
  return updateMetadata(deps, record, async (current) =>
    isRunningOut(current) ? withOldestWaiting(current, await deps.store.archivedEvents(current.id)) : undefined,
  );
}

function isRunningOut({ events, webhook, waitingEvents }: Outbox): boolean {
  if (webhook === undefined || webhook.isOff === true || waitingEvents === undefined) return false;
  return events.filter((each) => each.state === 'pending' && isBefore(each, waitingEvents)).length <= 1;
}

/**
 * Returns from when on (epoch ms) the sweep takes care of the next delivery. Returns undefined if there is none. The
 * sweep does not take care of an event while a try of it is in flight, however long the try takes.
 */
export function nextDeliveryAt(record: Outbox): number | undefined {
  const event = nextEvent(record);
  if (event !== undefined) return Math.max((event.nextAt ?? event.at) + sweepAfterMs, event.lease?.expiresAt ?? 0);
  return isRunningOut(record) && record.waitingEvents !== undefined
    ? record.waitingEvents.at + sweepAfterMs
    : undefined;
}

/** The longest delay of a message in SQS, in seconds (SQS Developer Guide, "Amazon SQS delay queues"). */
const longestDelaySeconds = 900;

/**
 * Sends a message to the delivery queue that becomes visible in `delayMs`. The record in the table already contains the
 * event. If the message is lost, or the delay is longer than SQS allows, the sweep queues the delivery when it is due.
 */
export async function enqueueDelivery(deps: DeliveryQueueDeps, onboardingId: string, delayMs = 0): Promise<void> {
  const seconds = Math.ceil(delayMs / 1000);
  if (seconds > longestDelaySeconds) return;
  await deps.deliveryQueue.send(onboardingId, seconds).catch((error: unknown) => {
    deps.log.warn('the delivery queue accepted no message; the sweep will send it', {
      onboardingId,
      reason: String(error),
    });
  });
}

/**
 * Runs `work`. Puts the metrics of each successful write, and when `work` has ended, queues the delivery of the events
 * that it stored: after the events are in the table, and before the function answers.
 */
export async function withEventDelivery<D extends DeliveryDeps, T>(deps: D, work: (deps: D) => Promise<T>): Promise<T> {
  const undelivered = new Set<string>();
  const { store } = deps;
  const move: typeof store.move = async (before, after) => {
    const isMoved = await store.move(before, after);
    if (isMoved) deps.metrics.put(metricsOfMove(before, after));
    if (isMoved && hasNewEvent(before, after)) undelivered.add(after.id);
    return isMoved;
  };
  try {
    return await work({ ...deps, store: { ...store, move } });
  } finally {
    await allSettledOrThrow([...undelivered].map((id) => enqueueDelivery(deps, id)));
  }
}

/** Whether a write stored a new event. The new event is the last one. */
function hasNewEvent(before: Onboarding, { events }: Onboarding): boolean {
  const last = events.at(-1);
  return last !== undefined && !before.events.some(({ id }) => id === last.id);
}
