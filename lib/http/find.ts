import type { Blueprint } from '../../catalog/blueprint.ts';
import { findBlueprint } from '../blueprints.ts';
import { ProblemError } from '../errors.ts';
import type { Onboarding } from '../onboarding.ts';
import type { Deps } from '../ports.ts';
import { retrying } from '../retry.ts';
import type { ApiRequest } from './request.ts';

/** The onboarding that the path names. Throws one and the same 404 for none, not yours, and no ID at all. */
export async function findOnboarding({ path, deadline }: ApiRequest, deps: Deps<'store'>): Promise<Onboarding> {
  const { id } = path;
  const isId = id !== undefined && /^ob_[0-9A-Z]{26}$/.test(id);
  const found = isId ? await retrying(deps.clock, deadline, () => deps.store.get(id)) : undefined;
  if (found === undefined)
    throw new ProblemError(
      'not-found',
      'There is no onboarding of this ID that this token may see. IDs look like ob_01JD0000000000000000000000.',
    );
  return found;
}

/** The blueprint that the path names. Throws 404 with the known ones. */
export function blueprintInPath({ path }: ApiRequest, deps: Deps<never>): Blueprint {
  const found = findBlueprint(deps, path['name'] ?? '');
  if (found !== undefined) return found;
  const known = deps.catalog.map(({ name }) => name).join(', ');
  throw new ProblemError('unknown-blueprint', `There is no blueprint of this name. There is: ${known}.`);
}
