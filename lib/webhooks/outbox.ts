import type { WebhookEvent } from '../record/metadata.ts';
import { metricsOfMove } from '../record/recordMetrics.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { DeliveryDeps, DeliveryQueueDeps } from './ports.ts';

/**
 * How long after a try is due the sweep takes care of it, in milliseconds. Until then the message in the queue may
 * still cause the try.
 */
const sweepAfterMs = 30_000;

/**
 * Returns the event to deliver next. An event waits until all events before it are delivered or given up, so that a
 * receiver gets the events in order.
 */
export function nextEvent({ events, webhook }: Pick<Onboarding, 'events' | 'webhook'>): WebhookEvent | undefined {
  return webhook === undefined || webhook.isOff === true ? undefined : events.find(({ state }) => state === 'pending');
}

/**
 * Returns from when on (epoch ms) the sweep takes care of the next delivery. Returns undefined if there is none. The
 * sweep does not take care of an event while a try of it is in flight, however long the try takes.
 */
export function nextDeliveryAt(record: Pick<Onboarding, 'events' | 'webhook'>): number | undefined {
  const event = nextEvent(record);
  if (event === undefined) return undefined;
  return Math.max((event.nextAt ?? event.at) + sweepAfterMs, event.lease?.expiresAt ?? 0);
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
    if (isMoved && after.events.length > before.events.length) undelivered.add(after.id);
    return isMoved;
  };
  try {
    return await work({ ...deps, store: { ...store, move } });
  } finally {
    await Promise.all([...undelivered].map((id) => enqueueDelivery(deps, id)));
  }
}
