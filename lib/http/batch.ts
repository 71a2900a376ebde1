import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Deps, Gateways, ServiceDeps } from './ports.ts';

const message = z.object({ onboardingId: z.string().check(z.regex(/^ob_[0-9A-Z]{26}$/)) });

/** The part of the function's time that is reserved for the last write and message, in milliseconds. */
const reserveMs = 15_000;

/**
 * Returns the handler of a function that processes an SQS queue. It processes each message separately and reports the
 * failed ones to SQS, which delivers only those again. `deadline` is a reading of the monotonic clock.
 */
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
        log.error('processing the message failed; SQS will deliver it again', {
          reason: error instanceof Error ? error.stack : 'unknown',
        });
        throw error;
      }
    };
    return processPartialResponse(event, one, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    });
  };
}
