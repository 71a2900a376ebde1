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
import { create } from 'dynalite/db/index.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { eventually, eventuallyTrue } from '../../support/eventually.ts';
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

interface Level {
  attachResource(resource: object): void;
  detachResource(resource: object): void;
}
const levelSchema = z.custom<Level>((value) => typeof value === 'object' && value !== null);

/** Returns the prototype of all stores of abstract-level. They have a list of their open iterators. */
function levelPrototype(level: object | null): Level {
  if (level !== null && Object.hasOwn(level, 'attachResource')) return levelSchema.parse(level);
  if (level === null) throw new Error('abstract-level does not know its open iterators any more');
  return levelPrototype(Reflect.getPrototypeOf(level));
}

/** Returns how many iterators that were created since `watch` are open, as abstract-level counts them. */
function watch(): () => number {
  const level = levelPrototype(create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }).db);
  const attached = jest.spyOn(level, 'attachResource').mock.calls;
  const detached = jest.spyOn(level, 'detachResource').mock.calls;
  return () => {
    const ended = new Set(detached.flat());
    return attached.flat().filter((resource) => !ended.has(resource)).length;
  };
}
afterEach(() => {
  jest.restoreAllMocks();
});

test.each(['in memory', 'on disk'])(
  'with the state %s, no read and no reset leaves an iterator of the store open',
  async (where) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-iterators-'));
    const local = await useAws(where === 'on disk' ? { dataDir } : {});
    const client = local.dynamoDb();
    const attached = watch();
    const writes = items.map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: writes } }));
    const openAfter: Record<string, number> = {};
    for (const [name, call] of Object.entries(calls)) {
      await call(client);
      openAfter[name] = local.aws.openIterators();
    }
    await local.control('POST', 'reset');
    openAfter['a reset'] = local.aws.openIterators();
    // An iterator closes after its last answer, so one may still be open for a moment.
    await eventually(
      () => (local.aws.openIterators() === 0 ? true : undefined),
      () => `${String(local.aws.openIterators())} iterators are open. After each call: ${JSON.stringify(openAfter)}`,
    );
    expect(attached()).toBe(0);
    await local.aws.close();
    rmSync(dataDir, { recursive: true });
  },
);
