import { createHash } from 'node:crypto';

/**
 * How many shards the indexes have whose entries would otherwise all have one partition key, for which DynamoDB allows
 * 1,000 write units a second (DynamoDB Developer Guide, "Quotas"). See lib/gateways/state/shardCounts.ts.
 */
export interface IndexShards {
  /** Returns how many shards a write may use now: 0 to this count - 1. */
  written(): Promise<number>;
  /** Returns the largest count that was ever written, or is about to be. Reads merge as many shards. */
  read(): Promise<number>;
  /** Makes the count of this process's setting known to all readers, if it is larger than all counts before it. */
  announce(): Promise<void>;
}

/** One shard: for a table without a setting. */
export const oneShard: IndexShards = {
  written: () => Promise.resolve(1),
  read: () => Promise.resolve(1),
  announce: () => Promise.resolve(),
};

/**
 * The partitions that had no shards in earlier versions. Entries from then have the partition key without a shard until
 * their record is written again, so reads have one more query for it.
 */
const withoutShardBefore: ReadonlySet<string> = new Set(['due', 'undelivered', 'attention', 'onboarding']);

/** Returns the partition key of an onboarding's entry in an index with `count` shards: `{partition}#{shard}`. */
export function shardKey(partition: string, id: string, count: number): string {
  const shard = createHash('sha256').update(id).digest().readUInt32BE() % count;
  return `${partition}#${String(shard)}`;
}

/** Returns every partition key that an entry of the index can have, if `count` is the largest count ever written. */
export function shardKeys(partition: string, count: number): readonly string[] {
  const keys = Array.from({ length: count }, (_, shard) => `${partition}#${String(shard)}`);
  return withoutShardBefore.has(partition) ? [partition, ...keys] : keys;
}

/**
 * Returns the entries of several shards as one list, in the order of `compare`. An entry can be in two shards for a
 * moment, because DynamoDB updates an index after the write: the list has it once.
 */
export function mergeShards<T extends { readonly id: string }>(
  shards: readonly (readonly T[])[],
  compare: (one: T, other: T) => number,
): readonly T[] {
  const byId = new Map(shards.flat().map((entry) => [entry.id, entry]));
  return [...byId.values()].toSorted(compare);
}
