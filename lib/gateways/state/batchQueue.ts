import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { BatchQueue } from '../../core/ports.ts';
import { openQueue, type QueueConfig } from './queueClient.ts';

/** How often a batch is sent. SQS can accept some messages of it and refuse others for a moment. */
const batchTries = 3;

/** Returns the queue with this name, for many messages. Each try of a batch takes at most one request timeout. */
export function batchQueue(config: QueueConfig): BatchQueue {
  const { client, send, inTime } = openQueue(config);
  return {
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
