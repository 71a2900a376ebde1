import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { knownOperations } from '../sandbox/knownOperations.ts';
import { openDynaliteStore, type Outcome } from './dynaliteStore.ts';
import { actionOf, type WireAnswer, type WireRequest } from './wire.ts';

/** The input of CreateTable. A table's properties in CloudFormation have the same names. */
export type TableDefinition = Readonly<Record<string, unknown>> & { readonly TableName: string };

/** DynamoDB in this process, emulated by dynalite. */
export interface DynamoDb {
  /** Handles a DynamoDB request. The signature must have been checked. */
  answer(request: WireRequest): Promise<WireAnswer>;
  /**
   * Creates the missing tables.
   * @throws if an existing table lacks one of the indexes, or if a table cannot be created.
   */
  createTables(): Promise<void>;
  /** Deletes the items of all tables. */
  clear(): Promise<void>;
  /** Returns how many iterators of the store are open. While no request is in progress, none should be. */
  openIterators(): number;
  close(): Promise<void>;
}

const indexes = z.array(z.object({ IndexName: z.string() })).default([]);
const described = z.object({ Table: z.object({ GlobalSecondaryIndexes: indexes }) });
const scanned = z.object({ Items: z.array(z.unknown()).default([]), LastEvaluatedKey: z.unknown().optional() });
const problem = z.object({ __type: z.string(), message: z.optional(z.string()) });

/**
 * Starts the emulator without tables.
 * @param path the directory of the store, or undefined for a store in memory
 */
export function startDynamoDb(path: string | undefined, tables: readonly TableDefinition[]): DynamoDb {
  const store = openDynaliteStore(path);

  const answer = async (request: WireRequest): Promise<WireAnswer> => {
    const operation = actionOf(request);
    const input = parse(request.body);
    if (!knownOperations.has(`dynamodb:${operation}`)) return answerOf(refusal('UnknownOperationException'));
    if (input === undefined) return answerOf(refusal('SerializationException'));
    return answerOf(await store.run(operation, input));
  };
  const call = async (operation: string, input: object) => answerOf(await store.run(operation, input));
  const create = async (table: TableDefinition) => {
    const created = await call('CreateTable', table);
    if (created.code !== 'ok' && created.code !== 'ResourceInUseException') {
      throw new Error(`The table ${table.TableName} could not be created: ${created.body}`);
    }
  };
  /** Checks the indexes, because dynalite cannot add an index to an existing table. */
  const assertIndexes = async ({ TableName, GlobalSecondaryIndexes }: TableDefinition) => {
    const wanted = indexes.parse(GlobalSecondaryIndexes).map(({ IndexName }) => IndexName);
    const { body } = await call('DescribeTable', { TableName });
    const existing = described.parse(JSON.parse(body)).Table.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName);
    if (wanted.every((name) => existing.includes(name))) return;
    throw new Error(
      `The table ${TableName} in DATA_DIR was created by an older version and lacks an index. Delete the directory, or set DATA_DIR to another directory.`,
    );
  };
  /**
   * Writes every item again, which restores missing index entries. dynalite writes an item and then its index entries,
   * so if the process is killed in between, the item is in no index.
   */
  const repairIndexes = async ({ TableName }: TableDefinition) => {
    let ExclusiveStartKey: unknown;
    do {
      const { body } = await call('Scan', { TableName, ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }) });
      const page = scanned.parse(JSON.parse(body));
      for (const Item of page.Items) await call('PutItem', { TableName, Item });
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  };
  const waitForStatus = async (name: string, expected: string) => {
    while (!(await call('DescribeTable', { TableName: name })).body.includes(expected)) await sleep(5);
  };

  return {
    answer,
    createTables: async () => {
      for (const table of tables) {
        await create(table);
        await waitForStatus(table.TableName, '"ACTIVE"');
        await assertIndexes(table);
        if (path !== undefined) await repairIndexes(table);
      }
    },
    clear: async () => {
      for (const table of tables) {
        await call('DeleteTable', { TableName: table.TableName });
        await waitForStatus(table.TableName, 'ResourceNotFoundException');
        await create(table);
        await waitForStatus(table.TableName, '"ACTIVE"');
      }
    },
    openIterators: () => store.openIterators(),
    close: () => store.close(),
  };
}

const refusal = (code: string): Outcome => ({
  statusCode: 400,
  body: { __type: `com.amazon.coral.service#${code}` },
});

/** Returns the HTTP response of DynamoDB. Its checksum is that of the body, and clients may compare it. */
function answerOf({ statusCode, body }: Outcome): WireAnswer {
  const text = JSON.stringify(body);
  return {
    statusCode,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-crc32': String(crc32(text)),
      'x-amzn-requestid': randomUUID(),
    },
    body: text,
    code: statusCode === 200 ? 'ok' : codeOf(body),
  };
}

function codeOf(body: object): string {
  const read = problem.safeParse(body);
  return read.success ? read.data.__type.slice(read.data.__type.lastIndexOf('#') + 1) : 'InternalServerError';
}

/** Returns the parsed body, or undefined if it is not JSON. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
