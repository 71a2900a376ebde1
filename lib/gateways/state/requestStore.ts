import type { Clock } from '../../core/ports.ts';
import type { RequestStore } from '../../requests/ports.ts';
import { itemKeys, keyAsItem, parseKey, parseSlotHolder } from './items.ts';
import type { Table } from './table.ts';

/** Idempotency keys and slots in the state table (infra/table.yml). */
export function requestStore(table: Table, clock: Clock): RequestStore {
  const putKey: RequestStore['putKey'] = async (key) => {
    const absentOrPast = {
      ConditionExpression: 'attribute_not_exists(pk) OR keptUntil < :now',
      ExpressionAttributeValues: { ':now': clock.now() },
    };
    if (await table.put({ ...keyAsItem(key), ...itemKeys.idempotencyKey(key) }, absentOrPast)) return undefined;
    const standing = await table.get(itemKeys.idempotencyKey(key));
    // Gone between the two: its request failed and dropped it.
    return standing === undefined ? putKey(key) : parseKey(standing);
  };
  return {
    putKey,
    getKey: async (key) => {
      const standing = await table.get(itemKeys.idempotencyKey(key));
      return standing === undefined ? undefined : parseKey(standing);
    },
    retakeKey: (key, heldUntilBefore) =>
      table.put(
        { ...keyAsItem(key), ...itemKeys.idempotencyKey(key) },
        { ConditionExpression: 'heldUntil = :before', ExpressionAttributeValues: { ':before': heldUntilBefore } },
      ),
    dropKey: async (key) => {
      await table.delete(itemKeys.idempotencyKey(key), {
        ConditionExpression: 'onboardingId = :mine',
        ExpressionAttributeValues: { ':mine': key.onboardingId },
      });
    },

    takeSlot: async (slot, holder, over) => {
      const mayBeOver = [
        'attribute_not_exists(pk)',
        'onboardingId = :mine',
        ...(over === undefined ? [] : ['(onboardingId = :over AND heldUntil = :overUntil)']),
      ];
      const isMine = await table.put(
        { ...holder, ...itemKeys.slot(slot) },
        {
          ConditionExpression: mayBeOver.join(' OR '),
          ExpressionAttributeValues: {
            ':mine': holder.onboardingId,
            ...(over === undefined ? {} : { ':over': over.onboardingId, ':overUntil': over.heldUntil }),
          },
        },
      );
      if (isMine) return undefined;
      const standing = await table.get(itemKeys.slot(slot));
      return standing === undefined ? holder : parseSlotHolder(standing);
    },
  };
}
