import { allSettledOrThrow } from '../core/allSettled.ts';
import { enqueueDelivery } from '../webhooks/outbox.ts';
import { enqueueWork, type WorkQueueDeps } from './postpone.ts';
import { metricsOfSweep } from '../record/recordMetrics.ts';
import type { DeliveryDeps } from '../webhooks/ports.ts';
import type { Due } from '../record/ports.ts';

/** The maximum number of onboardings of each kind that one sweep queues; the next sweep queues the rest. */
const maxPerSweep = 1000;
/** How many messages are sent to SQS in parallel. */
const parallelSends = 10;

type SweepDeps = WorkQueueDeps & DeliveryDeps;

/** What a sweep queued. */
export interface Swept {
  /** Onboardings that a worker has to continue. */
  readonly due: number;
  /** Onboardings with an event that is due for delivery. */
  readonly undelivered: number;
}

/**
 * Queues the onboardings and deliveries that are due. A duplicate message does no harm, because nothing is due then.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const now = deps.clock.now();
  const { store } = deps;
  const [due, undelivered, needingAttention] = await allSettledOrThrow([
    store.due(now, maxPerSweep),
    store.undelivered(now, maxPerSweep),
    store.needingAttention(maxPerSweep),
  ]);
  deps.metrics.put(metricsOfSweep(now, { due, undelivered, needingAttention }));
  await sendInBatches(due, (id) => enqueueWork(deps, id));
  await sendInBatches(undelivered, (id) => enqueueDelivery(deps, id));
  if (due.length > 0) deps.log.info('due onboardings queued for workers', { due: due.length });
  if (undelivered.length > 0)
    deps.log.info('onboardings with due events queued for delivery', { undelivered: undelivered.length });
  return { due: due.length, undelivered: undelivered.length };
}

async function sendInBatches(due: readonly Due[], send: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < due.length; from += parallelSends) {
    await allSettledOrThrow(due.slice(from, from + parallelSends).map(({ id }) => send(id)));
  }
}
