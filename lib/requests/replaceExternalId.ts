import { ensureAccess } from '../access/access.ts';
import { changeExternalId, type ChangeDeps, type WantedChange } from '../access/changeExternalId.ts';
import type { Access } from '../access/ports.ts';
import { findBlueprint, type BlueprintDeps } from '../blueprints/blueprints.ts';
import { changeControls, type ControlDeps } from './controls.ts';

/**
 * Begins or continues the change of a tenant's external ID, with an entry in the audit trail of the deployment for each
 * change that begins. Afterwards, the access names the current boundary of each blueprint, so that the command that updates
 * a stack is complete. Returns the access as it is stored. Throws what `changeExternalId` throws.
 */
export async function replaceExternalId(
  deps: ChangeDeps & ControlDeps & BlueprintDeps,
  wanted: WantedChange,
  deadline: number,
): Promise<Access> {
  const { tenantId, accountId } = wanted;
  const audit = () => changeControls(deps, deadline, () => ({ scope: `tenant:${tenantId}` }));
  let access = await changeExternalId(deps, wanted, deadline, audit);
  for (const [name, [newest]] of Object.entries(access.boundaries)) {
    const blueprint = findBlueprint(deps, name);
    if (blueprint !== undefined && newest !== undefined)
      access = await ensureAccess(deps, { tenantId, accountId }, blueprint, newest.values);
  }
  return access;
}
