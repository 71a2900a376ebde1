import { AwsFailure } from '../../lib/core/awsFailure.ts';
import type { Table } from '../../lib/gateways/state/table.ts';
import { holds } from './expression.ts';

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** An item of the table, and its JSON, of which every reader gets a copy of its own. */
interface Stored {
  readonly item: Item;
  readonly json: string;
}

/** Reads an item. A schema would take most of the time of a write. */
function parse(json: string): Item {
  const item: unknown = JSON.parse(json);
  if (!isItem(item)) throw new Error(`not an item: ${json}`);
  return item;
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && 'pk' in value && 'sk' in value;

/** Returns what is stored of an item: its attributes that are not undefined. */
function stored(given: object): Stored {
  const json = JSON.stringify(given);
  return { item: parse(json), json };
}

/** DynamoDB's limit for an item (DynamoDB Developer Guide, "Quotas"). */
const maxItemBytes = 400 * 1024;

function tooLarge(): AwsFailure {
  const message = 'Item size has exceeded the maximum allowed size';
  return new AwsFailure('dynamodb:PutItem', 'ValidationException', message, 'refused');
}

/**
 * The state table in memory. Evaluates conditions and queries. Calls `onPut` after each write whose condition was met,
 * with the bytes of the item as JSON, which are a little more than DynamoDB counts.
 */
export function memoryTable(onPut: (item: Item, bytes: number) => void) {
  const items = new Map<string, Stored>();
  const keyOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => `${pk} ${sk}`;
  const expression = (query: {
    ExpressionAttributeNames?: Record<string, string> | undefined;
    ExpressionAttributeValues?: Record<string, unknown> | undefined;
  }) => ({ names: query.ExpressionAttributeNames, values: query.ExpressionAttributeValues });

  const select = (query: Parameters<Table['query']>[0]) => {
    const found = [...items.values()].filter(({ item }) =>
      holds(query.KeyConditionExpression, item, expression(query)),
    );
    const range = query.ExpressionAttributeNames?.['#at'] ?? 'sk';
    const direction = query.ScanIndexForward === false ? -1 : 1;
    const inOrder = (a: Item, b: Item) =>
      direction * (compare(a[range], b[range]) || compare(a.pk, b.pk) || compare(a.sk, b.sk));
    const sorted = found.sort((a, b) => inOrder(a.item, b.item));
    const start = query.ExclusiveStartKey;
    // As in DynamoDB, the item with this key need not exist.
    return start === undefined ? sorted : sorted.filter(({ item }) => inOrder(item, { pk: '', sk: '', ...start }) > 0);
  };

  const table: Table = {
    get: (key) => Promise.resolve(copy(items.get(keyOf(key)))),
    put: (wanted, condition) => {
      const before = items.get(keyOf(wanted))?.item;
      if (!holds(condition.ConditionExpression, before, expression(condition))) return Promise.resolve(false);
      const after = stored(wanted);
      const bytes = Buffer.byteLength(after.json);
      if (bytes > maxItemBytes) return Promise.reject(tooLarge());
      items.set(keyOf(wanted), after);
      onPut(after.item, bytes);
      return Promise.resolve(true);
    },
    delete: (key, condition) => {
      const isThere = holds(condition.ConditionExpression, items.get(keyOf(key))?.item, expression(condition));
      if (isThere) items.delete(keyOf(key));
      return Promise.resolve(isThere);
    },
    query: (query) => Promise.resolve(select(query).slice(0, query.Limit).map(copy)),
    queryAll: (query) => Promise.resolve(select(query).map(copy)),
    count: (query) => {
      const all = select(query).length;
      const limit = query.Limit ?? all;
      return Promise.resolve({ count: Math.min(all, limit), isCut: all >= limit });
    },
    getMany: (keys) => Promise.resolve(keys.flatMap((key) => copy(items.get(keyOf(key))) ?? [])),
  };
  return {
    table,
    items: () => [...items.values()].map(({ item }) => item),
    /** Writes an item, in place of one that may be there, as a program other than Latchkey can. */
    replace: (wanted: Item) => void items.set(keyOf(wanted), stored(wanted)),
  };
}

const copy = (given: Stored | undefined): Item | undefined => (given === undefined ? undefined : parse(given.json));

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, other] = [String(a), String(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}
