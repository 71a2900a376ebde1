import * as z from 'zod';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import type { Table } from '../../lib/gateways/state/table.ts';
import { holds } from './expression.ts';

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** Copies an item, without its undefined attributes. */
const item = z.looseObject({ pk: z.string(), sk: z.string() });
const kept = (given: object): Item => item.parse(JSON.parse(JSON.stringify(given)));

/** DynamoDB's limit for an item (DynamoDB Developer Guide, "Quotas"). */
const maxItemBytes = 400 * 1024;

/** Returns the size of an item as JSON, which is a little more than DynamoDB counts. */
export const bytesOf = (stored: object): number => Buffer.byteLength(JSON.stringify(stored));

function tooLarge(): AwsFailure {
  const message = 'Item size has exceeded the maximum allowed size';
  return new AwsFailure('dynamodb:PutItem', 'ValidationException', message, 'refused');
}

/**
 * The state table in memory. Evaluates conditions and queries. Calls `onPut` after each write whose condition was met.
 */
export function memoryTable(onPut: (before: Item | undefined, after: Item) => void) {
  const items = new Map<string, Item>();
  const keyOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => `${pk} ${sk}`;
  const expression = (query: {
    ExpressionAttributeNames?: Record<string, string> | undefined;
    ExpressionAttributeValues?: Record<string, unknown> | undefined;
  }) => ({ names: query.ExpressionAttributeNames, values: query.ExpressionAttributeValues });

  const select = (query: Parameters<Table['query']>[0]) => {
    const found = [...items.values()].filter((each) => holds(query.KeyConditionExpression, each, expression(query)));
    const range = query.ExpressionAttributeNames?.['#at'] ?? 'sk';
    return found.sort((a, b) => compare(a[range], b[range]));
  };

  const table: Table = {
    get: (key) => Promise.resolve(copy(items.get(keyOf(key)))),
    put: (wanted, condition) => {
      const before = items.get(keyOf(wanted));
      if (!holds(condition.ConditionExpression, before, expression(condition))) return Promise.resolve(false);
      const after = kept(wanted);
      if (bytesOf(after) > maxItemBytes) return Promise.reject(tooLarge());
      items.set(keyOf(wanted), after);
      onPut(before, after);
      return Promise.resolve(true);
    },
    delete: (key, condition) => {
      const isThere = holds(condition.ConditionExpression, items.get(keyOf(key)), expression(condition));
      if (isThere) items.delete(keyOf(key));
      return Promise.resolve(isThere);
    },
    query: (query) => Promise.resolve(select(query).slice(0, query.Limit).map(copy)),
    queryAll: (query) => Promise.resolve(select(query).map(copy)),
    getMany: (keys) => Promise.resolve(keys.flatMap((key) => copy(items.get(keyOf(key))) ?? [])),
  };
  return {
    table,
    items: () => [...items.values()],
    /** Replaces an item, as somebody can who writes to the table beside Latchkey. */
    replace: (wanted: Item) => void items.set(keyOf(wanted), kept(wanted)),
  };
}

const copy = (given: Item | undefined): Item | undefined => (given === undefined ? undefined : structuredClone(given));

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
