import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { deleteUnits, entryUnits, writeUnits } from '../units.ts';
import { indexes } from '../watchedTable.ts';
import type { TraceCall } from './trace.ts';

export type TableUnits = Pick<TraceCall, 'writes' | 'sharedReads'>;

const attributes = z.custom<Record<string, AttributeValue>>((value) => typeof value === 'object' && value !== null);
const input = z.looseObject({
  Item: z.optional(attributes),
  Key: z.optional(attributes),
  IndexName: z.optional(z.string()),
});

/** The items that all tenants share (lib/gateways/state/items.ts). All others belong to one tenant or onboarding. */
const shared = /^(controls|indexShards|blueprints|blueprint#.*)$/;
const isShared = ({ pk }: Readonly<Record<string, unknown>>) => shared.test(String(pk));

/**
 * Returns a function that says what a call to DynamoDB is about, and how many units it takes from what. A condition that
 * fails takes the units as well. It remembers what is stored, because a write takes the units of the item before it too.
 */
export function tableUnits() {
  const stored = new Map<string, Readonly<Record<string, unknown>>>();
  return (action: string, body: string): { readonly about: string; readonly units: TableUnits } => {
    const { Item, Key, IndexName } = input.parse(JSON.parse(body));
    const key = Item ?? Key;
    if (key === undefined) return { about: IndexName ?? '', units: {} };
    const item: Readonly<Record<string, unknown>> = unmarshall(key);
    const name = `${String(item['pk'])} ${String(item['sk'])}`;
    const before = stored.get(name);
    switch (action) {
      case 'PutItem': {
        stored.set(name, item);
        const writes = writesOf(before, item);
        return { about: aboutOf(item, before, writes), units: { writes } };
      }
      case 'DeleteItem':
        stored.delete(name);
        return { about: kindOf(item), units: { writes: writesOf(before, undefined) } };
      default:
        return { about: kindOf(item), units: isShared(item) ? { sharedReads: { [String(item['pk'])]: 1 } } : {} };
    }
  };
}

const kindOf = ({ pk, sk }: Readonly<Record<string, unknown>>) =>
  `${String(pk).split('#')[0] ?? ''} ${String(sk).split('#')[0] ?? ''}`;

/** A write of a leased record that keeps its status and changes no index is progress, for which nothing waits. */
function aboutOf(
  item: Readonly<Record<string, unknown>>,
  before: StoredItem,
  writes: Readonly<Record<string, number>>,
) {
  const isProgress = 'lease' in item && before?.['status'] === item['status'] && Object.keys(writes).length === 1;
  const status = typeof item['status'] === 'string' ? ` ${item['status']}` : '';
  return `${kindOf(item)}${status}${isProgress ? ' progress' : ''}`;
}

type StoredItem = Readonly<Record<string, unknown>> | undefined;

function writesOf(before: StoredItem, after: StoredItem): Readonly<Record<string, number>> {
  const table = after === undefined ? deleteUnits(before, []) : writeUnits(before, after, []);
  const writes: Record<string, number> = { table };
  for (const { name, keys } of indexes) {
    for (const { partition, units } of entryUnits(before, after, keys)) {
      const [, unsharded] = /^(.*)#\d+$/.exec(partition) ?? [];
      const to = `${name}/${unsharded?.split('#')[0] ?? 'own'}`;
      writes[to] = (writes[to] ?? 0) + units;
    }
  }
  return writes;
}
