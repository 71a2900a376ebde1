import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../../local/aws/dynamodb.ts';
import { useAws } from '../local/aws/clients.ts';

const TableName = 'latchkey-state';
const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'latchkey-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

test('items and users survive a restart; faults do not', async () => {
  const before = await useAws({ dataDir });
  await before.dynamoDb().send(new PutItemCommand({ TableName, Item: Key }));
  await before.iam().send(new CreateUserCommand({ UserName: 'kept' }));
  await before.control('POST', 'faults', { operation: '*', kind: 'throttle' });
  await before.aws.close();

  const after = await useAws({ dataDir });
  expect((await after.dynamoDb().send(new GetItemCommand({ TableName, Key }))).Item).toEqual(Key);
  expect((await after.iam().send(new ListUsersCommand())).Users?.map(({ UserName }) => UserName)).toEqual(['kept']);
  await after.aws.close();
});

test('only one local AWS at a time can use a directory', async () => {
  const first = await useAws({ dataDir });
  await expect(useAws({ dataDir })).rejects.toThrow(/^DATA_DIR .* is in use by another local stack/);
  await first.aws.close();
  await (await useAws({ dataDir })).aws.close();
});

test('a reset deletes accounts, items, messages, faults and calls', async () => {
  const local = await useAws({ dataDir });
  await local.dynamoDb().send(new PutItemCommand({ TableName, Item: Key }));
  await local.iam().send(new CreateUserCommand({ UserName: 'gone' }));
  const { QueueUrl } = await local.sqs().send(new GetQueueUrlCommand({ QueueName: 'latchkey-work' }));
  await local.sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: 'gone' }));
  await local.control('POST', 'faults', { operation: '*', kind: 'throttle' });

  expect((await local.control('POST', 'reset')).status).toBe(200);
  expect((await local.control('GET', 'calls')).json).toEqual({ calls: [] });
  expect((await local.iam().send(new ListUsersCommand())).Users).toEqual([]);
  expect((await local.dynamoDb().send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();
  const AttributeNames = ['ApproximateNumberOfMessages' as const];
  const { Attributes } = await local.sqs().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  expect(Attributes).toEqual({ ApproximateNumberOfMessages: '0' });
  await local.aws.close();
});

test('if the table is of an older version without an index, the start fails and the error says what to do', async () => {
  const key = { AttributeName: 'pk', KeyType: 'HASH' };
  const older = {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [key],
  };
  const newer = {
    ...older,
    GlobalSecondaryIndexes: [{ IndexName: 'recent', KeySchema: [key], Projection: { ProjectionType: 'KEYS_ONLY' } }],
  };
  const before = startDynamoDb(dataDir, [older]);
  await before.createTables();
  await before.createTables();
  await before.close();
  const after = startDynamoDb(dataDir, [newer]);
  await expect(after.createTables()).rejects.toThrow(
    /^The table latchkey-state in DATA_DIR was created by an older version/,
  );
  await after.clear();
  await after.createTables();
  await after.close();
});
