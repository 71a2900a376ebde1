import { allSettledOrThrow } from '../../core/allSettled.ts';
import * as z from 'zod/mini';
import { parseOnboarding } from '../../record/onboarding.ts';
import type { ListPage, ListQuery, ListSource } from '../../record/ports.ts';
import { idOfKey, itemKeys, onboardingKeyPrefix, indexPartitions } from './items.ts';
import { mergeShards, shardKeys, type IndexShards } from './shards.ts';
import type { Table } from './table.ts';

const rowsSchema = z.array(z.object({ pk: z.string() }));

/** The partitions of an index that a list reads. */
interface Partitions {
  readonly index: string;
  /** The attribute that is the partition key of the index. */
  readonly attribute: string;
  readonly values: readonly string[];
}

function partitionsOf(source: ListSource, shards: IndexShards): Partitions {
  switch (source.of) {
    case 'tenant':
      return { index: 'byTenant', attribute: 'tenantId', values: [source.tenantId] };
    case 'account':
      return { index: 'byAccount', attribute: 'accountId', values: [source.accountId] };
    case 'status':
      return { index: 'byStatus', attribute: 'inStatus', values: shardKeys(source.status, shards) };
    case 'all':
      return { index: 'recent', attribute: 'listed', values: shardKeys(indexPartitions.recent, shards) };
  }
}

/**
 * Returns a page of the list. Reads keys from an index, newest first because they end in a ULID, and then the records
 * with one call. The keys of one tenant or account are read with one call, others with one call per shard. A position in
 * the list is an ID, so it is valid for any number of shards. The index contains only keys, so that a write of an
 * onboarding's progress causes no write to the index.
 */
export async function listPage(
  table: Table,
  shards: IndexShards,
  { source, after, limit }: ListQuery,
): Promise<ListPage> {
  const { index, attribute, values } = partitionsOf(source, shards);
  const idsIn = async (value: string) => {
    const found = await table.query({
      IndexName: index,
      // The indexes by tenant and by account also contain accesses and slots.
      KeyConditionExpression: '#of = :of AND begins_with(pk, :onboardings)',
      ExpressionAttributeNames: { '#of': attribute },
      ExpressionAttributeValues: { ':of': value, ':onboardings': onboardingKeyPrefix },
      ScanIndexForward: false,
      // Reads one key more than requested, to find out whether there is another page.
      Limit: limit + 1,
      // An entry with this key need not exist: in the other shards it does not.
      ExclusiveStartKey: after === undefined ? undefined : { ...itemKeys.onboarding(after), [attribute]: value },
    });
    return rowsSchema.parse(found).map(({ pk }) => ({ id: idOfKey(pk) }));
  };
  const found = mergeShards(await allSettledOrThrow(values.map(idsIn)), (one, other) => (one.id < other.id ? 1 : -1));
  const ids = found.slice(0, limit).map(({ id }) => id);
  const records = (await table.getMany(ids.map(itemKeys.onboarding))).map(parseOnboarding);
  return {
    onboardings: ids.flatMap((id) => records.find((each) => each.id === id) ?? []),
    next: found.length > limit ? ids.at(-1) : undefined,
  };
}
