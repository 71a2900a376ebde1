import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

/** The primary key of an item. */
export type Key = { readonly pk: string; readonly sk: string };

export type TableConfig = VendorServiceConfig & { readonly tableName: string };

/** The read of one item. A function that only reads does not have the other commands of DynamoDB in its bundle. */
export interface Reads {
  /** Returns an item, or undefined if there is none. The read is strongly consistent. */
  get(key: Key): Promise<unknown>;
}

/** Opens the table for reads of one item. */
export function openReads({ tableName, ...config }: TableConfig): Reads {
  return readsOf(tableName, openClient(config));
}

/** Returns a client of DynamoDB, and the function that sends its commands. */
export function openClient(config: VendorServiceConfig) {
  const { settings, send } = vendorService('dynamodb', config);
  const client = new DynamoDBClient({
    ...settings,
    // The SDK must not look for other endpoints. DynamoDB is called at the endpoint of the region, not at one of the
    // account, and it lists no others.
    accountIdEndpointMode: 'disabled',
    endpointDiscoveryEnabled: false,
  });
  return { client, send };
}

/** Returns the read of one item in a table. */
export function readsOf(TableName: string, { client, send }: ReturnType<typeof openClient>): Reads {
  return {
    get: async (key) => {
      const command = new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true });
      const { Item } = await send(client, command);
      return Item === undefined ? undefined : unmarshall(Item);
    },
  };
}
