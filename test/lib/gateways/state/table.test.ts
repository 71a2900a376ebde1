import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { isNew, openTable, type Table } from '../../../../lib/gateways/state/table.ts';
import { jsonError, startWire } from '../../../support/wire.ts';

let wire: Awaited<ReturnType<typeof startWire>>;
let table: Table;

beforeAll(async () => {
  wire = await startWire();
  process.env['AWS_ENDPOINT_URL'] = wire.url;
  process.env['AWS_SESSION_TOKEN'] = 'session';
  table = openTable({ tableName: 'table', requestTimeoutMs: 60_000 });
});
afterAll(() => wire.close());

const key = { pk: 'a', sk: 'b' };
const wireKey = { pk: { S: 'a' }, sk: { S: 'b' } };
const sent = () => wire.received.map(({ body }): unknown => JSON.parse(body));
const answer = (body: object) => ({ status: 200, body: JSON.stringify(body) });
const failureOf = async (failing: Promise<unknown>): Promise<AwsFailure> => {
  const error: unknown = await failing.catch((reason: unknown) => reason);
  if (error instanceof AwsFailure) return error;
  throw new Error(`no AwsFailure: ${String(error)}`);
};

test('a read is one signed, strongly consistent POST to the configured endpoint, and returns plain JavaScript', async () => {
  wire.answer(answer({ Item: { ...wireKey, name: { S: 'ö' }, list: { L: [{ N: '1' }] } } }));
  await expect(table.get(key)).resolves.toEqual({ ...key, name: 'ö', list: [1] });
  expect(wire.received).toMatchObject([
    {
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.GetItem',
        'x-amz-security-token': 'session',
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=none\/\d{8}\/us-east-1\/dynamodb\/aws4_request/,
        ),
      },
    },
  ]);
  expect(sent()).toEqual([{ TableName: 'table', Key: wireKey, ConsistentRead: true }]);
});

test('a count asks DynamoDB for no items, and says whether it ended at a limit', async () => {
  const query = { IndexName: 'byStatus', KeyConditionExpression: 'inStatus = :of', Limit: 2 };
  const ExpressionAttributeValues = { ':of': 'failed#0' };
  wire.answer(answer({ Count: 2, ScannedCount: 2, LastEvaluatedKey: wireKey }), answer({ Count: 1 }));
  await expect(table.count({ ...query, ExpressionAttributeValues })).resolves.toEqual({ count: 2, isCut: true });
  await expect(table.count({ ...query, ExpressionAttributeValues })).resolves.toEqual({ count: 1, isCut: false });
  const wanted = {
    TableName: 'table',
    ...query,
    ExpressionAttributeValues: { ':of': { S: 'failed#0' } },
    Select: 'COUNT',
  };
  expect(sent()).toEqual([wanted, wanted]);
});

test('a write is sent with its condition and without undefined values', async () => {
  wire.answer(answer({}));
  const condition = { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': 1 } };
  await expect(table.put({ ...key, none: undefined }, condition)).resolves.toBe(true);
  await expect(table.put(key, { ConditionExpression: undefined })).resolves.toBe(true);
  await expect(table.delete(key, isNew)).resolves.toBe(true);
  expect(sent()).toEqual([
    {
      TableName: 'table',
      Item: wireKey,
      ConditionExpression: 'version = :read',
      ExpressionAttributeValues: { ':read': { N: '1' } },
    },
    { TableName: 'table', Item: wireKey },
    { TableName: 'table', Key: wireKey, ConditionExpression: 'attribute_not_exists(pk)' },
  ]);
});

test('a write whose condition is not met returns false instead of an error', async () => {
  wire.answer(jsonError(400, 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException'));
  await expect(table.put(key, isNew)).resolves.toBe(false);
  await expect(table.delete(key, isNew)).resolves.toBe(false);
});

test.each([
  { status: 400, type: 'com.amazon.coral.service#AccessDeniedException', code: 'AccessDenied', outcome: 'refused' },
  {
    status: 400,
    type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    code: 'ResourceNotFoundException',
    outcome: 'refused',
  },
  {
    status: 500,
    type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
    code: 'InternalServerError',
    outcome: 'unknown',
  },
])(
  '$type with status $status is a failure with the code $code and the outcome $outcome',
  async ({ status, type, code, outcome }) => {
    wire.answer(jsonError(status, type));
    expect(await failureOf(table.put(key, isNew))).toMatchObject({
      operation: 'dynamodb:PutItem',
      code,
      message: 'AWS says why',
      outcome,
      requestId: 'request-7',
    });
  },
);

test('a query begins after the given key, and queryAll reads all pages', async () => {
  const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'a' } };
  wire.answer(
    answer({ Items: [{ n: { N: '1' } }], LastEvaluatedKey: wireKey }),
    answer({ Items: [{ n: { N: '2' } }] }),
  );
  await expect(table.queryAll({ ...query, ExclusiveStartKey: { pk: '0', sk: '0' } })).resolves.toEqual([
    { n: 1 },
    { n: 2 },
  ]);
  const common = {
    TableName: 'table',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'a' } },
  };
  expect(sent()).toEqual([
    { ...common, ExclusiveStartKey: { pk: { S: '0' }, sk: { S: '0' } } },
    { ...common, ExclusiveStartKey: wireKey },
  ]);
});

test('keys that a batch read leaves unprocessed are read again', async () => {
  const other = { pk: { S: 'c' }, sk: { S: 'd' } };
  wire.answer(
    answer({ Responses: { table: [wireKey] }, UnprocessedKeys: { table: { Keys: [other] } } }),
    answer({ Responses: { table: [other] } }),
  );
  await expect(table.getMany([key, { pk: 'c', sk: 'd' }])).resolves.toEqual([key, { pk: 'c', sk: 'd' }]);
  expect(sent()).toEqual([
    { RequestItems: { table: { Keys: [wireKey, other] } } },
    { RequestItems: { table: { Keys: [other] } } },
  ]);
});

test.each([undefined, ''])('without a region (%j) the table cannot be opened', (region) => {
  const before = process.env['AWS_REGION'];
  try {
    if (region === undefined) Reflect.deleteProperty(process.env, 'AWS_REGION');
    else process.env['AWS_REGION'] = region;
    expect(() => openTable({ tableName: 'table', requestTimeoutMs: 60_000 })).toThrow(
      'AWS_REGION must be in the environment.',
    );
  } finally {
    process.env['AWS_REGION'] = before;
  }
});
