import { workQueue } from '../../../../lib/gateways/state/workQueue.ts';
import type { MetricValue } from '../../../../lib/record/metrics.ts';
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
    requestTimeoutMs: 60_000,
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
