import type { Gateways } from '../http/ports.ts';
import type { Config } from './config/config.ts';
import { metricsOf } from './metrics.ts';
import { batchQueue } from './state/batchQueue.ts';

/** Returns the queues of work and of deliveries, for the sweep. It is the only function whose bundle contains batches. */
export function buildBatchQueues(config: Config): Pick<Gateways, 'batchQueues'> {
  const parts = { ...config, metrics: metricsOf(config) };
  return {
    batchQueues: { work: batchQueue(parts), deliveries: batchQueue({ ...parts, queueName: config.deliveryQueueName }) },
  };
}
