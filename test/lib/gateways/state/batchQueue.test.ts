import { createHash } from 'node:crypto';
import { batchQueue } from '../../../../lib/gateways/state/batchQueue.ts';
import { startWire } from '../../../support/wire.ts';

let wire: Awaited<ReturnType<typeof startWire>>;

beforeAll(async () => {
  wire = await startWire();
  process.env['AWS_ENDPOINT_URL'] = wire.url;
});
afterAll(() => wire.close());

const found = { status: 200, body: JSON.stringify({ QueueUrl: 'http://127.0.0.1:9/999988887777/work' }) };
const open = () => batchQueue({ queueName: 'work', requestTimeoutMs: 60_000 });

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
