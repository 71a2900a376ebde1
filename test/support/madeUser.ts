import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryParameters, boundaryValues } from '../../lib/blueprints/permissionsBoundary.ts';
import { readParameters } from '../../lib/blueprints/parameters.ts';
import { planOnboarding } from '../../lib/blueprints/plan.ts';
import { policyArnsOf, policyDocumentsOf } from '../../lib/blueprints/policyDocumentsOf.ts';
import { accountId, launchedStack, settings } from './launchedStack.ts';

const managedPolicy = z.object({ arn: z.string(), document: z.looseObject({ Statement: z.array(z.unknown()) }) });

/** The documents of AWS's own managed policies that the sandbox has, by ARN. */
const managedPolicies = new Map(
  z
    .array(managedPolicy)
    .parse(JSON.parse(readFileSync('local/sandbox/iam/managedPolicies.json', 'utf8')))
    .map(({ arn, document }) => [arn, document]),
);

/** What an onboarding makes for these parameters. @throws where a parameter is wrong */
export function planned(blueprint: Blueprint, parameters: Readonly<Record<string, unknown>>) {
  const { namespace, partition } = settings;
  const read = readParameters(blueprint, parameters, partition);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const onboardingId = 'ob_01JZ0000000000000000000000';
  const plan = planOnboarding({ blueprint, values: read.values, namespace, partition, accountId, onboardingId });
  return { plan, values: read.values };
}

/** The first user of a plan, with every document that says what it may do. */
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
    /** The boundary of a stack that was launched for just these values, and of one that covers all. */
    exact: launchedStack(blueprint, boundaryValues(blueprint, values)).boundary.PolicyDocument,
    widest: launchedStack(
      blueprint,
      Object.fromEntries(boundaryParameters(blueprint).map(({ name: parameter, widest }) => [parameter, widest])),
    ).boundary.PolicyDocument,
  };
}
