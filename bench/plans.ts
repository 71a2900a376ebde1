import { catalog } from '../catalog/index.ts';
import { boundaryName, boundaryValues } from '../lib/blueprints/permissionsBoundary.ts';
import { readParameters } from '../lib/blueprints/parameters.ts';
import { planOnboarding, type Plan } from '../lib/blueprints/plan.ts';
import { iamArn, tenantToken } from '../lib/core/names.ts';
import { config } from '../lib/gateways/config/config.ts';
import type { BenchCase } from './cases.ts';
import type { Tenant } from './stack.ts';

const sampleTenant: Tenant = { tenantId: 'acme', accountId: '111122223333' };

/** Returns the blueprint of the catalogue with this name. */
export function blueprintOf(name: string) {
  const blueprint = catalog.find((each) => each.name === name);
  if (blueprint === undefined) throw new Error(`There is no blueprint ${name}.`);
  return blueprint;
}

/** Returns the plan of a case for a tenant. The ID of the onboarding is a sample. */
export function planOf(each: BenchCase, { tenantId, accountId }: Tenant = sampleTenant): Plan {
  const { partition } = config;
  const onboardingId = 'ob_00000000000000000000000000';
  return planOnboarding({
    blueprint: blueprintOf(each.blueprint),
    values: valuesOf(each),
    ...namesOf(tenantId),
    partition,
    accountId,
    onboardingId,
  });
}

/** Returns the ARN of the permissions boundary that the tenant's first stack for this case makes. */
export function boundaryArnOf(each: BenchCase, { tenantId, accountId }: Tenant): string {
  const blueprint = blueprintOf(each.blueprint);
  const boundary = boundaryName(namesOf(tenantId), blueprint, boundaryValues(blueprint, valuesOf(each)), 1);
  return iamArn(config.partition, accountId, `policy/${boundary}`);
}

function valuesOf({ blueprint, parameters }: BenchCase) {
  const read = readParameters(blueprintOf(blueprint), parameters, { partition: config.partition });
  if ('errors' in read) throw new Error(`The parameters of ${blueprint} are not right: ${JSON.stringify(read.errors)}`);
  return read.values;
}

function namesOf(tenantId: string) {
  return { namespace: config.namespace, tenantToken: tenantToken(tenantId) };
}
