import { createHash } from 'node:crypto';

/**
 * How many shards an index has. It concerns the indexes whose entries would otherwise all have one partition key, for
 * which DynamoDB allows 1,000 write units a second (DynamoDB Developer Guide, "Quotas").
 */
export interface IndexShards {
  /** Writes use the shards 0 to `written` - 1. */
  readonly written: number;
  /** The largest count that was ever written. Reads merge the shards 0 to `read` - 1. At least `written`. */
  readonly read: number;
}

/** One shard: for a table without a setting. */
export const oneShard: IndexShards = { written: 1, read: 1 };

/** Returns the partition key of an onboarding's entry in an index: `{partition}#{shard}`. */
export function shardKey(partition: string, id: string, { written }: IndexShards): string {
  const shard = createHash('sha256').update(id).digest().readUInt32BE() % written;
  return `${partition}#${String(shard)}`;
}

/** Returns every partition key that an entry of the index can have. */
export function shardKeys(partition: string, { read }: IndexShards): readonly string[] {
  return Array.from({ length: read }, (_, shard) => `${partition}#${String(shard)}`);
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
