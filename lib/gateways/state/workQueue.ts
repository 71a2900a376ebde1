import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../../core/ports.ts';
import { openQueue, type QueueConfig } from './queueClient.ts';

/**
 * Returns the queue with this name. `send` takes at most one request timeout, because a caller waits for its answer
 * meanwhile.
 */
export function workQueue(config: QueueConfig): WorkQueue {
  const { client, send, inTime } = openQueue(config);
  return {
    send: async (onboardingId, delaySeconds = 0) => {
      const message = { MessageBody: JSON.stringify({ onboardingId }), DelaySeconds: delaySeconds };
      await inTime((QueueUrl, within) => send(client, new SendMessageCommand({ QueueUrl, ...message }), within));
    },
  };
}
