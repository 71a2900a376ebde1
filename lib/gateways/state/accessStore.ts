import type { AccessStore } from '../../access/ports.ts';
import * as z from 'zod/mini';
import { accessKeyPrefix, itemKeys } from './items.ts';
import { putNextVersion } from './ownWrite.ts';
import { readAccess } from './readStore.ts';
import type { Table } from './table.ts';

/** The accesses in the state table (infra/table.yml). */
export function accessStore(table: Table): AccessStore {
  const getAccess: AccessStore['getAccess'] = (tenantId, accountId) => readAccess(table, tenantId, accountId);
  return {
    getAccess,
    accountsOf: async (tenantId) => {
      const found = await table.queryAll({
        IndexName: 'byTenant',
        KeyConditionExpression: 'tenantId = :tenant AND begins_with(pk, :accesses)',
        ExpressionAttributeValues: { ':tenant': tenantId, ':accesses': accessKeyPrefix },
      });
      return z
        .array(z.object({ pk: z.string() }))
        .parse(found)
        .map(({ pk }) => pk.slice(pk.lastIndexOf('#') + 1));
    },
    saveAccess: (access) => putNextVersion(table, { ...access, ...itemKeys.access(access.tenantId, access.accountId) }),
    dropAccess: async ({ tenantId, accountId, externalId, version }) => {
      // The condition also contains the external ID, because a repeated delete may find another access that was created
      // meanwhile.
      const isGone = await table.delete(itemKeys.access(tenantId, accountId), {
        ConditionExpression: 'version = :read AND externalId = :externalId',
        ExpressionAttributeValues: { ':read': version, ':externalId': externalId },
      });
      if (isGone) return true;
      // A repeated delete fails its condition if the answer to the first one was lost. A deleted external ID is never
      // issued again.
      return (await getAccess(tenantId, accountId))?.externalId !== externalId;
    },
  };
}
