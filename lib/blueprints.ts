import type { Blueprint } from '../catalog/blueprint.ts';
import { planOnboarding, type Plan } from './plan.ts';
import type { Deps } from './ports.ts';
import type { Onboarding } from './onboarding.ts';

export function findBlueprint(deps: Deps<never>, name: string): Blueprint | undefined {
  return deps.catalog.find((blueprint) => blueprint.name === name);
}

/** The blueprint of a record, and its plan. Throws where the deployed catalogue has lost it. */
export function planOf(
  deps: Deps<never>,
  onboarding: Pick<Onboarding, 'id' | 'blueprint' | 'parameters' | 'accountId'>,
): { blueprint: Blueprint; plan: Plan } {
  const blueprint = findBlueprint(deps, onboarding.blueprint);
  if (blueprint === undefined) throw new Error(`the catalogue has no blueprint ${onboarding.blueprint}`);
  const { namespace, partition } = deps.settings;
  const { id: onboardingId, parameters: values, accountId } = onboarding;
  return { blueprint, plan: planOnboarding({ blueprint, values, namespace, partition, accountId, onboardingId }) };
}
