import type { Blueprint } from '../../catalog/blueprint.ts';
import type { DeploySettings } from '../core/ports.ts';
import { ownPath } from '../core/names.ts';
import { planOnboarding, type Plan } from './plan.ts';
import type { Onboarding } from '../record/onboarding.ts';

/** What looking blueprints up needs. */
export interface BlueprintDeps {
  readonly catalog: readonly Blueprint[];
  readonly settings: Pick<DeploySettings, 'namespace' | 'partition'>;
}

export function findBlueprint(deps: BlueprintDeps, name: string): Blueprint | undefined {
  return deps.catalog.find((blueprint) => blueprint.name === name);
}

/** The blueprint of a record, and its plan. Throws where the deployed catalogue has lost it. */
export function planOf(
  deps: BlueprintDeps,
  onboarding: Pick<Onboarding, 'id' | 'blueprint' | 'parameters' | 'accountId'>,
): { blueprint: Blueprint; plan: Plan } {
  const blueprint = findBlueprint(deps, onboarding.blueprint);
  if (blueprint === undefined) throw new Error(`the catalogue has no blueprint ${onboarding.blueprint}`);
  const { namespace, partition } = deps.settings;
  const { id: onboardingId, parameters: values, accountId } = onboarding;
  return { blueprint, plan: planOnboarding({ blueprint, values, namespace, partition, accountId, onboardingId }) };
}

/**
 * The same for whoever makes nothing by it, and has to know only what was made: the record says that, also where the
 * deployed catalogue has lost the blueprint.
 */
export function planForRemoval(
  deps: BlueprintDeps,
  onboarding: Pick<Onboarding, 'id' | 'blueprint' | 'parameters' | 'accountId' | 'userNames' | 'resources'>,
): { blueprint: Blueprint; plan: Plan } {
  const { id, blueprint: name, userNames, resources } = onboarding;
  if (findBlueprint(deps, name) !== undefined) return planOf(deps, onboarding);
  const nothing = {
    parameters: {},
    policies: [],
    groups: [],
    users: [],
    permissionsBoundary: [],
    differences: [],
    notes: [],
  };
  const path = ownPath(deps.settings.namespace, name, id);
  return { blueprint: { name, title: name, source: '', ...nothing }, plan: { path, userNames, resources, steps: [] } };
}
