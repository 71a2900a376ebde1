import type { Blueprint } from '../../catalog/blueprint.ts';
import { withNewestBoundary } from '../access/access.ts';
import { changeAccess } from '../access/changeAccess.ts';
import { changeExternalId, readStored, type ChangeDeps, type WantedChange } from '../access/changeExternalId.ts';
import type { Access } from '../access/ports.ts';
import type { BlueprintDeps } from '../blueprints/blueprints.ts';
import { findBlueprint } from '../blueprints/versions.ts';
import type { BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { ProblemError } from '../core/errors.ts';
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
  const { tenantId } = wanted;
  const audit = () => changeControls(deps, deadline, () => ({ scope: `tenant:${tenantId}` }));
  let access = await changeExternalId(deps, wanted, deadline, audit);
  for (const [name, [newest]] of Object.entries(access.boundaries)) {
    const blueprint = findBlueprint(deps, name);
    if (blueprint !== undefined && newest !== undefined)
      access = await nameNewestBoundary(deps, access, blueprint, newest.values, deadline);
  }
  return access;
}

/**
 * Stores the current boundary of a blueprint. Never creates an access, because it may have been retired meanwhile. Throws
 * 404 if it was, and 409 if other requests change it at the same time.
 */
async function nameNewestBoundary(
  deps: ChangeDeps,
  access: Access,
  blueprint: Blueprint,
  values: BoundaryValues,
  deadline: number,
): Promise<Access> {
  const change = (stored: Access) => withNewestBoundary(deps.settings, stored, blueprint, values);
  await changeAccess(deps, access, change);
  const stored = await readStored(deps, access, deadline);
  if (change(stored) === undefined) return stored;
  throw new ProblemError(
    'in-progress',
    'Another request changes this access at the same time. The external ID is being changed: send the request again in a moment.',
    { retryAfterSeconds: 2 },
  );
}
