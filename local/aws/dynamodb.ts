import { default as dynalite } from 'dynalite';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { callInProcess } from './inProcess.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

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
  const server = dynalite({
    ...(path !== undefined && { path }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });

  const answer = async (request: WireRequest): Promise<WireAnswer> => {
    const given = await callInProcess(server, request);
    return { ...given, code: given.statusCode === 200 ? 'ok' : codeOf(given.body) };
  };
  const call = (operation: string, input: unknown) => answer(localRequest(operation, input));
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
    close: () => closeStore(server),
  };
}

/**
 * Closes dynalite's store. dynalite closes its store only when a listening server closes. This server never listens, so
 * it listens here for a moment.
 */
function closeStore(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      server.close((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  });
}

function codeOf(body: string): string {
  const read = problem.safeParse(parse(body));
  return read.success ? read.data.__type.slice(read.data.__type.lastIndexOf('#') + 1) : 'InternalServerError';
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Returns a request for dynalite. dynalite checks only the format of the signature. The signatures of real requests are
 * checked in `signed.ts`.
 */
function localRequest(operation: string, input: unknown): WireRequest {
  return {
    method: 'POST',
    url: '/',
    headers: {
      host: 'localhost',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20000101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20000101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: Buffer.from(JSON.stringify(input)),
  };
}
