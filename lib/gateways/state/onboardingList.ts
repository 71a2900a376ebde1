import { allSettledOrThrow } from '../../core/allSettled.ts';
import * as z from 'zod/mini';
import { parseOnboarding } from '../../record/onboarding.ts';
import { readPosition } from '../../record/listPosition.ts';
import type { ListPage, ListQuery, ListSource } from '../../record/ports.ts';
import { idOfKey, itemKeys, onboardingKeyPrefix, indexPartitions, planPartition } from './items.ts';
import { mergeShards, shardKeys, type IndexShards } from './shards.ts';
import type { Table } from './table.ts';

const rowsSchema = z.array(z.looseObject({ pk: z.string() }));

/** The partitions of an index that a list reads. */
interface Partitions {
  readonly index: string;
  /** The attribute that is the partition key of the index. */
  readonly attribute: string;
  readonly values: readonly string[];
  /** The range key and its upper limit, for an index that has a time in place of the ID. */
  readonly upTo?: { readonly attribute: string; readonly before: number };
}

function partitionsOf(source: ListSource, shards: number): Partitions {
  switch (source.of) {
    case 'tenant':
      return { index: 'byTenant', attribute: 'tenantId', values: [source.tenantId] };
    case 'account':
      return { index: 'byAccount', attribute: 'accountId', values: [source.accountId] };
    case 'status':
      return { index: 'byStatus', attribute: 'inStatus', values: shardKeys(source.status, shards) };
    case 'rotation':
      return {
        index: 'byRotation',
        attribute: 'rotate',
        values: shardKeys(indexPartitions.rotate, shards),
        upTo: { attribute: 'rotateAt', before: source.before },
      };
    case 'plans':
      return {
        index: 'inFlight',
        attribute: 'inFlight',
        values: source.plans.flatMap((plan) => shardKeys(planPartition(plan), shards)),
      };
    case 'all':
      return { index: 'recent', attribute: 'listed', values: shardKeys(indexPartitions.recent, shards) };
  }
}

/**
 * Returns a page of the list. Reads keys from an index, newest first because they end in a ULID, and then the records
 * with one call. The keys of one tenant or account are read with one call, others with one call per shard. A position in
 * the list names an onboarding, so it is valid for any number of shards. The index contains only keys, so that a write of
 * an onboarding's progress causes no write to the index.
 */
export async function listPage(
  table: Table,
  shards: IndexShards,
  { source, after, limit }: ListQuery,
): Promise<ListPage> {
  const isSharded = source.of !== 'tenant' && source.of !== 'account';
  const partitions = partitionsOf(source, isSharded ? await shards.read() : 1);
  const inShard = (value: string) => keysIn(table, partitions, value, { after, limit });
  const inOrder = (one: Row, other: Row) =>
    partitions.upTo === undefined ? (one.id < other.id ? 1 : -1) : one.at - other.at || (one.id < other.id ? -1 : 1);
  const found = mergeShards(await allSettledOrThrow(partitions.values.map(inShard)), inOrder);
  const rows = found.slice(0, limit);
  const records = (await table.getMany(rows.map(({ id }) => itemKeys.onboarding(id)))).map(parseOnboarding);
  const last = rows.at(-1);
  return {
    onboardings: rows.flatMap(({ id }) => records.find((each) => each.id === id) ?? []),
    next: found.length > limit && last !== undefined ? positionOfRow(partitions, last) : undefined,
  };
}

/** An entry of an index. `at`: its time, 0 if the index has none. */
interface Row {
  readonly id: string;
  readonly at: number;
}

const positionOfRow = ({ upTo }: Partitions, { id, at }: Row) => (upTo === undefined ? id : `${id}@${at}`);

async function keysIn(
  table: Table,
  { index, attribute, upTo }: Partitions,
  value: string,
  { after, limit }: Pick<ListQuery, 'after' | 'limit'>,
): Promise<readonly Row[]> {
  const start = after === undefined ? undefined : readPosition(after);
  const range = upTo === undefined ? {} : { [upTo.attribute]: start?.at ?? 0 };
  const shared = {
    IndexName: index,
    // Reads one key more than requested, to find out whether there is another page.
    Limit: limit + 1,
    // An entry with this key need not exist: in the other shards it does not.
    ExclusiveStartKey: start && { ...itemKeys.onboarding(start.id), [attribute]: value, ...range },
  };
  const found =
    upTo === undefined
      ? await table.query({
          ...shared,
          // The indexes by tenant and by account also contain accesses and slots.
          KeyConditionExpression: '#of = :of AND begins_with(pk, :onboardings)',
          ExpressionAttributeNames: { '#of': attribute },
          ExpressionAttributeValues: { ':of': value, ':onboardings': onboardingKeyPrefix },
          ScanIndexForward: false,
        })
      : await table.query({
          ...shared,
          KeyConditionExpression: '#of = :of AND #at < :before',
          ExpressionAttributeNames: { '#of': attribute, '#at': upTo.attribute },
          ExpressionAttributeValues: { ':of': value, ':before': upTo.before },
        });
  return rowsSchema
    .parse(found)
    .map(({ pk, ...row }) => ({ id: idOfKey(pk), at: upTo === undefined ? 0 : z.number().parse(row[upTo.attribute]) }));
}
