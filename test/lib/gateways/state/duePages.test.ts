import { duePages } from '../../../../lib/gateways/state/duePages.ts';
import { itemKeys } from '../../../../lib/gateways/state/items.ts';
import { memoryTable } from '../../../model/memoryTable.ts';

async function allOf<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

test('the pages of a shard have each due entry once, oldest first, also those with the same time', async () => {
  const { table, replace } = memoryTable(() => undefined);
  const id = (n: number) => `ob_${String(n).padStart(5, '0')}`;
  // Groups of 700 entries have the same time, so that a page ends within a group.
  for (let n = 0; n < 2100; n += 1)
    replace({ ...itemKeys.onboarding(id(n)), due: 'due#1', dueAt: Math.floor(n / 700) });
  replace({ ...itemKeys.onboarding(id(9000)), due: 'due#1', dueAt: 3 });
  const shards = duePages(table, { index: 'due', at: 'dueAt' }, 2, 2);
  const found = await Promise.all(shards.map(allOf));
  // The key without a shard, and the shards 0 and 1.
  expect(found.map((pages) => pages.map((page) => page.length))).toEqual([[0], [0], [1000, 1000, 100]]);
  expect(found.flat(2).map((each) => each.id)).toEqual(Array.from({ length: 2100 }, (_, n) => id(n)));
});
