import * as z from 'zod/mini';
import { parseOnboarding } from '../../record/onboarding.ts';
import type { ListPage, ListQuery } from '../../record/ports.ts';
import { idOfKey, itemKeys, listPartition, onboardingKeyPrefix } from './items.ts';
import type { Table } from './table.ts';

const rowsSchema = z.array(z.object({ pk: z.string(), sk: z.string() }));

/**
 * Returns a page of the list. Makes two calls: one reads keys from an index, newest first because they end in a ULID,
 * and one reads the records. The index contains only keys, which never change, so that a write of an onboarding's
 * progress causes no write to the index.
 */
export async function listPage(table: Table, { tenantId, after, limit }: ListQuery): Promise<ListPage> {
  const [IndexName, attribute, value] =
    tenantId === undefined ? ['recent', 'listed', listPartition] : ['byTenant', 'tenantId', tenantId];
  const found = await table.query({
    IndexName,
    // The index also contains the access items of a tenant.
    KeyConditionExpression: '#of = :of AND begins_with(pk, :onboardings)',
    ExpressionAttributeNames: { '#of': attribute },
    ExpressionAttributeValues: { ':of': value, ':onboardings': onboardingKeyPrefix },
    ScanIndexForward: false,
    // Reads one key more than requested, to find out whether there is another page.
    Limit: limit + 1,
    ExclusiveStartKey: after === undefined ? undefined : { ...itemKeys.onboarding(after), [attribute]: value },
  });
  const rows = rowsSchema.parse(found);
  const keys = rows.slice(0, limit).map(({ pk, sk }) => ({ pk, sk }));
  const records = (await table.getMany(keys)).map(parseOnboarding);
  const last = keys.at(-1);
  return {
    onboardings: keys.flatMap(({ pk }) => records.find(({ id }) => id === idOfKey(pk)) ?? []),
    next: rows.length > limit && last !== undefined ? idOfKey(last.pk) : undefined,
  };
}
