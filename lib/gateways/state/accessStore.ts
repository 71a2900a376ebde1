import type { AccessStore } from '../../access/ports.ts';
import { itemKeys, parseAccess } from './items.ts';
import { isNew, type Table } from './table.ts';

/** The accesses in the state table (infra/table.yml). */
export function accessStore(table: Table): AccessStore {
  return {
    getAccess: async (tenantId, accountId) => {
      const item = await table.get(itemKeys.access(tenantId, accountId));
      return item === undefined ? undefined : parseAccess(item);
    },
    saveAccess: (access) => {
      const item = { ...access, ...itemKeys.access(access.tenantId, access.accountId) };
      const unchanged = {
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': access.version - 1 },
      };
      return table.put(item, access.version === 1 ? isNew : unchanged);
    },
    dropAccess: ({ tenantId, accountId, version }) =>
      table.delete(itemKeys.access(tenantId, accountId), {
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': version },
      }),
  };
}
