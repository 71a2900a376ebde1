import * as fc from 'fast-check';
import { readUnits } from '../../../../bench/units.ts';
import { itemKeys } from '../../../../lib/gateways/state/items.ts';
import { onboardingStore } from '../../../../lib/gateways/state/onboardingStore.ts';
import type { Table } from '../../../../lib/gateways/state/table.ts';
import { listOnboardings, type ListRequest } from '../../../../lib/record/listOnboardings.ts';
import type { Onboarding, Status } from '../../../../lib/record/onboarding.ts';
import { memoryTable } from '../../../model/memoryTable.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { recordIn } from '../../../support/records.ts';

const idOf = (n: number) => `ob_01JZ${String(n).padStart(22, '0')}`;

/** A table whose shards a test changes, and a list that reads it. */
function sharded() {
  const memory = memoryTable(() => undefined);
  const counts = { written: 1, most: 1 };
  const shards = {
    written: () => Promise.resolve(counts.written),
    read: () => Promise.resolve(counts.most),
    announce: () => Promise.resolve(),
  };
  const read = { calls: 0, units: 0 };
  const count = <T extends readonly unknown[]>(items: T): T => {
    read.calls += 1;
    read.units += readUnits(items, false);
    return items;
  };
  const table: Table = {
    ...memory.table,
    query: async (query) => count(await memory.table.query(query)),
    getMany: async (keys) => count(await memory.table.getMany(keys)),
  };
  const store = onboardingStore(table, { shards });
  const { clock } = fakeClock();
  const request: ListRequest = {
    ...{ tenantId: undefined, accountId: undefined, status: undefined, rotateBefore: undefined, tenants: undefined },
    ...{ limit: 50, after: undefined, deadline: Infinity },
  };
  return {
    read,
    /** Changes the number of shards. */
    use: (written: number) => {
      counts.written = written;
      counts.most = Math.max(counts.most, written);
    },
    insert: (n: number, status: Status = 'claimed') => store.insert(recordIn(status, { id: idOf(n) })),
    /** Writes a record again, as any change of it does: its entries move to the shards of now. */
    rewrite: async (n: number) => {
      const before = await store.get(idOf(n));
      if (before !== undefined) await store.saveMetadata(before, nextMetadata(before));
    },
    /** Gives an entry the key that it had before there were shards. */
    unshard: (n: number) => {
      const item = memory.items().find(({ pk }) => pk === itemKeys.onboarding(idOf(n)).pk);
      if (item !== undefined) memory.replace({ ...item, listed: 'onboarding' });
    },
    list: (wanted: Partial<ListRequest>) => listOnboardings({ store, clock }, { ...request, ...wanted }),
  };
}

const nextMetadata = (before: Onboarding): Onboarding => ({ ...before, metadataVersion: before.metadataVersion + 1 });

/** What happens between two pages of a list. */
const change = fc.oneof(
  fc.record({ do: fc.constant('use' as const), count: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ do: fc.constant('insert' as const) }),
  fc.record({ do: fc.constant('rewrite' as const), n: fc.nat(29) }),
);

test('the pages of a list have each onboarding that was there once, newest first, whatever is written and sharded meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom<Partial<ListRequest>>({}, { status: 'claimed' }),
      async (shardsAtInsert, changes, limit, filter) => {
        const table = sharded();
        let newest = -1;
        const insert = () => table.insert((newest += 1));
        for (const count of shardsAtInsert) {
          table.use(Math.max(1, count));
          await insert();
          if (count === 0) table.unshard(newest);
        }
        const expected = shardsAtInsert.map((_, n) => idOf(n)).toReversed();
        const listed: string[] = [];
        let after: string | undefined;
        // Thirty onboardings have at most as many pages. A list that never ends must fail.
        for (let page = 0; page < 40 && (page === 0 || after !== undefined); page += 1) {
          const { onboardings, next } = await table.list({ ...filter, limit, after });
          listed.push(...onboardings.map(({ id }) => id));
          after = next;
          for (const each of changes[page] ?? []) {
            if (each.do === 'use') table.use(each.count);
            else if (each.do === 'insert') await insert();
            else await table.rewrite(each.n);
          }
        }
        expect(listed).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
});

/** Lists the failed onboardings of a table with three of them, among others. Returns how many reads that takes. */
async function readsAmong(others: number, shards: number) {
  const table = sharded();
  table.use(shards);
  for (let n = 0; n < others + 3; n += 1) await table.insert(n, n % 2 === 0 && n < 6 ? 'failed' : 'claimed');
  const { onboardings, next } = await table.list({ status: 'failed' });
  expect(onboardings.map(({ id }) => id)).toEqual([idOf(4), idOf(2), idOf(0)]);
  expect(next).toBeUndefined();
  return table.read;
}

test.each([
  { shards: 1, calls: 2 },
  { shards: 4, calls: 5 },
])('a list by a rare status with $shards shards takes $calls calls, however many others there are', async (given) => {
  const among = [await readsAmong(10, given.shards), await readsAmong(400, given.shards)];
  expect(among[0]).toEqual(among[1]);
  expect(among[1]?.calls).toBe(given.calls);
  // Half a unit for each shard, and the records that are shown.
  expect(among[1]?.units).toBeLessThanOrEqual(given.shards / 2 + 2);
});
