import type { Blueprint } from '../../catalog/blueprint.ts';
import { covers } from '../blueprints/boundaryCoverage.ts';
import { boundaryName, boundaryNames, boundaryText, boundaryValues } from '../blueprints/permissionsBoundary.ts';
import { nameOwner } from '../core/names.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Access, AccessSettings } from './ports.ts';

/** A permissions boundary that may be in the account. */
interface CoveringBoundary {
  readonly name: string;
  /** The document that it must have, as JSON. Undefined if its name says enough. See `BoundaryCandidate`. */
  readonly document: string | undefined;
}

/**
 * Returns the permissions boundaries that launch links named and that allow everything that a plan needs, newest first. The
 * tenant may or may not have launched the stacks that create them.
 */
export function boundaryCovering(
  { namespace, partition }: Pick<AccessSettings, 'namespace' | 'partition'>,
  { boundaries, proven: provenByBlueprint }: Pick<Access, 'boundaries' | 'proven'>,
  blueprint: Blueprint,
  { tenantId, accountId, parameters }: Pick<Onboarding, 'tenantId' | 'accountId' | 'parameters'>,
): readonly CoveringBoundary[] {
  const owner = nameOwner({ namespace }, tenantId, blueprint.name);
  const wanted = boundaryValues(blueprint, parameters);
  const proven = provenByBlueprint[blueprint.name];
  const found = (boundaries[blueprint.name] ?? []).flatMap(({ name: given, values, generation }) => {
    // The names contain a digest of the blueprint's boundary, so a stack of an older blueprint has another name. A link
    // that was issued again since the names have a digest of the values leads to another name than the stored one.
    const names = boundaryNames(owner, blueprint, values, generation);
    if (!covers(blueprint, values, wanted) || !names.includes(given)) return [];
    const current = boundaryName(owner, blueprint, values, generation);
    return [given, ...names.filter((name) => name !== given)].map((name) => ({
      name,
      document:
        name === current && name !== proven && Object.keys(values).length > 0
          ? boundaryText(blueprint, values, { accountId, partition })
          : undefined,
    }));
  });
  return [...new Map(found.map((each) => [each.name, each])).values()];
}
