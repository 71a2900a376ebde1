import type { Access } from '../../access/ports.ts';
import type { Reading } from '../../http/ports.ts';
import { parseOnboarding, type Onboarding } from '../../record/onboarding.ts';
import { itemKeys, parseAccess } from './items.ts';
import type { Reads } from './reads.ts';

/** The onboardings and accesses in the state table (infra/table.yml), to read. */
export function readStore(table: Reads): Reading['store'] {
  return {
    get: (id) => readOnboarding(table, id),
    getAccess: (tenantId, accountId) => readAccess(table, tenantId, accountId),
  };
}

/** Returns an onboarding, or undefined if there is none. Throws if the stored record is not valid. */
export async function readOnboarding(table: Reads, id: string): Promise<Onboarding | undefined> {
  const item = await table.get(itemKeys.onboarding(id));
  return item === undefined ? undefined : parseOnboarding(item);
}

/** Returns an access, or undefined if there is none. Throws if the stored access is not valid. */
export async function readAccess(table: Reads, tenantId: string, accountId: string): Promise<Access | undefined> {
  const item = await table.get(itemKeys.access(tenantId, accountId));
  return item === undefined ? undefined : parseAccess(item);
}
