import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { holds, resolve, type Fields, type Scope } from './intrinsics.ts';
import type { LaunchLink } from './link.ts';
import { creationOrder } from './order.ts';
import { StackProblem } from './problem.ts';
import type { Identity, ResourceType } from './resourceType.ts';
import { resourceTypes } from './resourceTypes.ts';
import type { Stack } from './stackStore.ts';
import { checkRules, parameterValues, type Template } from './template.ts';

/** A resource as the template defines it. */
export interface Planned {
  readonly logicalId: string;
  readonly type: string;
  readonly behaviour: ResourceType;
  readonly identity: Identity;
  readonly properties: Fields;
}

/** The resources and outputs that a stack has after a launch. */
export interface StackPlan {
  /** In an order in which they can be created. */
  readonly resources: readonly Planned[];
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Computes the resources and outputs of a template in an account. This requires no call to AWS, because the names and
 * ARNs of IAM resources follow from their properties.
 * @param existing the stored stack of that name, whose generated names are kept
 * @throws StackProblem for a parameter, rule, type or property that CloudFormation would refuse.
 */
export function planStack(
  template: Template,
  { stackName, region, parameters }: LaunchLink,
  accountId: string,
  stackId: string,
  existing: Stack | undefined,
): StackPlan {
  const planned = new Map<string, Planned>();
  const scope: Scope = {
    values: new Map<string, unknown>([
      ...parameterValues(template, parameters),
      ['AWS::AccountId', accountId],
      ['AWS::Partition', 'aws'],
      ['AWS::Region', region],
      ['AWS::StackId', stackId],
      ['AWS::StackName', stackName],
      ['AWS::URLSuffix', 'amazonaws.com'],
    ]),
    conditions: template.Conditions,
    resource: (logicalId, attribute) => {
      const resource = planned.get(logicalId);
      if (resource === undefined) return undefined;
      if (attribute === undefined) return resource.identity.physicalId;
      return resource.behaviour.arnAttributes.includes(attribute) ? resource.identity.arn : undefined;
    },
  };
  checkRules(template, scope);
  for (const logicalId of creationOrder(template.Resources)) {
    const declared = template.Resources[logicalId];
    if (
      declared === undefined ||
      (declared.Condition !== undefined && !holds({ Condition: declared.Condition }, scope))
    )
      continue;
    const behaviour = resourceTypes.get(declared.Type);
    if (behaviour === undefined)
      throw new StackProblem(`Template format error: Unrecognized resource types: [${declared.Type}]`);
    const properties = fields.parse(resolve(declared.Properties, scope));
    behaviour.check(properties);
    const known = existing?.resources.find(
      (resource) => resource.logicalId === logicalId && resource.type === declared.Type,
    );
    const generated =
      known?.arn.slice(known.arn.lastIndexOf('/') + 1) ??
      `${stackName}-${logicalId}-${randomBytes(6).toString('hex').toUpperCase()}`;
    const identity = behaviour.identify(properties, accountId, generated);
    planned.set(logicalId, { logicalId, type: declared.Type, behaviour, identity, properties });
  }
  return { resources: [...planned.values()], outputs: outputsOf(template, scope) };
}

function outputsOf({ Outputs }: Template, scope: Scope): Readonly<Record<string, string>> {
  const included = Object.entries(Outputs).filter(
    ([, { Condition }]) => Condition === undefined || holds({ Condition }, scope),
  );
  return Object.fromEntries(included.map(([name, { Value }]) => [name, String(resolve(Value, scope))]));
}

const fields = z.record(z.string(), z.unknown());
