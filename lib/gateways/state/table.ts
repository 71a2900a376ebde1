import {
  BatchGetItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { hasCode } from '../../core/awsFailure.ts';
import { openClient, readsOf, type Key, type Reads, type TableConfig } from './reads.ts';

/** The names and values in an expression of DynamoDB, as plain JavaScript. */
interface Expression {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

interface Condition extends Expression {
  readonly ConditionExpression: string | undefined;
}

/** The condition of a write that must not replace an item. */
export const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };

/** No condition, for a write that may replace an item. */
export const always = { ConditionExpression: undefined };

interface Query extends Expression, Pick<QueryCommandInput, 'IndexName' | 'ScanIndexForward' | 'Limit'> {
  readonly KeyConditionExpression: string;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: Readonly<Record<string, string>> | undefined;
}

/**
 * The operations of DynamoDB that the stores need: strongly consistent reads, conditional writes and queries. Items and
 * values are plain JavaScript.
 */
export interface Table extends Reads {
  /**
   * Writes an item. Returns false if the condition is not met. This can be an effect of the same write: if its answer
   * was lost, the SDK sends it again, and the first one may have changed the item. So the caller checks who wrote the
   * stored item.
   */
  put(item: Key & Readonly<Record<string, unknown>>, condition: Condition): Promise<boolean>;
  /** Deletes an item. Returns false if the condition is not met, as for `put`. */
  delete(key: Key, condition: Condition): Promise<boolean>;
  /** Returns one page of a query. */
  query(query: Query): Promise<readonly unknown[]>;
  /**
   * Returns all pages of a query. DynamoDB ends a page after 1 MB (DynamoDB Developer Guide, "Paginating table query
   * results").
   */
  queryAll(query: Query): Promise<readonly unknown[]>;
  /**
   * Counts the entries of one page of a query, at most `Limit`. `isCut`: there may be more. It takes the read units of
   * the entries that it counts, and returns none of them.
   */
  count(query: Query): Promise<{ readonly count: number; readonly isCut: boolean }>;
  /**
   * Returns those of at most 100 items that exist, in any order. The reads are not strongly consistent and cost half as
   * much as `get`.
   */
  getMany(keys: readonly Key[]): Promise<readonly unknown[]>;
}

export function openTable({ tableName: TableName, ...config }: TableConfig): Table {
  const opened = openClient(config);
  const { client, send } = opened;
  const ifHolds = async (writing: Promise<unknown>): Promise<boolean> => {
    try {
      await writing;
      return true;
    } catch (error) {
      if (hasCode(error, 'ConditionalCheckFailedException')) return false;
      throw error;
    }
  };
  const onePage = ({ ExclusiveStartKey: _, ...query }: Query, start: Record<string, AttributeValue> | undefined) =>
    send(client, new QueryCommand({ TableName, ...query, ...values(query), ExclusiveStartKey: start }));
  return {
    ...readsOf(TableName, opened),
    put: (wanted, condition) => {
      const Item = marshall(wanted, { removeUndefinedValues: true });
      return ifHolds(send(client, new PutItemCommand({ TableName, Item, ...condition, ...values(condition) })));
    },
    delete: (key, condition) => {
      const Key = marshall(key);
      return ifHolds(send(client, new DeleteItemCommand({ TableName, Key, ...condition, ...values(condition) })));
    },
    query: async (query) => {
      const { Items = [] } = await onePage(query, startOf(query));
      return Items.map((each) => unmarshall(each));
    },
    queryAll: async (query) => {
      const all: unknown[] = [];
      let start = startOf(query);
      do {
        const { Items = [], LastEvaluatedKey } = await onePage(query, start);
        all.push(...Items.map((each) => unmarshall(each)));
        start = LastEvaluatedKey;
      } while (start !== undefined);
      return all;
    },
    count: async ({ ExclusiveStartKey: _, ...query }) => {
      const command = new QueryCommand({ TableName, ...query, ...values(query), Select: 'COUNT' });
      const { Count = 0, LastEvaluatedKey } = await send(client, command);
      return { count: Count, isCut: LastEvaluatedKey !== undefined };
    },
    getMany: async (keys) => {
      const found: unknown[] = [];
      let left = keys.map((key) => marshall(key));
      while (left.length > 0) {
        const command = new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: left } } });
        const { Responses, UnprocessedKeys } = await send(client, command);
        found.push(...(Responses?.[TableName] ?? []).map((each) => unmarshall(each)));
        // DynamoDB leaves keys unprocessed above 16 MB or when it throttles some of the reads. If it cannot read any
        // item, it answers with an error instead.
        left = UnprocessedKeys?.[TableName]?.Keys ?? [];
      }
      return found;
    },
  };
}

/** Converts the values of an expression to DynamoDB's format. The expression itself is text. */
function values({ ExpressionAttributeValues: given }: Expression) {
  return { ExpressionAttributeValues: given === undefined ? undefined : marshall(given) };
}

function startOf({ ExclusiveStartKey: after }: Query): Record<string, AttributeValue> | undefined {
  return after === undefined ? undefined : marshall(after);
}
