import {
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { matching, readOptions } from './options.ts';

/** A state table, and a client for its account and Region. */
export interface Place {
  readonly client: DynamoDBClient;
  readonly TableName: string;
}

type Item = Record<string, AttributeValue>;

/** How many items are written in parallel. */
const parallelPuts = 25;

/**
 * Copies all items of a state table into another one, for a move to another account or Region. Keeps an item that the other
 * table has already, so that the copy can be repeated after it was interrupted. Returns how many items there are, and how
 * many of them were written.
 *
 * Throws unless all requests are stopped and nothing is in progress: an onboarding that changes during the copy would exist
 * in two versions, and both deployments would continue it.
 */
export async function copyTable(from: Place, to: Place): Promise<{ readonly items: number; readonly written: number }> {
  await assertStopped(from);
  const busy = [];
  for await (const item of itemsOf(from)) if (isInProgress(item)) busy.push(item['id']?.S);
  if (busy.length > 0) {
    const few = busy.slice(0, 10).join(', ');
    throw new Error(`${String(busy.length)} onboardings are in progress. Wait until they are complete: ${few}`);
  }
  let items = 0;
  let written = 0;
  let batch: Promise<boolean>[] = [];
  const writeAll = async () => {
    written += (await Promise.all(batch)).filter((isNew) => isNew).length;
    batch = [];
  };
  for await (const item of itemsOf(from)) {
    items += 1;
    batch.push(putIfAbsent(to, item));
    if (batch.length === parallelPuts) await writeAll();
  }
  await writeAll();
  return { items, written };
}

/** Whether the item is the record of an onboarding that a process works on: only such a record has a lease. */
function isInProgress({ sk, lease }: Item): boolean {
  return sk?.S === 'record' && lease !== undefined;
}

async function assertStopped({ client, TableName }: Place): Promise<void> {
  const Key = { pk: { S: 'controls' }, sk: { S: 'controls' } };
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  const stops = Item?.['stops']?.L ?? [];
  if (stops.some(({ M }) => M?.['scope']?.S === 'all')) return;
  throw new Error('Requests are not stopped. Stop them first: POST /v1/stops/all.');
}

async function* itemsOf({ client, TableName }: Place): AsyncGenerator<Item> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) yield* Items;
}

/** Writes the item, unless the table has one with its key. Returns whether it was written. */
async function putIfAbsent({ client, TableName }: Place, Item: Item): Promise<boolean> {
  try {
    await client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

if (process.argv[1]?.endsWith('copyTable.ts') === true) {
  const name = matching(/./, 'a name').optional();
  const values = readOptions(
    { table: name, 'from-region': name, 'to-region': name, 'from-profile': name, 'to-profile': name },
    ({ table }) =>
      table === undefined
        ? 'Set --table, and --from-region, --to-region, --from-profile and --to-profile where they differ.'
        : undefined,
  );
  const { table: TableName = '' } = values;
  const placeAt = (region: string | undefined, profile: string | undefined): Place => ({
    client: new DynamoDBClient({ ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) }),
    TableName,
  });
  const from = placeAt(values['from-region'], values['from-profile']);
  const to = placeAt(values['to-region'], values['to-profile']);
  copyTable(from, to).then(
    ({ items, written }) => {
      console.log(`${String(items)} items, ${String(written)} of them written, the others were there already`);
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
