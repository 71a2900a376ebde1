import { enqueueDelivery } from '../webhooks/outbox.ts';
import { enqueueWork, type WorkQueueDeps } from './postpone.ts';
import { metricsOfSweep } from '../record/recordMetrics.ts';
import type { DeliveryDeps } from '../webhooks/ports.ts';
import type { Due } from '../record/ports.ts';

/** How many one sweep hands out; the next one finds the rest. */
const mostAtOnce = 1000;
/** Messages on their way at once. */
const together = 10;

type SweepDeps = WorkQueueDeps & DeliveryDeps;

/** What a sweep handed out. */
export interface Swept {
  /** Onboardings for the worker. */
  readonly due: number;
  /** Onboardings with an event that nobody took care of. */
  readonly undelivered: number;
}

/** Asks for work on what is due, and for the deliveries that are. A message too many does no harm: nothing is due then. */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const now = deps.clock.now();
  const { store } = deps;
  const [due, undelivered, inAttention] = await Promise.all([
    store.due(now, mostAtOnce),
    store.undelivered(now, mostAtOnce),
    store.needingAttention(mostAtOnce),
  ]);
  deps.metrics.put(metricsOfSweep(now, { due, undelivered, needingAttention: inAttention }));
  await inTurns(due, (id) => enqueueWork(deps, id));
  await inTurns(undelivered, (id) => enqueueDelivery(deps, id));
  if (due.length > 0) deps.log.info('due onboardings handed to workers', { due: due.length });
  if (undelivered.length > 0) deps.log.info('events handed to the delivery', { undelivered: undelivered.length });
  return { due: due.length, undelivered: undelivered.length };
}

async function inTurns(due: readonly Due[], send: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < due.length; from += together) {
    await Promise.all(due.slice(from, from + together).map(({ id }) => send(id)));
  }
}
