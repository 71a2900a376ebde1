import { lookSchema } from '../../health/look.ts';
import type { LookStore } from '../../health/ports.ts';
import { itemKeys } from './items.ts';
import type { Table } from './table.ts';

/** The results of looks. Each is in the partition of its onboarding, so that it is erased with it. */
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
    getLook: async (id) => {
      const item = await table.get(itemKeys.look(id));
      return item === undefined ? undefined : lookSchema.parse(item);
    },
  };
}
