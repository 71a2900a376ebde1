import type { Clock } from '../../core/ports.ts';
import type { RequestStore } from '../../requests/ports.ts';
import { itemKeys, keyAsItem, parseKey, parseSlotHolder } from './items.ts';
import { putNamed } from './ownWrite.ts';
import type { Table } from './table.ts';

/** Idempotency keys and slots in the state table (infra/table.yml). */
export function requestStore(table: Table, clock: Clock): RequestStore {
  const putKey: RequestStore['putKey'] = async (key) => {
    const absentOrPast = {
      ConditionExpression: 'attribute_not_exists(pk) OR keptUntil < :now',
      ExpressionAttributeValues: { ':now': clock.now() },
    };
    const written = await putNamed(table, { ...keyAsItem(key), ...itemKeys.idempotencyKey(key) }, absentOrPast);
    if (written.isOurs) return undefined;
    // Gone between the two: its request failed and dropped it.
    return written.standing === undefined ? putKey(key) : parseKey(written.standing);
  };
  return {
    putKey,
    getKey: async (key) => {
      const standing = await table.get(itemKeys.idempotencyKey(key));
      return standing === undefined ? undefined : parseKey(standing);
    },
    retakeKey: async (key, heldUntilBefore) => {
      const unchanged = {
        ConditionExpression: 'heldUntil = :before',
        ExpressionAttributeValues: { ':before': heldUntilBefore },
      };
      return (await putNamed(table, { ...keyAsItem(key), ...itemKeys.idempotencyKey(key) }, unchanged)).isOurs;
    },
    dropKey: async (key) => {
      // Where the condition does not hold the key is gone, or another request's.
      await table.delete(itemKeys.idempotencyKey(key), {
        ConditionExpression: 'onboardingId = :mine',
        ExpressionAttributeValues: { ':mine': key.onboardingId },
      });
    },

    takeSlot: async (slot, holder, over) => {
      // The slot may be ours already: so a write whose answer got lost stands when it is sent again, too.
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
