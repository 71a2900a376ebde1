import { createHash } from 'node:crypto';
import { workQueue } from '../../../../lib/gateways/state/workQueue.ts';
import type { MetricValue } from '../../../../lib/core/metrics.ts';
import { jsonError, startWire } from '../../../support/wire.ts';

let wire: Awaited<ReturnType<typeof startWire>>;
const measured: MetricValue[] = [];

beforeAll(async () => {
  wire = await startWire();
  process.env['AWS_ENDPOINT_URL'] = wire.url;
});
afterAll(() => wire.close());
beforeEach(() => {
  measured.length = 0;
});

/** The URL that SQS returns has another host, on which nothing listens. */
const found = { status: 200, body: JSON.stringify({ QueueUrl: 'http://127.0.0.1:9/999988887777/work' }) };
/** The SDK checks this digest of the body. */
const taken = (md5: string) => ({ status: 200, body: JSON.stringify({ MessageId: 'id', MD5OfMessageBody: md5 }) });
const md5 = '253a4832a87d577390cd6470bd8429aa';

const open = () =>
  workQueue({
    queueName: 'work',
    requestTimeoutMs: 3000,
    metrics: { put: (values) => void measured.push(...values) },
  });
const sent = () => wire.received.map(({ headers, body }): unknown => [headers['x-amz-target'], JSON.parse(body)]);

test('the URL of the queue is requested once, and messages are sent to the configured endpoint', async () => {
  wire.answer(found, taken(md5));
  const queue = open();
  await queue.send('ob_1');
  await queue.send('ob_1', 900);
  const message = { QueueUrl: 'http://127.0.0.1:9/999988887777/work', MessageBody: '{"onboardingId":"ob_1"}' };
  expect(sent()).toEqual([
    ['AmazonSQS.GetQueueUrl', { QueueName: 'work' }],
    ['AmazonSQS.SendMessage', { ...message, DelaySeconds: 0 }],
    ['AmazonSQS.SendMessage', { ...message, DelaySeconds: 900 }],
  ]);
});

test('a message is sent again after a lost answer or throttling, and each throttled attempt is counted', async () => {
  const throttled = jsonError(403, 'com.amazon.coral.service#RequestThrottled');
  wire.answer(found, throttled, 'hang up', taken(md5));
  await open().send('ob_1');
  expect(wire.received).toHaveLength(4);
  expect(measured).toEqual([{ name: 'Throttles', value: 1, dimensions: { Service: 'sqs' } }]);
});

test('a call that is throttled in every attempt fails with its code, and each attempt is counted', async () => {
  wire.answer(found, jsonError(403, 'com.amazon.coral.service#RequestThrottled'));
  await expect(open().send('ob_1')).rejects.toMatchObject({ operation: 'sqs:SendMessage', code: 'RequestThrottled' });
  expect(measured).toHaveLength(3);
});

describe('a batch', () => {
  const bodyOf = (index: number): unknown => JSON.parse(wire.received[index]?.body ?? 'null');
  const entry = (Id: string, id: string) => ({ Id, MessageBody: JSON.stringify({ onboardingId: id }) });
  /** SQS's answer to a batch. The SDK checks the digest of each body. */
  const answered = (accepted: Readonly<Record<string, string>>, refused: readonly string[] = []) => ({
    status: 200,
    body: JSON.stringify({
      Successful: Object.entries(accepted).map(([Id, id]) => ({
        Id,
        MessageId: 'id',
        MD5OfMessageBody: createHash('md5')
          .update(JSON.stringify({ onboardingId: id }))
          .digest('hex'),
      })),
      Failed: refused.map((Id) => ({ Id, Code: 'InternalError', SenderFault: false })),
    }),
  });

  test('is one call', async () => {
    wire.answer(found, answered({ 0: 'ob_1', 1: 'ob_2' }));
    expect(await open().sendBatch(['ob_1', 'ob_2'])).toEqual([]);
    expect(wire.received.map(({ headers }) => headers['x-amz-target'])).toEqual([
      'AmazonSQS.GetQueueUrl',
      'AmazonSQS.SendMessageBatch',
    ]);
    expect(bodyOf(1)).toMatchObject({ Entries: [entry('0', 'ob_1'), entry('1', 'ob_2')] });
  });

  test('of which SQS refuses a message is sent again without the others', async () => {
    wire.answer(found, answered({ 0: 'ob_1' }, ['1']), answered({ 0: 'ob_2' }));
    expect(await open().sendBatch(['ob_1', 'ob_2'])).toEqual([]);
    expect(bodyOf(2)).toMatchObject({ Entries: [entry('0', 'ob_2')] });
  });

  test('is given up after three calls, and the messages that SQS refused are named', async () => {
    wire.answer(found, answered({ 0: 'ob_1' }, ['1']), answered({}, ['0']));
    expect(await open().sendBatch(['ob_1', 'ob_2'])).toEqual(['ob_2']);
    expect(wire.received).toHaveLength(4);
  });
});
