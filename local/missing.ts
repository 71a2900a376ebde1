import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Infrastructure, QueueDefinition } from './aws/infra.ts';
import { SettingError } from './settings.ts';

/** `infra.ts` has read it as what CreateTable takes: the properties have the same names. */
const tableInput = z.custom<CreateTableCommandInput>((value) => typeof value === 'object' && value !== null);

/** Whoever starts this waits for the answer: a port that takes connections and says nothing is no endpoint (ms). */
export const impatient = {
  requestHandler: { connectionTimeout: 3000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** How long a table may take to be made, in seconds. */
const tableSeconds = 60;

/**
 * Makes the tables and queues that the endpoint of the environment does not have; what is there stays as it is.
 * @throws SettingError where a table is there without the indexes that it needs.
 */
export async function makeMissing({ tables, queues }: Infrastructure): Promise<void> {
  const dynamoDb = new DynamoDBClient(impatient);
  const sqs = new SQSClient(impatient);
  try {
    for (const table of tables) await makeTable(dynamoDb, tableInput.parse(table));
    // In their order: a queue names its dead-letter queue.
    for (const queue of queues) await makeQueue(sqs, queue);
  } finally {
    dynamoDb.destroy();
    sqs.destroy();
  }
}

async function makeTable(dynamoDb: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  const { TableName } = input;
  try {
    await dynamoDb.send(new CreateTableCommand(input));
  } catch (error) {
    if (!isNamed(error, 'ResourceInUseException')) throw error;
  }
  await waitUntilTableExists({ client: dynamoDb, maxWaitTime: tableSeconds, minDelay: 1 }, { TableName });
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
  const there = Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? [];
  const missing = input.GlobalSecondaryIndexes?.filter(({ IndexName }) => !there.includes(IndexName)) ?? [];
  if (missing.length === 0) return;
  const names = missing.map(({ IndexName }) => IndexName).join(', ');
  throw new SettingError(
    `The table ${String(TableName)} at AWS_ENDPOINT_URL is of another version: it has no index ${names}. Delete it there, and start again.`,
  );
}

async function makeQueue(sqs: SQSClient, { QueueName, Attributes }: QueueDefinition): Promise<void> {
  try {
    await sqs.send(new GetQueueUrlCommand({ QueueName }));
  } catch (error) {
    if (!isNamed(error, 'QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue')) throw error;
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  }
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
