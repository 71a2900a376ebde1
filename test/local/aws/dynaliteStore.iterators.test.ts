import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventuallyTrue } from '../../support/eventually.ts';
import { useAws } from './clients.ts';

const TableName = 'latchkey-state';
const items = Array.from({ length: 5 }, (_, number) => ({
  pk: { S: 'a' },
  sk: { S: String(number) },
  due: { S: 'due' },
  dueAt: { N: String(number) },
}));
const ofKey = (name: string) => ({
  KeyConditionExpression: '#key = :value',
  ExpressionAttributeNames: { '#key': name },
});

const calls: Readonly<Record<string, (client: DynamoDBClient) => Promise<unknown>>> = {
  'a query': (client) =>
    client.send(new QueryCommand({ TableName, ...ofKey('pk'), ExpressionAttributeValues: { ':value': { S: 'a' } } })),
  'a query that reads one page': (client) =>
    client.send(
      new QueryCommand({ TableName, ...ofKey('pk'), ExpressionAttributeValues: { ':value': { S: 'a' } }, Limit: 2 }),
    ),
  'a query of an index, as the sweep makes it': (client) =>
    client.send(
      new QueryCommand({
        TableName,
        IndexName: 'due',
        ...ofKey('due'),
        ExpressionAttributeValues: { ':value': { S: 'due' } },
        Limit: 2,
      }),
    ),
  'a query without a result': (client) =>
    client.send(new QueryCommand({ TableName, ...ofKey('pk'), ExpressionAttributeValues: { ':value': { S: 'b' } } })),
  'a scan': (client) => client.send(new ScanCommand({ TableName })),
  'a scan that reads one page': (client) => client.send(new ScanCommand({ TableName, Limit: 2 })),
  'a list of tables': (client) => client.send(new ListTablesCommand()),
  'a list of tables that reads one page': (client) => client.send(new ListTablesCommand({ Limit: 1 })),
  'a list of tags': (client) =>
    client.send(
      new ListTagsOfResourceCommand({ ResourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}` }),
    ),
  'a table that is deleted': async (client) => {
    await client.send(
      new CreateTableCommand({
        TableName: 'other',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    );
    await eventuallyTrue(
      () =>
        client.send(new PutItemCommand({ TableName: 'other', Item: { pk: { S: 'a' } } })).then(
          () => true,
          () => false,
        ),
      'the table did not become active',
    );
    await client.send(new DeleteTableCommand({ TableName: 'other' }));
  },
};

describe.each(['in memory', 'on disk'])('with the state %s', (where) => {
  let local: Awaited<ReturnType<typeof useAws>>;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'latchkey-iterators-'));
    local = await useAws(where === 'on disk' ? { dataDir } : {});
    const writes = items.map((Item) => ({ PutRequest: { Item } }));
    await local.dynamoDb().send(new BatchWriteItemCommand({ RequestItems: { [TableName]: writes } }));
  });
  afterAll(async () => {
    await local.aws.close();
    rmSync(dataDir, { recursive: true });
  });

  test.each(Object.entries(calls))('%s leaves no iterator of the store open', async (_, call) => {
    await call(local.dynamoDb());
    await eventuallyTrue(
      () => local.aws.openIterators() === 0,
      `iterators are still open: ${String(local.aws.openIterators())}`,
    );
  });

  test('a reset leaves no iterator of the store open', async () => {
    await local.control('POST', 'reset');
    await eventuallyTrue(() => local.aws.openIterators() === 0, 'iterators are still open');
  });
});
