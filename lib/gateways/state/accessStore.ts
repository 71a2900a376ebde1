import type { AccessStore } from '../../access/ports.ts';
import { itemKeys, parseAccess } from './items.ts';
import { putNamed } from './ownWrite.ts';
import { isNew, type Table } from './table.ts';

/** The accesses in the state table (infra/table.yml). */
export function accessStore(table: Table): AccessStore {
  const getAccess: AccessStore['getAccess'] = async (tenantId, accountId) => {
    const item = await table.get(itemKeys.access(tenantId, accountId));
    return item === undefined ? undefined : parseAccess(item);
  };
  return {
    getAccess,
    saveAccess: async (access) => {
      const item = { ...access, ...itemKeys.access(access.tenantId, access.accountId) };
      const unchanged = {
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': access.version - 1 },
      };
      return (await putNamed(table, item, access.version === 1 ? isNew : unchanged)).isOurs;
    },
    dropAccess: async ({ tenantId, accountId, externalId, version }) => {
      // By its external ID as well: a delete that is sent again may meet another access that was made meanwhile.
      const isGone = await table.delete(itemKeys.access(tenantId, accountId), {
        ConditionExpression: 'version = :read AND externalId = :externalId',
        ExpressionAttributeValues: { ':read': version, ':externalId': externalId },
      });
      if (isGone) return true;
      // A delete whose answer got lost fails its condition when repeated. An external ID that is gone never comes back.
      return (await getAccess(tenantId, accountId))?.externalId !== externalId;
    },
  };
}
