import { allSettledOrThrow } from '../core/allSettled.ts';
import { metricsOfSweep } from '../record/recordMetrics.ts';
import { handedOutBefore } from './handedOut.ts';
import { handOut } from './handOut.ts';
import type { SweepDeps } from './ports.ts';

/** How many onboardings that need attention are counted. */
const maxCounted = 1000;

/** What a sweep queued. */
export interface Swept {
  /** Onboardings that a worker has to continue. */
  readonly due: number;
  /** Onboardings with an event that is due for delivery. */
  readonly undelivered: number;
}

/** Returns the memory of the sweeps of one process. */
export const sweepMemory = () => ({ due: handedOutBefore(), undelivered: handedOutBefore() });

/**
 * Queues the onboardings and deliveries that are due. A duplicate message does no harm, because nothing is due then.
 *
 * @param deadline reading of the monotonic clock after which the next sweep does the rest
 */
export async function sweep(
  deps: SweepDeps,
  deadline: number,
  before: ReturnType<typeof sweepMemory> = sweepMemory(),
): Promise<Swept> {
  const now = deps.clock.now();
  const { store } = deps;
  const ofKind = async (kind: 'due' | 'undelivered') => {
    const { work, deliveries } = deps.batchQueues;
    const queue = kind === 'due' ? work : deliveries;
    return handOut(deps, { shards: await store[kind](now), queue, before: before[kind], deadline });
  };
  const [, due, undelivered, needingAttention] = await allSettledOrThrow([
    store.announceShards(),
    ofKind('due'),
    ofKind('undelivered'),
    store.needingAttention(maxCounted),
  ]);
  deps.metrics.put(metricsOfSweep(now, { due, undelivered, needingAttention }));
  if (due.queued > 0) deps.log.info('due onboardings queued for workers', { due: due.queued });
  if (undelivered.queued > 0)
    deps.log.info('onboardings with due events queued for delivery', { undelivered: undelivered.queued });
  return { due: due.queued, undelivered: undelivered.queued };
}
