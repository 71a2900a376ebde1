import { default as dynalite } from 'dynalite';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { callInProcess } from './inProcess.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** The input of CreateTable: a table's properties in CloudFormation have the same names. */
export type TableDefinition = Readonly<Record<string, unknown>> & { readonly TableName: string };

/** DynamoDB in this process, by dynalite. */
export interface DynamoDb {
  answer(request: WireRequest): Promise<WireAnswer>;
  /** Makes the tables that are missing. */
  createTables(): Promise<void>;
  /** Empties every table. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const indexes = z.array(z.object({ IndexName: z.string() })).default([]);
const described = z.object({ Table: z.object({ GlobalSecondaryIndexes: indexes }) });
const scanned = z.object({ Items: z.array(z.unknown()).default([]), LastEvaluatedKey: z.unknown().optional() });
const problem = z.object({ __type: z.string(), message: z.optional(z.string()) });

/** @param path directory of the store, or undefined for one in memory */
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
    const made = await call('CreateTable', table);
    if (made.code !== 'ok' && made.code !== 'ResourceInUseException') {
      throw new Error(`The table ${table.TableName} could not be created: ${made.body}`);
    }
  };
  /** dynalite adds no index to a table that is there. */
  const mustHaveIndexes = async ({ TableName, GlobalSecondaryIndexes }: TableDefinition) => {
    const wanted = indexes.parse(GlobalSecondaryIndexes).map(({ IndexName }) => IndexName);
    const { body } = await call('DescribeTable', { TableName });
    const there = described.parse(JSON.parse(body)).Table.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName);
    if (wanted.every((name) => there.includes(name))) return;
    throw new Error(
      `DATA_DIR holds the table ${TableName} of an older version, without what this one looks things up by: remove the directory, or set DATA_DIR to another.`,
    );
  };
  /**
   * dynalite writes an item and its index entries one after the other: a kill in between leaves an item that no index
   * leads to. Written again as it is, it gets its entries back.
   */
  const mendIndexes = async ({ TableName }: TableDefinition) => {
    let ExclusiveStartKey: unknown;
    do {
      const { body } = await call('Scan', { TableName, ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }) });
      const page = scanned.parse(JSON.parse(body));
      for (const Item of page.Items) await call('PutItem', { TableName, Item });
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  };
  const untilStatus = async (name: string, expected: string) => {
    while (!(await call('DescribeTable', { TableName: name })).body.includes(expected)) await sleep(5);
  };

  return {
    answer,
    createTables: async () => {
      for (const table of tables) {
        await create(table);
        await untilStatus(table.TableName, '"ACTIVE"');
        await mustHaveIndexes(table);
        if (path !== undefined) await mendIndexes(table);
      }
    },
    clear: async () => {
      for (const table of tables) {
        await call('DeleteTable', { TableName: table.TableName });
        await untilStatus(table.TableName, 'ResourceNotFoundException');
        await create(table);
        await untilStatus(table.TableName, '"ACTIVE"');
      }
    },
    close: () => closeStore(server),
  };
}

/** dynalite closes its store only behind a listening server, and this one never listens: it does so for this moment. */
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

/** dynalite looks at the form of the signature and no further; the port has checked the real one. */
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
