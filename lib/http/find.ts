import type { Blueprint } from '../../catalog/blueprint.ts';
import { findBlueprint } from '../blueprints/versions.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { OnboardingStore } from '../record/ports.ts';
import { assertLinkMay } from './linkCall.ts';
import type { Deps } from './ports.ts';
import { retrying } from '../core/retrying.ts';
import { mayActFor, type Caller } from './request/caller.ts';
import type { ApiRequest } from './request/request.ts';
import { readTenantId } from './request/schema.ts';

/** What finding an onboarding needs. */
interface FindDeps extends Pick<Deps<never>, 'clock'> {
  readonly store: Pick<OnboardingStore, 'get'>;
}

/** Returns the onboarding in the path. Throws as `findOnboardingById` does. */
export function findOnboarding(request: ApiRequest, deps: FindDeps): Promise<Onboarding> {
  return findOnboardingById(request, deps, request.path['id']);
}

/**
 * Returns the onboarding. Throws the same 404 if it does not exist, if the caller may not read it, and if the ID is not
 * valid, so that the answer does not reveal whether the onboarding exists. Throws 401 for a link token that is invalid or
 * expired, and 403 for one that lacks the right for the call. `pointer` is where the body has the ID, if the ID is not in the path.
 */
export async function findOnboardingById(
  { deadline, caller }: Pick<ApiRequest, 'deadline' | 'caller'>,
  deps: FindDeps,
  id: string | undefined,
  pointer?: string,
): Promise<Onboarding> {
  const isId = id !== undefined && /^ob_[0-9A-Z]{26}$/.test(id);
  const stored = isId ? await retrying(deps.clock, deadline, () => deps.store.get(id)) : undefined;
  const found = stored?.isErasing === true ? undefined : stored;
  if (caller.link !== undefined && caller.link.onboardingId === id) assertLinkMay(caller.link, found, deps.clock.now());
  const isAllowed =
    caller.link === undefined ? mayActFor(caller, found?.tenantId ?? '') : caller.link.onboardingId === id;
  if (found === undefined || !isAllowed)
    throw new ProblemError(
      'not-found',
      'There is no onboarding with this ID, or this token is not allowed to read it. An ID looks like ob_01JD0000000000000000000000.',
      pointer === undefined ? {} : { errors: [{ pointer, detail: 'is not the ID of an onboarding.' }] },
    );
  return found;
}

/** Returns the blueprint in the path. Throws as `knownBlueprint` does. */
export function blueprintInPath({ path }: ApiRequest, deps: Deps<'catalog'>): Blueprint {
  return knownBlueprint(deps, path['name'] ?? '');
}

/** Returns the blueprint. Throws 404 with the names of all blueprints if it does not exist. */
export function knownBlueprint(deps: Deps<'catalog'>, name: string): Blueprint {
  const found = findBlueprint(deps, name);
  if (found !== undefined) return found;
  const known = deps.catalog.map((each) => each.name).join(', ');
  throw new ProblemError('unknown-blueprint', `There is no blueprint with this name. The blueprints are ${known}.`);
}

/** Returns the tenant in the path. Throws 422 if it is not a valid tenant ID, 404 if the caller may not act for it. */
export function tenantInPath(caller: Caller, { tenantId }: ApiRequest['path']): string {
  const tenant = readTenantId(tenantId);
  if (mayActFor(caller, tenant)) return tenant;
  throw new ProblemError('not-found', 'There is no tenant with this ID, or this token is not allowed to act for it.');
}
