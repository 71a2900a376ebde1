import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { hasCode } from '../../core/awsFailure.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

type Key = { readonly pk: string; readonly sk: string };

/** An expression of DynamoDB's with the names and values in it, as plain JavaScript. */
interface Expression {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

interface Condition extends Expression {
  readonly ConditionExpression: string | undefined;
}

/** The condition of a write that must replace nothing. */
export const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };

interface Query extends Expression, Pick<QueryCommandInput, 'IndexName' | 'ScanIndexForward' | 'Limit'> {
  readonly KeyConditionExpression: string;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: Readonly<Record<string, string>> | undefined;
}

/** DynamoDB as the store needs it: strong reads, conditional writes, queries. Items and values are plain JavaScript. */
export interface Table {
  get(key: Key): Promise<unknown>;
  /**
   * False where the condition does not hold. That may be the work of this very write, where it was sent again because
   * its answer got lost: whoever writes looks whose write stands.
   */
  put(item: Key & Readonly<Record<string, unknown>>, condition: Condition): Promise<boolean>;
  /** False where the condition does not hold, as with `put`. */
  delete(key: Key, condition: Condition): Promise<boolean>;
  /** One page. */
  query(query: Query): Promise<readonly unknown[]>;
  /** Every page: DynamoDB ends one at 1 MB (DynamoDB Developer Guide, "Paginating table query results"). */
  queryAll(query: Query): Promise<readonly unknown[]>;
  /** Those of at most 100 items that are there, in any order; not strongly consistent, at half the price of `get`. */
  getMany(keys: readonly Key[]): Promise<readonly unknown[]>;
}

export function openTable({
  tableName: TableName,
  ...config
}: VendorServiceConfig & { readonly tableName: string }): Table {
  const { settings, send } = vendorService('dynamodb', config);
  const client = new DynamoDBClient({
    ...settings,
    // Not to be looked for: DynamoDB is called at the region's endpoint, not at one for the account, and lists no others.
    accountIdEndpointMode: 'disabled',
    endpointDiscoveryEnabled: false,
  });
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
    get: async (key) => {
      const command = new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true });
      const { Item } = await send(client, command);
      return Item === undefined ? undefined : unmarshall(Item);
    },
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
    getMany: async (keys) => {
      const found: unknown[] = [];
      let left = keys.map((key) => marshall(key));
      while (left.length > 0) {
        const command = new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: left } } });
        const { Responses, UnprocessedKeys } = await send(client, command);
        found.push(...(Responses?.[TableName] ?? []).map((each) => unmarshall(each)));
        // What was more than 16 MB, or too much at once. A call that can read nothing at all is an error instead.
        left = UnprocessedKeys?.[TableName]?.Keys ?? [];
      }
      return found;
    },
  };
}

/** Expressions are text; only the values in them have types. */
function values({ ExpressionAttributeValues: given }: Expression) {
  return { ExpressionAttributeValues: given === undefined ? undefined : marshall(given) };
}

function startOf({ ExclusiveStartKey: after }: Query): Record<string, AttributeValue> | undefined {
  return after === undefined ? undefined : marshall(after);
}
