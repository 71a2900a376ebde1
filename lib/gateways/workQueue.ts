import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../ports.ts';
import { oneTry, send } from './awsCall.ts';
import { connections } from './connections.ts';

/** The queue by name: its URL is asked for once, because the host in a configured URL would beat the endpoint setting. */
export function workQueue(queueName: string, requestTimeoutMs: number): WorkQueue {
  const client = new SQSClient({ ...oneTry, requestHandler: connections(requestTimeoutMs) });
  let queueUrl: string | undefined;
  const urlOf = async () => {
    const command = new GetQueueUrlCommand({ QueueName: queueName });
    const { QueueUrl } = await send('sqs:GetQueueUrl', requestTimeoutMs, undefined, (options) =>
      client.send(command, options),
    );
    return QueueUrl;
  };
  return {
    send: async (onboardingId, delaySeconds = 0) => {
      queueUrl ??= await urlOf();
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ onboardingId }),
        DelaySeconds: delaySeconds,
      });
      await send('sqs:SendMessage', requestTimeoutMs, undefined, (options) => client.send(command, options));
    },
  };
}
