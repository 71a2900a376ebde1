import { ulid } from 'ulid';
import { mergeShards, shardKey, shardKeys } from '../../../../lib/gateways/state/shards.ts';

test('onboardings that are created in the same millisecond are spread evenly over the shards', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 8000; n += 1) {
    const key = shardKey('rotate', `ob_${ulid(1_767_225_600_000)}`, 8);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect([...counts.keys()].toSorted()).toEqual(shardKeys('rotate', 8));
  // A count of 1,000 on average, with a standard deviation of 30.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
});

test('an onboarding has the same shard in every process', () => {
  const id = 'ob_01JZ0000000000000000000000';
  expect([1, 4, 64].map((written) => shardKey('due', id, written))).toEqual(['due#0', 'due#2', 'due#54']);
});

test('an entry that an index has in two shards for a moment is in the merged list once', () => {
  const shards = [[{ id: 'b' }, { id: 'd' }], [{ id: 'a' }], [{ id: 'b' }, { id: 'c' }]];
  const merged = mergeShards(shards, (one, other) => (one.id < other.id ? -1 : 1));
  expect(merged.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

test('reads of an index that once had no shards also read the key without a shard', () => {
  expect(shardKeys('due', 2)).toEqual(['due', 'due#0', 'due#1']);
  expect(shardKeys('claimed', 2)).toEqual(['claimed#0', 'claimed#1']);
});
