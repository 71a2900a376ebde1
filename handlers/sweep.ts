import type { Context, ScheduledEvent } from 'aws-lambda';
import { config } from '../lib/gateways/config/config.ts';
import { buildQueue, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { sweep, type Swept } from '../lib/lifecycle/sweep.ts';

/** On a schedule: asks for work on every onboarding that is due, so that none is lost with a message or a process. */
export const createHandler =
  (service: ServiceDeps<'store' | 'queue' | 'deliveryQueue'>) =>
  async (_event: ScheduledEvent, context: Context): Promise<Swept> =>
    sweep({ ...service, log: service.logWith({ requestId: context.awsRequestId }) });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config), ...buildQueue(config) });
