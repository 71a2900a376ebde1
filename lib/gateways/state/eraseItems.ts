import * as z from 'zod/mini';
import type { Ended } from '../../record/erasure.ts';
import { itemKeys } from './items.ts';
import type { Table } from './table.ts';

const keys = z.array(z.object({ pk: z.string(), sk: z.string() }));

/**
 * Deletes the slot of an onboarding, if the onboarding still holds it, then the items of its audit entries and events,
 * and the record last: if the process stops in between, the record is still there for a repetition. Returns false if
 * `unchanged` does not hold for the record; an onboarding that has ended for good needs none of the other items.
 */
export async function eraseItems(
  table: Table,
  onboarding: Ended,
  unchanged: Parameters<Table['delete']>[1],
): Promise<boolean> {
  const { id } = onboarding;
  await table.delete(itemKeys.slot(onboarding), {
    ConditionExpression: 'onboardingId = :mine',
    ExpressionAttributeValues: { ':mine': id },
  });
  const record = itemKeys.onboarding(id);
  const deleteOthers = async () => {
    const found = await table.queryAll({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': record.pk },
      ConsistentRead: true,
    });
    const others = keys.parse(found).filter(({ sk }) => sk !== record.sk);
    await Promise.all(others.map((each) => table.delete(each, { ConditionExpression: undefined })));
  };
  await deleteOthers();
  if (!(await table.delete(record, unchanged)) && (await table.get(record)) !== undefined) return false;
  // A process that delivered an event meanwhile may have stored one as an item of its own.
  await deleteOthers();
  return true;
}
