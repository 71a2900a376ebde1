import { allSettledOrThrow } from '../../core/allSettled.ts';
import * as z from 'zod/mini';
import type { Ended } from '../../record/erasure.ts';
import { parseOnboarding } from '../../record/onboarding.ts';
import { itemKeys } from './items.ts';
import { always, type Table } from './table.ts';

const keys = z.array(z.object({ pk: z.string(), sk: z.string() }));

/**
 * Erases an onboarding that has ended for good. First marks its record, under the condition that it has not changed
 * since it was read: from then on, the store refuses every other write of it. Then deletes the slot, if the onboarding
 * still holds it, the items of its audit entries and events, and the record last. So if the process stops in between, the
 * record leads a repetition to everything else. Returns false if the record has changed. Then nothing is erased, unless
 * an older version of Latchkey, which does not know the mark, has changed it since.
 *
 * @param marked the item of the record with the mark
 */
export async function eraseItems(
  table: Table,
  onboarding: Ended,
  marked: Parameters<Table['put']>[0],
  unchanged: Parameters<Table['put']>[1],
): Promise<boolean> {
  const { id } = onboarding;
  const record = itemKeys.onboarding(id);
  if (!(await table.put(marked, unchanged))) {
    // The mark may be the one of an erasure that has stopped, or of this write if its answer was lost. If there is no
    // record any more, another process has erased it.
    const found = await table.get(record);
    if (found !== undefined && parseOnboarding(found).isErasing !== true) return false;
  }
  await table.delete(itemKeys.slot(onboarding), {
    ConditionExpression: 'onboardingId = :mine',
    ExpressionAttributeValues: { ':mine': id },
  });
  await deleteArchived(table, id);
  const isDeleted = await table.delete(record, {
    ConditionExpression: 'isErasing = :true',
    ExpressionAttributeValues: { ':true': true },
  });
  // A version of Latchkey that does not know the mark may have written the record without it. Otherwise another process
  // has deleted it, or this delete did and its answer was lost.
  if (!isDeleted && (await table.get(record)) !== undefined) return false;
  // A process that read the record before the mark may have stored an entry or an event as an item of its own since.
  await deleteArchived(table, id);
  return true;
}

/** Deletes the items of an onboarding's audit entries, events and tries: all items of its partition but the record. */
export async function deleteArchived(table: Table, id: string): Promise<void> {
  const { pk, sk: ofRecord } = itemKeys.onboarding(id);
  const found = await table.queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  });
  const others = keys.parse(found).filter(({ sk }) => sk !== ofRecord);
  await allSettledOrThrow(others.map((each) => table.delete(each, always)));
}
