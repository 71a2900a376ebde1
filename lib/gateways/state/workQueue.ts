import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../../core/ports.ts';
import { abortedBy } from '../aws/awsCall.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

/**
 * Returns the queue with this name. Its URL is requested only once. `send` takes at most one request timeout, including
 * the request for the URL, because a caller waits for its answer meanwhile.
 */
export function workQueue({ queueName, ...config }: VendorServiceConfig & { readonly queueName: string }): WorkQueue {
  const { settings, send } = vendorService('sqs', config);
  // Calls go to the configured endpoint (AWS_ENDPOINT_URL), not to the host in the queue's URL.
  const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  let queueUrl: string | undefined;
  return {
    send: async (onboardingId, delaySeconds = 0) => {
      const timeout = new AbortController();
      const timer = setTimeout(() => {
        timeout.abort();
      }, config.requestTimeoutMs);
      const within = abortedBy(timeout.signal);
      try {
        queueUrl ??= (await send(client, new GetQueueUrlCommand({ QueueName: queueName }), within)).QueueUrl;
        const message = { MessageBody: JSON.stringify({ onboardingId }), DelaySeconds: delaySeconds };
        await send(client, new SendMessageCommand({ QueueUrl: queueUrl, ...message }), within);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
