import type { Blueprint } from '../../catalog/blueprint.ts';
import { findBlueprint } from '../blueprints/blueprints.ts';
import { boundaryParameters, boundaryValues, type BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, iamArn } from '../core/names.ts';
import { readParameters } from '../blueprints/parameters.ts';
import type { Partition } from '../core/partitions.ts';
import type { ParameterValues } from '../blueprints/policyDocument.ts';
import type { Deps } from './ports.ts';
import { endpointProblem } from '../webhooks/endpoint.ts';
import { invalid, nothingMade, type CreateBody } from './request/schema.ts';

/** The blueprint of a request that makes something, and the values of its parameters. Throws 422 with every place that is wrong. */
export function resolveBlueprint(
  deps: Deps<never>,
  name: string,
  given: Readonly<Record<string, unknown>> | undefined,
): { blueprint: Blueprint; parameters: ParameterValues } {
  const blueprint = blueprintNamed(deps, name, nothingMade);
  return { blueprint, parameters: resolveValues(blueprint, given, deps.settings.partition, nothingMade) };
}

function blueprintNamed(deps: Deps<never>, name: string, lead?: string): Blueprint {
  const blueprint = findBlueprint(deps, name);
  if (blueprint !== undefined) return blueprint;
  const known = deps.catalog.map((each) => each.name).join(', ');
  throw invalid(
    [{ pointer: '/blueprint', detail: `is not the name of a blueprint. The blueprints are ${known}.` }],
    lead,
  );
}

/** The values of a blueprint's parameters in a partition. Throws 422 with every place that is wrong. */
export function resolveValues(
  blueprint: Blueprint,
  given: Readonly<Record<string, unknown>> | undefined,
  partition: Partition,
  lead?: string,
): ParameterValues {
  const read = readParameters(blueprint, given ?? {}, partition);
  if ('errors' in read) throw invalid(read.errors, lead);
  return read.values;
}

/** The blueprint and the part of its parameters that shapes the stack; the others do not matter here and may be missing. */
export function resolveBoundaryValues(
  deps: Deps<never>,
  name: string,
  given: Readonly<Record<string, unknown>> | undefined,
): { blueprint: Blueprint; values: BoundaryValues } {
  const blueprint = blueprintNamed(deps, name);
  const names = boundaryParameters(blueprint).map((each) => each.name);
  const shaping = {
    ...blueprint,
    parameters: Object.fromEntries(Object.entries(blueprint.parameters).filter(([each]) => names.includes(each))),
  };
  const known = Object.keys(blueprint.parameters);
  const relevant = Object.entries(given ?? {}).filter(([each]) => names.includes(each) || !known.includes(each));
  const parameters = resolveValues(shaping, Object.fromEntries(relevant), deps.settings.partition);
  return { blueprint, values: boundaryValues(blueprint, parameters) };
}

/** The role to assume: the one the template makes, or the one that the request names. Throws 422 for any that is not ours by name, or not in this account. */
export function resolveRole(
  deps: Deps<never>,
  blueprint: Blueprint,
  { accountId, bootstrapRoleArn }: Pick<CreateBody, 'accountId' | 'bootstrapRoleArn'>,
): string {
  const { partition, namespace } = deps.settings;
  const usual = iamArn(partition, accountId, `role/${bootstrapRoleName(namespace, blueprint.name)}`);
  if (bootstrapRoleArn === undefined) return usual;
  const prefix = iamArn(partition, accountId, `role/${namespace}-bootstrap-`);
  if (bootstrapRoleArn.startsWith(prefix) && /^[\w+=,.@-]{1,64}$/.test(bootstrapRoleArn.slice(prefix.length)))
    return bootstrapRoleArn;
  throw invalid(
    [
      {
        pointer: '/bootstrapRoleArn',
        detail: `must be the ARN of a role in account ${accountId} that begins with ${prefix}. Omit it to use ${usual}.`,
      },
    ],
    nothingMade,
  );
}

/** Where the onboarding's events go: its own URL, or the deploy's. Throws 422 for one that events may not be sent to. */
export function resolveWebhook(deps: Deps<never>, given: CreateBody['webhook']): { readonly url: string } | undefined {
  const { webhookRules, webhookUrl } = deps.settings;
  if (given === undefined) return webhookUrl === undefined ? undefined : { url: webhookUrl };
  const problem = endpointProblem(given.url, webhookRules);
  if (problem !== undefined) throw invalid([{ pointer: '/webhook/url', detail: problem }], nothingMade);
  return { url: given.url };
}
