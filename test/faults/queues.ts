import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

const answered = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** infra/queues.yml hides a message for so long from others once it was taken; the longer of the two, in ms. */
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
  /** Whether something was sent to a queue since this was last asked. */
  readonly hasNews: (queue: string) => Promise<boolean>;
}

/** Lambda's poller, for a clock that the test owns: what is not done comes again when its time has passed. */
export function openQueues({ sqs, urlOf, now, hasNews }: QueueParts) {
  let hidden: readonly Hidden[] = [];
  const returned = new Set<string>();

  /** Shows again what is hidden until then. */
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
     * Takes what is in a queue and has it worked on. Deletes what was done; where the process died, that is nothing.
     * @param work gives the function's answer, undefined where it died @returns the bodies
     */
    drain: async (queue: string, work: (bodies: readonly string[]) => Promise<unknown>): Promise<readonly string[]> => {
      const QueueUrl = urlOf(queue);
      const isReturned = returned.delete(QueueUrl);
      // Whoever asks an empty queue waits.
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
    /** What has been hidden long enough is there again. */
    showDue: () => show(now()),
    /** So is all the rest. @returns whether one was */
    showAll: async (): Promise<boolean> => {
      const some = hidden.length > 0;
      await show(Infinity);
      return some;
    },
    /** How many messages nobody could do anything with. */
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
