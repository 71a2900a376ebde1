import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { startSchedule } from '../../local/schedule.ts';
import { startWorker } from '../../local/worker.ts';
import { eventuallyTrue } from '../support/eventually.ts';
import { useAws, vendor } from './aws/clients.ts';

let local: Awaited<ReturnType<typeof useAws>>;
let QueueUrl: string | undefined;

beforeEach(async () => {
  local = await useAws();
  ({ QueueUrl } = await local.sqs().send(new GetQueueUrlCommand({ QueueName: 'latchkey-work' })));
});

afterEach(() => local.aws.close());

const work = (handler: (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>) =>
  startWorker({
    awsUrl: local.aws.url,
    region: 'us-east-1',
    credentials: vendor,
    queueName: 'latchkey-work',
    accountId: '999988887777',
    functionName: 'work',
    handler,
    batchSize: 4,
    timeoutMs: 5000,
  });

const send = (MessageBody: string) => local.sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));

async function counts() {
  const AttributeNames = ['ApproximateNumberOfMessages' as const, 'ApproximateNumberOfMessagesNotVisible' as const];
  const { Attributes } = await local.sqs().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return AttributeNames.map((name) => Number(Attributes?.[name]));
}

test('the function gets messages as Lambda records, and those that it does not report as failed are deleted', async () => {
  const records: SQSEvent['Records'] = [];
  const worker = await work((event) => {
    records.push(...event.Records);
    const failed = event.Records.filter(({ body }) => body === 'bad');
    return Promise.resolve({ batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
  });
  await Promise.all(['good', 'bad'].map(send));
  await eventuallyTrue(() => records.length === 2, 'a message did not come');
  await eventuallyTrue(async () => (await counts()).join() === '0,1', 'the good message was not deleted');
  expect(records[0]).toMatchObject({
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:999988887777:latchkey-work',
    attributes: { ApproximateReceiveCount: '1' },
  });
  await worker.stop(1000);
});

test('a stopped worker receives no more messages', async () => {
  const worker = await work(() => Promise.resolve({ batchItemFailures: [] }));
  await worker.stop(1000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await send('left');
  expect(await counts()).toEqual([1, 0]);
});

test('a schedule repeats one run at a time until it is stopped', async () => {
  let runs = 0;
  let atOnce = 0;
  const schedule = startSchedule({
    everyMs: 10,
    functionName: 'sweep',
    timeoutMs: 1000,
    accountId: '999988887777',
    region: 'us-east-1',
    handler: async (event) => {
      expect(event['detail-type']).toBe('Scheduled Event');
      expect((atOnce += 1)).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      atOnce -= 1;
      runs += 1;
    },
  });
  await eventuallyTrue(() => runs >= 3, 'there were no three runs');
  await schedule.stop(1000);
  const ended = runs;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(runs).toBe(ended);
});
