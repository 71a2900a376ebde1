import { describeAccess, type AccessOffer } from './access.ts';
import { findBlueprint } from './blueprints.ts';
import { ceilingValues } from './ceiling.ts';
import type { Onboarding } from './onboarding.ts';
import type { Deps } from './ports.ts';
import { retrying } from './retry.ts';

/** What the tenant has to launch, for an onboarding that waits for it; undefined for every other. */
export async function offerFor(deps: Deps<'store'>, onboarding: Onboarding): Promise<AccessOffer | undefined> {
  const blueprint = findBlueprint(deps, onboarding.blueprint);
  if (onboarding.status !== 'awaiting_access' || blueprint === undefined) return undefined;
  const { store, clock, settings } = deps;
  const { tenantId, accountId } = onboarding;
  const deadline = clock.monotonic() + settings.requestTimeoutMs;
  const access = await retrying(clock, deadline, () => store.getAccess(tenantId, accountId));
  if (access === undefined) return undefined;
  return describeAccess(deps.settings, blueprint, access, ceilingValues(blueprint, onboarding.parameters));
}
