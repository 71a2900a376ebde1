import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryName } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, nameLimits, ownPath, samples, stackName } from '../core/names.ts';

/** The template accepts at most six digits. */
const longestGeneration = 999_999;

/**
 * Returns by how much the namespace is too long and why, as part of a sentence: the names of stacks, roles and boundaries
 * and the paths of onboardings must fit into AWS's limits for every tenant. Returns
 * undefined if they do.
 */
export function nameTooLong(namespace: string, blueprints: readonly Blueprint[]): string | undefined {
  const tooLong = blueprints.flatMap((blueprint) => {
    const owner = { namespace, blueprint: blueprint.name, tenantToken: samples.tenantToken };
    const names = [
      { what: 'bootstrap role', name: bootstrapRoleName(owner), limit: nameLimits.role },
      { what: 'stack', name: stackName(owner), limit: nameLimits.stack },
      { what: 'path', name: ownPath(owner, samples.onboardingId), limit: nameLimits.path },
      {
        what: 'permissions boundary',
        name: 'managed' in blueprint.permissionsBoundary ? '' : boundaryName(owner, blueprint, {}, longestGeneration),
        limit: nameLimits.policy,
      },
    ];
    return names.filter(({ name, limit }) => name.length > limit).map((each) => ({ ...each, blueprint }));
  });
  const [worst] = tooLong.toSorted((one, other) => excess(other) - excess(one));
  if (worst === undefined) return undefined;
  const { what, name, limit, blueprint } = worst;
  return `at least ${excess(worst)} characters shorter: the name of the ${what} of the blueprint ${blueprint.name} would have ${name.length} characters, and AWS allows ${limit}`;
}

const excess = ({ name, limit }: { readonly name: string; readonly limit: number }) => name.length - limit;
