import * as z from 'zod/mini';
import type { Due, DuePages } from '../../record/ports.ts';
import { idOfKey, indexPartitions, itemKeys } from './items.ts';
import { shardKeys } from './shards.ts';
import type { Table } from './table.ts';

/**
 * How many entries a page has at most. An entry has about 130 bytes, so DynamoDB returns as many in one answer, which has
 * at most 1 MB (DynamoDB Developer Guide, "Paginating table query results").
 */
const pageSize = 1000;

/** A sparse index that is sorted by a time, and the attribute with the time. */
interface DueIndex {
  readonly index: 'due' | 'undelivered';
  readonly at: string;
}

/** Returns the entries of a sparse index that are due at `now` (epoch ms): the pages of each shard. */
export function duePages(table: Table, from: DueIndex, shards: number, now: number): readonly DuePages[] {
  return shardKeys(indexPartitions[from.index], shards).map((shard) => pagesOfShard(table, from, shard, now));
}

async function* pagesOfShard(
  table: Table,
  { index, at }: DueIndex,
  shard: string,
  now: number,
): AsyncGenerator<readonly Due[]> {
  let last: Due | undefined;
  do {
    const found = await table.query({
      IndexName: index,
      KeyConditionExpression: '#index = :of AND #at <= :now',
      ExpressionAttributeNames: { '#index': index, '#at': at },
      ExpressionAttributeValues: { ':of': shard, ':now': now },
      ExclusiveStartKey: last && { ...itemKeys.onboarding(last.id), [index]: shard, [at]: last.at },
      Limit: pageSize,
    });
    const rows = z.array(z.record(z.string(), z.unknown())).parse(found);
    const page = rows.map(({ pk, ...row }): Due => ({
      id: idOfKey(z.string().parse(pk)),
      at: z.number().parse(row[at]),
    }));
    last = page.length < pageSize ? undefined : page.at(-1);
    yield page;
  } while (last !== undefined);
}
