import type { Blueprint } from '../../catalog/blueprint.ts';
import { findBlueprint } from '../blueprints/blueprints.ts';
import { ProblemError } from '../core/errors.ts';
import { linkState, type LinkClaim } from '../requests/link.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Deps } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { mayActFor, type Caller } from './request/caller.ts';
import type { ApiRequest } from './request/request.ts';
import { readTenantId } from './request/schema.ts';

/**
 * The onboarding that the path names. Throws one and the same 404 for none, not yours, and no ID at all, after the same
 * read; and 401 for a link token that is not good for it, or not any more.
 */
export async function findOnboarding(request: ApiRequest, deps: Deps<'store'>): Promise<Onboarding> {
  const { path, deadline, caller } = request;
  const { id } = path;
  const isId = id !== undefined && /^ob_[0-9A-Z]{26}$/.test(id);
  const found = isId ? await retrying(deps.clock, deadline, () => deps.store.get(id)) : undefined;
  if (caller.link !== undefined && caller.link.onboardingId === id) mustOpen(caller.link, found, deps.clock.now());
  const isYours =
    caller.link === undefined ? mayActFor(caller, found?.tenantId ?? '') : caller.link.onboardingId === id;
  if (found === undefined || !isYours)
    throw new ProblemError(
      'not-found',
      'There is no onboarding with this ID, or this token is not allowed to read it. An ID looks like ob_01JD0000000000000000000000.',
    );
  return found;
}

function mustOpen(link: LinkClaim, found: Onboarding | undefined, now: number): void {
  const state = linkState(link, found, now);
  if (state === 'good') return;
  throw new ProblemError(
    'unauthorized',
    state === 'expired'
      ? 'This link has expired. Ask its sender for a new one.'
      : 'This link is not valid. A link ends when a newer one is created, when the keys are claimed and when it is revoked. Ask its sender for a new one.',
  );
}

/** The blueprint that the path names. Throws 404 with the known ones. */
export function blueprintInPath({ path }: ApiRequest, deps: Deps<never>): Blueprint {
  const found = findBlueprint(deps, path['name'] ?? '');
  if (found !== undefined) return found;
  const known = deps.catalog.map(({ name }) => name).join(', ');
  throw new ProblemError('unknown-blueprint', `There is no blueprint with this name. The blueprints are ${known}.`);
}

/** The tenant that the path names. Throws 422 for no tenant ID, 404 for one that the token may not act for. */
export function tenantInPath(caller: Caller, { tenantId }: ApiRequest['path']): string {
  const tenant = readTenantId(tenantId);
  if (mayActFor(caller, tenant)) return tenant;
  throw new ProblemError('not-found', 'There is no tenant with this ID, or this token is not allowed to act for it.');
}
