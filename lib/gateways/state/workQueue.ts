import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../../core/ports.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

/** The queue by name: its URL is asked for once. */
export function workQueue({ queueName, ...config }: VendorServiceConfig & { readonly queueName: string }): WorkQueue {
  const { settings, send } = vendorService('sqs', config);
  // The call itself goes to the endpoint that is set (AWS_ENDPOINT_URL), not to the URL's host.
  const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  let queueUrl: string | undefined;
  return {
    send: async (onboardingId, delaySeconds = 0) => {
      queueUrl ??= (await send(client, new GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl;
      const message = { MessageBody: JSON.stringify({ onboardingId }), DelaySeconds: delaySeconds };
      await send(client, new SendMessageCommand({ QueueUrl: queueUrl, ...message }));
    },
  };
}
