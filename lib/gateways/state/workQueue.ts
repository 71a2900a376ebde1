import { GetQueueUrlCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { BatchQueue } from '../../core/ports.ts';
import { abortedBy } from '../aws/awsCall.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

/** How often a batch is sent. SQS can accept some messages of it and refuse others for a moment. */
const batchTries = 3;

/**
 * Returns the queue with this name. Its URL is requested only once. `send` takes at most one request timeout, including
 * the request for the URL, because a caller waits for its answer meanwhile. So does each try of `sendBatch`.
 */
export function workQueue({ queueName, ...config }: VendorServiceConfig & { readonly queueName: string }): BatchQueue {
  const { settings, send } = vendorService('sqs', config);
  // Calls go to the configured endpoint (AWS_ENDPOINT_URL), not to the host in the queue's URL.
  const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  let queueUrl: Promise<string | undefined> | undefined;
  type Options = ReturnType<typeof abortedBy>;
  const urlOfQueue = (within: Options) => {
    const asked = (queueUrl ??= send(client, new GetQueueUrlCommand({ QueueName: queueName }), within).then(
      ({ QueueUrl }) => QueueUrl,
    ));
    asked.catch(() => {
      if (queueUrl === asked) queueUrl = undefined;
    });
    return asked;
  };
  const inTime = async <T>(call: (QueueUrl: string | undefined, within: Options) => Promise<T>): Promise<T> => {
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, config.requestTimeoutMs);
    const within = abortedBy(timeout.signal);
    try {
      return await call(await urlOfQueue(within), within);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    send: async (onboardingId, delaySeconds = 0) => {
      const message = { MessageBody: JSON.stringify({ onboardingId }), DelaySeconds: delaySeconds };
      await inTime((QueueUrl, within) => send(client, new SendMessageCommand({ QueueUrl, ...message }), within));
    },
    sendBatch: async (onboardingIds) => {
      let left = onboardingIds;
      for (let tries = 0; left.length > 0 && tries < batchTries; tries += 1) {
        const Entries = left.map((onboardingId, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ onboardingId }),
        }));
        const { Successful = [] } = await inTime((QueueUrl, within) =>
          send(client, new SendMessageBatchCommand({ QueueUrl, Entries }), within),
        );
        const accepted = new Set(Successful.map(({ Id }) => Id));
        left = left.filter((_, index) => !accepted.has(String(index)));
      }
      return left;
    },
  };
}
