import type { Blueprint } from '../../catalog/blueprint.ts';
import type { DeploySettings } from '../core/ports.ts';
import { nameOwner, ownPath } from '../core/names.ts';
import { planOnboarding, type Plan } from './plan.ts';
import type { Onboarding } from '../record/onboarding.ts';

/** The dependencies of code that looks up blueprints. */
export interface BlueprintDeps {
  readonly catalog: readonly Blueprint[];
  readonly settings: Pick<DeploySettings, 'namespace' | 'partition'>;
}

/** Returns the blueprint of the catalogue with this name. Undefined if it has none. */
export function findBlueprint(deps: BlueprintDeps, name: string): Blueprint | undefined {
  return deps.catalog.find((blueprint) => blueprint.name === name);
}

/**
 * Returns the blueprint of a record and its plan. Throws if the deployed catalogue no longer contains the blueprint.
 */
export function planOf(
  deps: BlueprintDeps,
  onboarding: Pick<Onboarding, 'id' | 'blueprint' | 'parameters' | 'tenantId' | 'accountId'>,
): { blueprint: Blueprint; plan: Plan } {
  const blueprint = findBlueprint(deps, onboarding.blueprint);
  if (blueprint === undefined) throw new Error(`the catalogue has no blueprint ${onboarding.blueprint}`);
  const { partition } = deps.settings;
  const { id: onboardingId, parameters: values, tenantId, accountId } = onboarding;
  const owner = nameOwner(deps.settings, tenantId, blueprint.name);
  return { blueprint, plan: planOnboarding({ ...owner, blueprint, values, partition, accountId, onboardingId }) };
}

/**
 * Returns the blueprint of a record and a plan, for code that removes resources and creates none. If the deployed
 * catalogue no longer contains the blueprint, the plan has no steps and lists the resources in the record.
 */
export function planForRemoval(
  deps: BlueprintDeps,
  onboarding: Pick<
    Onboarding,
    'id' | 'blueprint' | 'parameters' | 'tenantId' | 'accountId' | 'userNames' | 'resources'
  >,
): { blueprint: Blueprint; plan: Plan } {
  const { id, blueprint: name, tenantId, userNames, resources } = onboarding;
  if (findBlueprint(deps, name) !== undefined) return planOf(deps, onboarding);
  const empty = {
    parameters: {},
    policies: [],
    groups: [],
    users: [],
    permissionsBoundary: [],
    differences: [],
    notes: [],
  };
  const path = ownPath(nameOwner(deps.settings, tenantId, name), id);
  return { blueprint: { name, title: name, source: '', ...empty }, plan: { path, userNames, resources, steps: [] } };
}
