import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Deps, Gateways, ServiceDeps } from './ports.ts';

const message = z.object({ onboardingId: z.string().check(z.regex(/^ob_[0-9A-Z]{26}$/)) });

/** What is kept back of the time Lambda gives, for the last write and message, in milliseconds. */
const reserveMs = 15_000;

/** A worker on an SQS queue: each message on its own, and only those that failed come back. `deadline` is a reading of the monotonic clock. */
export function batch<G extends keyof Gateways>(
  service: ServiceDeps<G>,
  work: (onboardingId: string, deps: Deps<G>, deadline: number) => Promise<void>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  return async (event, context) => {
    const deadline = service.clock.monotonic() + context.getRemainingTimeInMillis() - reserveMs;
    const one = async ({ body, messageId }: SQSRecord) => {
      const { onboardingId } = message.parse(JSON.parse(body));
      const log = service.logWith({ requestId: context.awsRequestId, messageId, onboardingId });
      try {
        const actor = { by: 'worker', action: 'work', requestId: context.awsRequestId };
        await work(onboardingId, { ...service, log, actor }, deadline);
      } catch (error) {
        log.error('the work failed and comes back', { reason: error instanceof Error ? error.stack : 'unknown' });
        throw error;
      }
    };
    return processPartialResponse(event, one, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    });
  };
}
