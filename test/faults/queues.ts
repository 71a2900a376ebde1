import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

const answered = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** The longer of the two visibility timeouts in infra/queues.yml, in ms. */
const hiddenForMs = 720_000;
const most = 10;

interface Hidden {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string | undefined;
  readonly until: number;
}

export interface QueueParts {
  readonly sqs: SQSClient;
  readonly urlOf: (queue: string) => string;
  readonly now: () => number;
  /** Whether a message was sent to the queue since the last call. */
  readonly hasNews: (queue: string) => Promise<boolean>;
}

/**
 * Polls the queues as Lambda does, by the test's clock: an unfinished message becomes visible again after its timeout.
 */
export function openQueues({ sqs, urlOf, now, hasNews }: QueueParts) {
  let hidden: readonly Hidden[] = [];
  const returned = new Set<string>();

  /** Makes the messages visible whose timeout ends by this time. */
  const show = async (time: number): Promise<void> => {
    const due = hidden.filter(({ until }) => until <= time);
    hidden = hidden.filter(({ until }) => until > time);
    for (const { QueueUrl, ReceiptHandle } of due) {
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
      returned.add(QueueUrl);
    }
  };

  return {
    /**
     * Receives the messages of a queue, invokes `work` with them, and deletes those that were done. If the process died,
     * none is deleted.
     * @param work resolves to the function's answer, or to undefined if the process died
     * @returns the bodies of the messages
     */
    drain: async (queue: string, work: (bodies: readonly string[]) => Promise<unknown>): Promise<readonly string[]> => {
      const QueueUrl = urlOf(queue);
      const isReturned = returned.delete(QueueUrl);
      // A receive from an empty queue would wait.
      if (!(await hasNews(queue)) && !isReturned) return [];
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: most }));
      if (Messages.length === 0) return [];
      const bodies = Messages.map(({ Body = '' }) => Body);
      const answer = await work(bodies);
      const failed = answer === undefined ? undefined : answered.parse(answer).batchItemFailures;
      for (const [index, { ReceiptHandle }] of Messages.entries()) {
        const isDone = failed?.every(({ itemIdentifier }) => itemIdentifier !== String(index)) === true;
        if (isDone) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        else hidden = [...hidden, { QueueUrl, ReceiptHandle, until: now() + hiddenForMs }];
      }
      return bodies;
    },
    /** Makes the messages visible whose timeout has ended. */
    showDue: () => show(now()),
    /** Makes all messages visible. @returns whether any was hidden */
    showAll: async (): Promise<boolean> => {
      const some = hidden.length > 0;
      await show(Infinity);
      return some;
    },
    /** The number of messages in both dead-letter queues. */
    deadLetters: async (): Promise<number> => {
      const counts = await Promise.all(
        ['latchkey-work-dlq', 'latchkey-webhooks-dlq'].map(async (queue) => {
          const { Attributes } = await sqs.send(
            new GetQueueAttributesCommand({
              QueueUrl: urlOf(queue),
              AttributeNames: ['ApproximateNumberOfMessages'],
            }),
          );
          return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
        }),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}
