import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import { hasCode } from '../awsFailure.ts';
import { oneTry, send } from './awsCall.ts';
import { connections } from './connections.ts';

type Key = { readonly pk: string; readonly sk: string };
type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** DynamoDB as the store needs it: strong reads, conditional writes. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  readonly requestTimeoutMs: number;
  get(key: Key): Promise<unknown>;
  /** False where the condition does not hold. */
  put(item: Key & Readonly<Record<string, unknown>>, condition: Condition): Promise<boolean>;
}

export function openTable(name: string, requestTimeoutMs: number): Table {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...oneTry, requestHandler: connections(requestTimeoutMs) }),
    {
      marshallOptions: { removeUndefinedValues: true },
    },
  );
  return {
    client,
    name,
    requestTimeoutMs,
    get: async (key) => {
      const command = new GetCommand({ TableName: name, Key: key, ConsistentRead: true });
      const { Item } = await send('dynamodb:GetItem', requestTimeoutMs, undefined, (options) =>
        client.send(command, options),
      );
      return Item;
    },
    put: async (item, condition) => {
      const command = new PutCommand({ TableName: name, Item: item, ...condition });
      try {
        await send('dynamodb:PutItem', requestTimeoutMs, undefined, (options) => client.send(command, options));
        return true;
      } catch (error) {
        if (hasCode(error, 'ConditionalCheckFailedException')) return false;
        throw error;
      }
    },
  };
}
