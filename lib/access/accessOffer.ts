import { boundaryFor, describeAccess, type AccessOffer } from './access.ts';
import type { BlueprintDeps } from '../blueprints/blueprints.ts';
import { findBlueprint } from '../blueprints/versions.ts';
import { boundaryValues } from '../blueprints/permissionsBoundary.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Access, AccessDeps, AccessStore } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/**
 * Returns the stack that the tenant has to launch. Returns undefined if the onboarding is not in `awaiting_access`, if
 * its blueprint is no longer deployed, or if its access was retired.
 */
export async function accessOfferFor(
  deps: Omit<AccessDeps, 'store'> & BlueprintDeps & { readonly store: Pick<AccessStore, 'getAccess'> },
  onboarding: Onboarding,
): Promise<AccessOffer | undefined> {
  const blueprint = findBlueprint(deps, onboarding.blueprint);
  if (onboarding.status !== 'awaiting_access' || blueprint === undefined) return undefined;
  const { store, clock, settings } = deps;
  const { tenantId, accountId } = onboarding;
  const deadline = clock.monotonic() + settings.requestTimeoutMs;
  const access = await retrying(clock, deadline, () => store.getAccess(tenantId, accountId));
  if (access === undefined) return undefined;
  return describeAccess(deps.settings, blueprint, access, boundaryValues(blueprint, onboarding.parameters));
}

/** The stack of one blueprint. */
export interface StackOffer extends AccessOffer {
  readonly blueprint: string;
}

/**
 * Returns the stacks of an access: one for each blueprint for which access was requested, with the boundary that the last
 * launch link named. Leaves out blueprints that are no longer deployed, or whose boundary has changed since.
 */
export function stacksOf(deps: Pick<AccessDeps, 'settings'> & BlueprintDeps, access: Access): readonly StackOffer[] {
  return Object.entries(access.boundaries).flatMap(([name, [newest]]) => {
    const blueprint = findBlueprint(deps, name);
    if (blueprint === undefined || newest === undefined) return [];
    if (boundaryFor(deps.settings, access, blueprint, newest.values) === undefined) return [];
    return [{ blueprint: name, ...describeAccess(deps.settings, blueprint, access, newest.values) }];
  });
}
