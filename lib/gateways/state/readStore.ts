import type { Access } from '../../access/ports.ts';
import type { Reading } from '../../http/ports.ts';
import { parseOnboarding, type Onboarding } from '../../record/onboarding.ts';
import { blueprintReads, type BlueprintReads, type RememberedBlueprints } from './blueprintReads.ts';
import { itemKeys, parseAccess } from './items.ts';
import type { Reads } from './reads.ts';

/** The onboardings and accesses in the state table (infra/table.yml), to read. */
export function readStore(table: Reads, blueprints?: RememberedBlueprints): Reading['store'] {
  const versions = blueprintReads(table, blueprints);
  return {
    get: (id) => readOnboarding(table, id, versions),
    getAccess: (tenantId, accountId) => readAccess(table, tenantId, accountId),
  };
}

/**
 * Returns an onboarding, or undefined if there is none. Reads the version of its blueprint too, if this process does not
 * know it yet. Throws if the stored record is not valid.
 */
export async function readOnboarding(
  table: Reads,
  id: string,
  versions?: BlueprintReads,
): Promise<Onboarding | undefined> {
  const item = await table.get(itemKeys.onboarding(id));
  if (item === undefined) return undefined;
  const onboarding = parseOnboarding(item);
  await versions?.read(onboarding);
  return onboarding;
}

/** Returns an access, or undefined if there is none. Throws if the stored access is not valid. */
export async function readAccess(table: Reads, tenantId: string, accountId: string): Promise<Access | undefined> {
  const item = await table.get(itemKeys.access(tenantId, accountId));
  return item === undefined ? undefined : parseAccess(item);
}
