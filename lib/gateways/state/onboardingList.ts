import { allSettledOrThrow } from '../../core/allSettled.ts';
import * as z from 'zod/mini';
import { parseOnboarding } from '../../record/onboarding.ts';
import type { ListPage, ListQuery } from '../../record/ports.ts';
import { idOfKey, itemKeys, onboardingKeyPrefix, indexPartitions } from './items.ts';
import { mergeShards, shardKeys, type IndexShards } from './shards.ts';
import type { Table } from './table.ts';

const rowsSchema = z.array(z.object({ pk: z.string() }));

/**
 * Returns a page of the list. Reads keys from an index, newest first because they end in a ULID, and then the records
 * with one call. The keys of one tenant are read with one call, those of all tenants with one call per shard. A position
 * in the list is an ID, so it is valid for any number of shards. The index contains only keys, so that a write of an
 * onboarding's progress causes no write to the index.
 */
export async function listPage(
  table: Table,
  shards: IndexShards,
  { tenantId, after, limit }: ListQuery,
): Promise<ListPage> {
  const [index, attribute, values] =
    tenantId === undefined
      ? ['recent', 'listed', shardKeys(indexPartitions.recent, shards)]
      : ['byTenant', 'tenantId', [tenantId]];
  const idsIn = async (value: string) => {
    const found = await table.query({
      IndexName: index,
      // The index also contains the accesses and slots of a tenant.
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
