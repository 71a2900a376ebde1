import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryParameters, boundaryValues, notGiven } from '../../lib/blueprints/permissionsBoundary.ts';
import { readParameters } from '../../lib/blueprints/parameters.ts';
import { planOnboarding } from '../../lib/blueprints/plan.ts';
import { policyArnsOf, policyDocumentsOf } from '../../lib/blueprints/policyDocumentsOf.ts';
import { accountId, launchedStack, settings } from './launchedStack.ts';
import { ownerOf } from './tenantNames.ts';

const managedPolicy = z.object({ arn: z.string(), document: z.looseObject({ Statement: z.array(z.unknown()) }) });

/** The documents of the AWS managed policies in the sandbox, by ARN. */
const managedPolicies = new Map(
  z
    .array(managedPolicy)
    .parse(JSON.parse(readFileSync('local/sandbox/iam/managedPolicies.json', 'utf8')))
    .map(({ arn, document }) => [arn, document]),
);

/** Returns what an onboarding makes for these parameters. @throws if a parameter is invalid */
export function planned(
  blueprint: Blueprint,
  parameters: Readonly<Record<string, unknown>>,
  onboardingId = 'ob_01JZ0000000000000000000000',
  tenantId?: string,
) {
  const { partition } = settings;
  const read = readParameters(blueprint, parameters, { partition });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const owner = ownerOf(blueprint.name, tenantId);
  const plan = planOnboarding({ ...owner, blueprint, values: read.values, partition, accountId, onboardingId });
  return { plan, values: read.values };
}

/** Returns the first user of a plan, with all policy documents that apply to it. */
export function madeUser(blueprint: Blueprint, parameters: Readonly<Record<string, unknown>>) {
  const { plan, values } = planned(blueprint, parameters);
  const own = new Map<string, unknown>(
    policyDocumentsOf(plan).flatMap(({ arn, document }) =>
      document === undefined ? [] : [[arn, JSON.parse(document)] as const],
    ),
  );
  const [name = ''] = plan.userNames;
  return {
    principal: plan.resources.find((resource) => resource.type === 'user' && resource.name === name)?.arn ?? '',
    identity: policyArnsOf(plan, name).map((arn) => {
      const document = own.get(arn) ?? managedPolicies.get(arn);
      if (document === undefined) throw new Error(`there is no policy ${arn}`);
      return document;
    }),
    /**
     * The boundary of a stack that was launched for exactly these values, and of one that was launched for all values.
     */
    exact: launchedStack(blueprint, boundaryValues(blueprint, values)).boundary.PolicyDocument,
    widest: launchedStack(
      blueprint,
      Object.fromEntries(
        boundaryParameters(blueprint).map(({ name: parameter, widest }) => [parameter, widest ?? notGiven]),
      ),
    ).boundary.PolicyDocument,
  };
}
