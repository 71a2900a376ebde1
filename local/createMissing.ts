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

/** A table definition from `infra.ts` is valid input for CreateTable, because the properties have the same names. */
const tableInput = z.custom<CreateTableCommandInput>((value) => typeof value === 'object' && value !== null);

/** Timeouts in milliseconds, so that a start does not hang if the port accepts connections and never answers. */
export const clientTimeouts = {
  requestHandler: { connectionTimeout: 3000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** How long the creation of a table may take, in seconds. */
const maxTableSeconds = 60;

/**
 * Creates the tables and queues that the endpoint of the environment does not have. Existing ones are not changed.
 * @throws SettingError if an existing table lacks one of the indexes.
 */
export async function createMissing({ tables, queues }: Infrastructure): Promise<void> {
  const dynamoDb = new DynamoDBClient(clientTimeouts);
  const sqs = new SQSClient(clientTimeouts);
  try {
    for (const table of tables) await createTable(dynamoDb, tableInput.parse(table));
    // In this order, because a queue refers to its dead-letter queue.
    for (const queue of queues) await createQueue(sqs, queue);
  } finally {
    dynamoDb.destroy();
    sqs.destroy();
  }
}

async function createTable(dynamoDb: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  const { TableName } = input;
  try {
    await dynamoDb.send(new CreateTableCommand(input));
  } catch (error) {
    if (!isNamed(error, 'ResourceInUseException')) throw error;
  }
  await waitUntilTableExists({ client: dynamoDb, maxWaitTime: maxTableSeconds, minDelay: 1 }, { TableName });
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
  const existing = Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? [];
  const missing = input.GlobalSecondaryIndexes?.filter(({ IndexName }) => !existing.includes(IndexName)) ?? [];
  if (missing.length === 0) return;
  const names = missing.map(({ IndexName }) => IndexName).join(', ');
  throw new SettingError(
    `The table ${String(TableName)} at AWS_ENDPOINT_URL belongs to another version of Latchkey: it has no index ${names}. Delete the table, then start again.`,
  );
}

async function createQueue(sqs: SQSClient, { QueueName, Attributes }: QueueDefinition): Promise<void> {
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
