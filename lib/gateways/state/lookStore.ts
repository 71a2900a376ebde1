import * as z from 'zod/mini';
import type { LookStore } from '../../health/ports.ts';
import { itemKeys } from './items.ts';
import type { Table } from './table.ts';

const holdSchema = z.object({ until: z.int() });

/** How long after its end DynamoDB may delete the item of a hold, in milliseconds. */
const keptMs = 3_600_000;

/** The results of looks, and who looks at an account. Each result is in the partition of its onboarding, so that it is erased with it. */
export function lookStore(table: Table): LookStore {
  return {
    putLook: async (id, look) => {
      await table.put(
        { ...look, ...itemKeys.look(id) },
        {
          ConditionExpression: 'attribute_not_exists(checkedAt) OR checkedAt <= :checkedAt',
          ExpressionAttributeValues: { ':checkedAt': look.checkedAt },
        },
      );
    },
    getLook: (id) => table.get(itemKeys.look(id)),
    holdAccount: async (accountId, { owner, until }, now) => {
      const keys = itemKeys.accountLooks(accountId);
      const isTaken = await table.put(
        { ...keys, owner, until, ttl: Math.ceil((until + keptMs) / 1000) },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now OR #owner = :owner',
          ExpressionAttributeNames: { '#until': 'until', '#owner': 'owner' },
          ExpressionAttributeValues: { ':now': now, ':owner': owner },
        },
      );
      if (isTaken) return undefined;
      const found = await table.get(keys);
      return found === undefined ? now : holdSchema.parse(found).until;
    },
  };
}
