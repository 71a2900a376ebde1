import type { Context, ScheduledEvent } from 'aws-lambda';
import { config } from '../lib/gateways/config/config.ts';
import { buildQueue, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { sweep, type Swept } from '../lib/lifecycle/sweep.ts';

/**
 * Runs on a schedule: sends a queue message for every onboarding with due work or an overdue delivery, so that none is
 * forgotten if a message was lost or a process stopped.
 */
export const createHandler =
  (service: ServiceDeps<'store' | 'queue' | 'deliveryQueue'>) =>
  async (_event: ScheduledEvent, context: Context): Promise<Swept> =>
    sweep({ ...service, log: service.logWith({ requestId: context.awsRequestId }) });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config), ...buildQueue(config) });
