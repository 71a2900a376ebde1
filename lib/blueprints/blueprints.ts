import type { Blueprint } from '../../catalog/blueprint.ts';
import type { DeploySettings } from '../core/ports.ts';
import { nameOwner, ownPath } from '../core/names.ts';
import { planOnboarding, type Plan } from './plan.ts';
import { blueprintOf, type KnownBlueprints } from './versions.ts';
import type { Onboarding } from '../record/onboarding.ts';

/** The dependencies of code that looks up blueprints. */
export interface BlueprintDeps extends KnownBlueprints {
  readonly settings: Pick<DeploySettings, 'namespace' | 'partition'>;
}

/** The fields of a record that decide its plan. */
export type Planned = Pick<Onboarding, 'id' | 'blueprint' | 'parameters' | 'tenantId' | 'accountId'> &
  Partial<Pick<Onboarding, 'blueprintDigest' | 'policyNames'>>;

/**
 * Returns the blueprint of a record, in the version with which it was planned, and its plan. Throws if this process does
 * not know the version.
 */
export function planOf(deps: BlueprintDeps, onboarding: Planned): { blueprint: Blueprint; plan: Plan } {
  const blueprint = blueprintOf(deps, onboarding);
  if (blueprint === undefined) throw new Error(`this version of the blueprint ${onboarding.blueprint} is not known`);
  const { partition } = deps.settings;
  const { id: onboardingId, parameters: values, tenantId, accountId, policyNames } = onboarding;
  const owner = nameOwner(deps.settings, tenantId, blueprint.name);
  const request = { ...owner, blueprint, values, partition, accountId, onboardingId, policyNames };
  return { blueprint, plan: planOnboarding(request) };
}

/**
 * Returns the blueprint of a record and a plan, for code that removes resources and creates none. If this process does not
 * know the blueprint, the plan has no steps and lists the resources in the record.
 */
export function planForRemoval(
  deps: BlueprintDeps,
  onboarding: Planned & Pick<Onboarding, 'userNames' | 'resources'>,
): { blueprint: Blueprint; plan: Plan } {
  const { id, blueprint: name, tenantId, userNames, resources } = onboarding;
  if (blueprintOf(deps, onboarding) !== undefined) return planOf(deps, onboarding);
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
