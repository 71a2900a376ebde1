import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { useAws } from './clients.ts';

let local: Awaited<ReturnType<typeof useAws>>;
let queues = 0;

beforeAll(async () => {
  local = await useAws();
});

afterAll(() => local.aws.close());

async function newQueue(Attributes: Record<string, string> = {}) {
  const sqs = local.sqs();
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `q${(queues += 1)}`, Attributes }));
  return {
    QueueUrl,
    send: (MessageBody: string, DelaySeconds?: number) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds })),
    receive: async (WaitTimeSeconds = 0, abortSignal?: AbortSignal) => {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
      });
      const { Messages = [] } = await sqs.send(command, { ...(abortSignal && { abortSignal }) });
      return Messages;
    },
    counts: async () => {
      const AttributeNames = [
        'ApproximateNumberOfMessages' as const,
        'ApproximateNumberOfMessagesNotVisible' as const,
        'ApproximateNumberOfMessagesDelayed' as const,
      ];
      const { Attributes: given } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return AttributeNames.map((name) => Number(given?.[name]));
    },
  };
}

test('the queues of infra/queues.yml exist, and the work queue has its dead-letter queue', async () => {
  const { QueueUrl } = await local.sqs().send(new GetQueueUrlCommand({ QueueName: 'latchkey-work' }));
  const { Attributes } = await local
    .sqs()
    .send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }));
  expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? '')).toMatchObject({
    deadLetterTargetArn: 'arn:aws:sqs:us-east-1:999988887777:latchkey-work-dlq',
  });
});

test('a message in flight is not received again and is counted once, and it no longer exists after its deletion', async () => {
  const queue = await newQueue({ VisibilityTimeout: '30' });
  await queue.send('a');
  expect(await queue.counts()).toEqual([1, 0, 0]);
  const [message] = await queue.receive();
  expect(message?.Body).toBe('a');
  expect(await queue.receive()).toEqual([]);
  expect(await queue.counts()).toEqual([0, 1, 0]);
  const Entries = [{ Id: 'x', ReceiptHandle: message?.ReceiptHandle }];
  await local.sqs().send(new DeleteMessageBatchCommand({ QueueUrl: queue.QueueUrl, Entries }));
  expect(await queue.counts()).toEqual([0, 0, 0]);
});

test('a message that is not deleted is visible again after its timeout, and finally goes to the dead-letter queue', async () => {
  const dead = await newQueue();
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:999988887777:q${queues}`;
  const queue = await newQueue({
    VisibilityTimeout: '1',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 }),
  });
  await queue.send('again');
  await queue.receive();
  const [second] = await queue.receive(5);
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  expect(await queue.receive(2)).toEqual([]);
  expect((await dead.receive(1)).map(({ Body }) => Body)).toEqual(['again']);
});

test('a delayed message is not received before its delay has ended', async () => {
  const queue = await newQueue();
  await queue.send('later', 900);
  expect(await queue.counts()).toEqual([0, 0, 1]);
  expect(await queue.receive(0)).toEqual([]);
  await queue.send('soon', 1);
  expect((await queue.receive(20)).map(({ Body }) => Body)).toEqual(['soon']);
});

test('a long poll returns as soon as there is a message', async () => {
  const [queue, empty] = [await newQueue(), await newQueue()];
  const polled = queue.receive(20);
  const polledEmpty = empty.receive(10);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await queue.send('now');
  expect(await Promise.race([polled, polledEmpty])).toHaveLength(1);
  await polledEmpty;
});

test('a poller that has disconnected receives no message', async () => {
  const queue = await newQueue({ VisibilityTimeout: '30' });
  const hangUp = new AbortController();
  const polled = queue.receive(20, hangUp.signal);
  setTimeout(() => {
    hangUp.abort();
  }, 100);
  await expect(polled).rejects.toThrow('abort');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await queue.send('for the next');
  expect(await queue.receive(1)).toHaveLength(1);
});
