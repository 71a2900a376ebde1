import type { Context, ScheduledEvent } from 'aws-lambda';
import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { buildBatchQueues } from '../lib/gateways/sweepDeps.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { sweep, sweepMemory, type Swept } from '../lib/lifecycle/sweep.ts';

/** The part of the function's time that is reserved for the last calls, in milliseconds. */
const reserveMs = 10_000;

/**
 * Runs on a schedule: sends a queue message for every onboarding with due work or an overdue delivery, so that none is
 * forgotten if a message was lost or a process stopped.
 */
export const createHandler = (service: ServiceDeps<'store' | 'batchQueues'>) => {
  const memory = sweepMemory();
  return async (_event: ScheduledEvent, context: Context): Promise<Swept> => {
    const deadline = service.clock.monotonic() + context.getRemainingTimeInMillis() - reserveMs;
    return sweep({ ...service, log: service.logWith({ requestId: context.awsRequestId }) }, deadline, memory);
  };
};

export const handler = createHandler({
  ...buildSurroundings(config),
  ...buildStore(config),
  ...buildBatchQueues(config),
});
