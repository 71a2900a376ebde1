import * as z from 'zod/mini';
import type { WorkQueue } from '../../core/ports.ts';
import { jsonService, type JsonServiceConfig } from '../aws/jsonService.ts';

const found = z.object({ QueueUrl: z.string() });

/** The queue by name: its URL is asked for once. The call itself goes where the service is, not to the URL's host. */
export function workQueue({ queueName, ...config }: JsonServiceConfig & { readonly queueName: string }): WorkQueue {
  const call = jsonService('sqs', config);
  let queueUrl: string | undefined;
  return {
    send: async (onboardingId, delaySeconds = 0) => {
      queueUrl ??= found.parse(await call('GetQueueUrl', { QueueName: queueName })).QueueUrl;
      await call('SendMessage', {
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ onboardingId }),
        DelaySeconds: delaySeconds,
      });
    },
  };
}
