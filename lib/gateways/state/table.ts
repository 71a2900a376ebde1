import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PutCommandInput, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { hasCode } from '../../core/awsFailure.ts';
import { jsonService, type JsonServiceConfig } from '../aws/jsonService.ts';

type Key = { readonly pk: string; readonly sk: string };
type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The condition of a write that must replace nothing. */
export const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };

type Query = Omit<QueryCommandInput, 'TableName'>;

/** DynamoDB as the store needs it: strong reads, conditional writes, queries. Items and values are plain JavaScript. */
export interface Table {
  get(key: Key): Promise<unknown>;
  /** False where the condition does not hold. */
  put(item: Key & Readonly<Record<string, unknown>>, condition: Condition): Promise<boolean>;
  /** False where the condition does not hold. */
  delete(key: Key, condition: Condition): Promise<boolean>;
  /** One page. */
  query(query: Query): Promise<readonly unknown[]>;
  /** Every page: DynamoDB ends one at 1 MB (DynamoDB Developer Guide, "Paginating table query results"). */
  queryAll(query: Query): Promise<readonly unknown[]>;
  /** Those of at most 100 items that are there, in any order; not strongly consistent, at half the price of `get`. */
  getMany(keys: readonly Key[]): Promise<readonly unknown[]>;
}

const item = z.custom<Record<string, AttributeValue>>((value: unknown) => typeof value === 'object' && value !== null);
const gotten = z.object({ Item: z.optional(item) });
const page = z.object({ Items: z.optional(z.array(item)), LastEvaluatedKey: z.optional(item) });
const batch = z.object({
  Responses: z.optional(z.record(z.string(), z.array(item))),
  UnprocessedKeys: z.optional(z.record(z.string(), z.object({ Keys: z.array(item) }))),
});

export function openTable({ tableName, ...config }: JsonServiceConfig & { readonly tableName: string }): Table {
  const call = jsonService('dynamodb', config);
  const write = async (action: string, input: object, condition: Condition) => {
    try {
      await call(action, { TableName: tableName, ...input, ...asWire(condition) });
      return true;
    } catch (error) {
      if (hasCode(error, 'ConditionalCheckFailedException')) return false;
      throw error;
    }
  };
  const onePage = async (query: Query, start: Record<string, AttributeValue> | undefined) =>
    page.parse(
      await call('Query', {
        TableName: tableName,
        ...asWire(query),
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
  return {
    get: async (key) => {
      const input = { TableName: tableName, Key: marshall(key), ConsistentRead: true };
      const { Item } = gotten.parse(await call('GetItem', input));
      return Item === undefined ? undefined : unmarshall(Item);
    },
    put: (wanted, condition) =>
      write('PutItem', { Item: marshall(wanted, { removeUndefinedValues: true }) }, condition),
    delete: (key, condition) => write('DeleteItem', { Key: marshall(key) }, condition),
    query: async ({ ExclusiveStartKey: after, ...query }) => {
      const { Items = [] } = await onePage(query, after === undefined ? undefined : marshall(after));
      return Items.map((each) => unmarshall(each));
    },
    queryAll: async ({ ExclusiveStartKey: after, ...query }) => {
      const all: unknown[] = [];
      let start = after === undefined ? undefined : marshall(after);
      do {
        const { Items = [], LastEvaluatedKey } = await onePage(query, start);
        all.push(...Items.map((each) => unmarshall(each)));
        start = LastEvaluatedKey;
      } while (start !== undefined);
      return all;
    },
    getMany: async (keys) => {
      const found: unknown[] = [];
      let left = keys.map((key) => marshall(key));
      while (left.length > 0) {
        const input = { RequestItems: { [tableName]: { Keys: left } } };
        const { Responses, UnprocessedKeys } = batch.parse(await call('BatchGetItem', input));
        found.push(...(Responses?.[tableName] ?? []).map((each) => unmarshall(each)));
        // What was more than 16 MB, or too much at once. A call that can read nothing at all is an error instead.
        left = UnprocessedKeys?.[tableName]?.Keys ?? [];
      }
      return found;
    },
  };
}

/** Expressions are text; only the values in them have types. */
function asWire<T extends { ExpressionAttributeValues?: Record<string, unknown> | undefined }>(input: T) {
  const { ExpressionAttributeValues: values, ...rest } = input;
  return values === undefined ? rest : { ...rest, ExpressionAttributeValues: marshall(values) };
}
