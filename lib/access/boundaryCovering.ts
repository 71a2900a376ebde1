import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryName, boundaryValues, covers } from '../blueprints/permissionsBoundary.ts';
import type { ParameterValues } from '../blueprints/policyDocument.ts';
import { nameOwner } from '../core/names.ts';
import type { Access, AccessSettings } from './ports.ts';

/**
 * Returns the names of the permissions boundaries that launch links named and that allow everything that a plan with these
 * parameters needs, newest first. The tenant may or may not have launched the stacks that create them.
 */
export function boundaryCovering(
  settings: Pick<AccessSettings, 'namespace'>,
  { boundaries, tenantId }: Pick<Access, 'boundaries' | 'tenantId'>,
  blueprint: Blueprint,
  parameters: ParameterValues,
): readonly string[] {
  const owner = nameOwner(settings, tenantId, blueprint.name);
  const wanted = boundaryValues(blueprint, parameters);
  return (
    (boundaries[blueprint.name] ?? [])
      // The name contains a digest of the blueprint's boundary, so a stack of an older blueprint has another name.
      .filter(
        ({ name, values, generation }) =>
          covers(blueprint, values, wanted) && name === boundaryName(owner, blueprint, values, generation),
      )
      .map(({ name }) => name)
  );
}
