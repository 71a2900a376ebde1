import type { WebhookEvent } from '../record/metadata.ts';
import { metricsOfMove } from '../record/recordMetrics.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { DeliveryDeps, DeliveryQueueDeps } from './ports.ts';

/**
 * How much later than its time a try is the sweep's, in milliseconds: until then the message in the queue may still
 * bring it.
 */
const sweepAfterMs = 30_000;

/** The event that is to be delivered next. One waits for those before it: a receiver gets them in order. */
export function nextEvent({ events, webhook }: Pick<Onboarding, 'events' | 'webhook'>): WebhookEvent | undefined {
  return webhook === undefined || webhook.isOff === true ? undefined : events.find(({ state }) => state === 'pending');
}

/**
 * From when on (epoch ms) the sweep takes care of the next delivery; undefined where there is none. Not while a try is
 * under way, however long that may take.
 */
export function nextDeliveryAt(record: Pick<Onboarding, 'events' | 'webhook'>): number | undefined {
  const event = nextEvent(record);
  if (event === undefined) return undefined;
  return Math.max((event.nextAt ?? event.at) + sweepAfterMs, event.lease?.expiresAt ?? 0);
}

/** SQS delays a message by at most so long, in seconds (SQS Developer Guide, "Amazon SQS delay queues"). */
const longestDelaySeconds = 900;

/** Asks for a delivery in `delayMs`. The table knows of it already: what the queue loses or cannot delay, the sweep finds. */
export async function enqueueDelivery(deps: DeliveryQueueDeps, onboardingId: string, delayMs = 0): Promise<void> {
  const seconds = Math.ceil(delayMs / 1000);
  if (seconds > longestDelaySeconds) return;
  await deps.deliveryQueue.send(onboardingId, seconds).catch((error: unknown) => {
    deps.log.warn('the delivery queue took no message; the sweep will', { onboardingId, reason: String(error) });
  });
}

/**
 * Runs `work`, measures each write that stands, and when it is over asks for the delivery of the events that came of
 * it: not before their write, and not after the function has answered.
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
