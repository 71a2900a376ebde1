import { allSettledOrThrow } from '../../core/allSettled.ts';
import type { Clock } from '../../core/ports.ts';
import type { RequestStore } from '../../requests/ports.ts';
import { itemKeys, keyAsItem, parseKey, parseSlot, parseSlotHolder, slotAsItem, slotKeyPrefix } from './items.ts';
import * as z from 'zod/mini';
import { putNamed } from './ownWrite.ts';
import type { Table } from './table.ts';

const keysSchema = z.array(z.object({ pk: z.string(), sk: z.string() }));

/** Idempotency keys and slots in the state table (infra/table.yml). */
export function requestStore(table: Table, clock: Clock): RequestStore {
  const putKey: RequestStore['putKey'] = async (key) => {
    const absentOrPast = {
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': clock.now() },
    };
    const written = await putNamed(table, { ...keyAsItem(key), ...itemKeys.idempotencyKey(key) }, absentOrPast);
    if (written.isOurs) return undefined;
    // The key was deleted between the write and the read, because its request failed.
    return written.stored === undefined ? putKey(key) : parseKey(written.stored);
  };
  const takeSlot: RequestStore['takeSlot'] = async (slot, holder, over) => {
    // The condition also allows a slot that this onboarding already holds, so that a repeated write succeeds if the
    // answer to the first one was lost.
    const mayBeOver = [
      'attribute_not_exists(pk)',
      'onboardingId = :mine',
      ...(over === undefined ? [] : ['(onboardingId = :over AND heldUntil = :overUntil)']),
    ];
    const isMine = await table.put(
      { ...slotAsItem(slot, holder), ...itemKeys.slot(slot) },
      {
        ConditionExpression: mayBeOver.join(' OR '),
        ExpressionAttributeValues: {
          ':mine': holder.onboardingId,
          ...(over === undefined ? {} : { ':over': over.onboardingId, ':overUntil': over.heldUntil }),
        },
      },
    );
    if (isMine) return undefined;
    const stored = await table.get(itemKeys.slot(slot));
    // The slot was released between the write and the read.
    return stored === undefined ? takeSlot(slot, holder) : parseSlotHolder(stored);
  };
  return {
    putKey,
    getKey: async (key) => {
      const stored = await table.get(itemKeys.idempotencyKey(key));
      return stored === undefined ? undefined : parseKey(stored);
    },
    retakeKey: async (key, heldUntilBefore) => {
      const unchanged = {
        ConditionExpression: 'heldUntil = :before',
        ExpressionAttributeValues: { ':before': heldUntilBefore },
      };
      return (await putNamed(table, { ...keyAsItem(key), ...itemKeys.idempotencyKey(key) }, unchanged)).isOurs;
    },
    dropKey: async (key) => {
      // If the condition is not met, the key is already deleted or belongs to another request.
      await table.delete(itemKeys.idempotencyKey(key), {
        ConditionExpression: 'onboardingId = :mine AND heldUntil = :until',
        ExpressionAttributeValues: { ':mine': key.onboardingId, ':until': key.heldUntil },
      });
    },

    takeSlot,
    dropSlot: async (slot, { onboardingId, heldUntil }) => {
      // If the condition is not met, another onboarding has taken the slot since.
      await table.delete(itemKeys.slot(slot), {
        ConditionExpression: 'onboardingId = :mine AND heldUntil = :until',
        ExpressionAttributeValues: { ':mine': onboardingId, ':until': heldUntil },
      });
    },
    slotsOf: async (tenantId) => {
      const found = await table.queryAll({
        IndexName: 'byTenant',
        KeyConditionExpression: 'tenantId = :tenant AND begins_with(pk, :slots)',
        ExpressionAttributeValues: { ':tenant': tenantId, ':slots': slotKeyPrefix },
      });
      const items = await allSettledOrThrow(keysSchema.parse(found).map((key) => table.get(key)));
      return items.flatMap((item) => (item === undefined ? [] : [parseSlot(item)]));
    },
  };
}
