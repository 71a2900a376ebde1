import type { Blueprint } from '../../catalog/blueprint.ts';
import { findBlueprint } from '../blueprints/versions.ts';
import { boundaryParameters, boundaryValues, type BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, bootstrapRolePrefix, iamArn, nameOwner } from '../core/names.ts';
import type { Place } from '../blueprints/arn.ts';
import { readParameters } from '../blueprints/parameters.ts';
import { boundarySizeErrors, policySizeErrors, tagErrors } from '../blueprints/valueErrors.ts';
import { isRegion, regionRule } from '../core/partitions.ts';
import type { ParameterValues } from '../blueprints/policyDocument.ts';
import type { Deps } from './ports.ts';
import { endpointProblem } from '../webhooks/endpoint.ts';
import { invalid } from './request/readBody.ts';
import type { CreateBody } from './request/schema.ts';

/** Returns the blueprint of a create request and the values of its parameters. Throws 422 with every invalid field. */
export function resolveBlueprint(
  deps: Deps<'catalog'>,
  name: string,
  given: Readonly<Record<string, unknown>> | undefined,
  accountId: string | undefined,
): { blueprint: Blueprint; parameters: ParameterValues } {
  const blueprint = blueprintNamed(deps, name);
  const { partition } = deps.settings;
  return { blueprint, parameters: resolveValues(blueprint, given, { partition, accountId }) };
}

function blueprintNamed(deps: Deps<'catalog'>, name: string): Blueprint {
  const blueprint = findBlueprint(deps, name);
  if (blueprint !== undefined) return blueprint;
  const known = deps.catalog.map((each) => each.name).join(', ');
  throw invalid([{ pointer: '/blueprint', detail: `is not the name of a blueprint. The blueprints are ${known}.` }]);
}

/** Returns the values of a blueprint's parameters for an account. Throws 422 with every invalid field. */
export function resolveValues(
  blueprint: Blueprint,
  given: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): ParameterValues {
  const read = readParameters(blueprint, given ?? {}, place);
  if ('errors' in read) throw invalid(read.errors);
  const tooLarge = [
    ...policySizeErrors(blueprint, read.values, place),
    ...boundarySizeErrors(blueprint, read.values, place),
  ];
  if (tooLarge.length > 0) throw invalid(tooLarge);
  return read.values;
}

/** Throws 422 if the tags of a create request and those of the blueprint cannot be together on a user or policy. */
export function assertTagsFit(
  { settings: { partition } }: Deps<never>,
  blueprint: Blueprint,
  values: ParameterValues,
  tags: CreateBody['tags'] = [],
): void {
  const errors = tagErrors(blueprint, values, tags, { partition });
  if (errors.length > 0) throw invalid(errors);
}

/**
 * Returns a blueprint and the values of the parameters that the stack depends on. The request may omit all other
 * parameters. Throws 422 with every invalid field.
 */
export function resolveBoundaryValues(
  deps: Deps<'catalog'>,
  name: string,
  given: Readonly<Record<string, unknown>> | undefined,
  accountId: string | undefined,
): { blueprint: Blueprint; values: BoundaryValues } {
  const blueprint = blueprintNamed(deps, name);
  const names = boundaryParameters(blueprint).map((each) => each.name);
  const withStackParameters = {
    ...blueprint,
    policies: [],
    groups: [],
    users: [],
    parameters: Object.fromEntries(Object.entries(blueprint.parameters).filter(([each]) => names.includes(each))),
  };
  const known = Object.keys(blueprint.parameters);
  const relevant = Object.entries(given ?? {}).filter(([each]) => names.includes(each) || !known.includes(each));
  const { partition } = deps.settings;
  const parameters = resolveValues(withStackParameters, Object.fromEntries(relevant), { partition, accountId });
  return { blueprint, values: boundaryValues(blueprint, parameters) };
}

/** Returns the region for the launch link. Throws 422 if the partition does not have it. */
export function resolveLaunchRegion({ settings }: Deps<never>, region: string | undefined): string | undefined {
  if (region === undefined || isRegion(settings.partition, region)) return region;
  const detail = `must be ${regionRule(settings.partition)}.`;
  throw invalid([{ pointer: '/launchRegion', detail }]);
}

/**
 * Returns the ARN of the role to assume: the role in the request, or else the role that the template creates. Throws
 * 422 if the role in the request is in another account, or its name does not begin with `{namespace}-bootstrap-` and end
 * with the tenant token: a role of another tenant of the vendor in the same account must not be assumed for this one.
 */
export function resolveRole(
  deps: Deps<never>,
  blueprint: Blueprint,
  { tenantId, accountId, bootstrapRoleArn }: Pick<CreateBody, 'tenantId' | 'accountId' | 'bootstrapRoleArn'>,
): string {
  const { partition, namespace } = deps.settings;
  const owner = nameOwner(deps.settings, tenantId, blueprint.name);
  const defaultArn = iamArn(partition, accountId, `role/${bootstrapRoleName(owner)}`);
  if (bootstrapRoleArn === undefined) return defaultArn;
  const prefix = iamArn(partition, accountId, `role/${bootstrapRolePrefix(namespace)}`);
  const end = `-${owner.tenantToken}`;
  const isOfTenant = bootstrapRoleArn.startsWith(prefix) && bootstrapRoleArn.endsWith(end);
  if (isOfTenant && /^[\w+=,.@-]{1,64}$/.test(bootstrapRoleArn.slice(prefix.length))) return bootstrapRoleArn;
  throw invalid([
    {
      pointer: '/bootstrapRoleArn',
      detail: `must be the ARN of a role in account ${accountId} that begins with ${prefix} and ends with ${end}. Omit it to use ${defaultArn}.`,
    },
  ]);
}

/**
 * Returns the webhook of an onboarding: the URL in the request, or else the URL of the deployment. Throws 422 if events
 * must not be sent to the URL in the request.
 */
export function resolveWebhook(deps: Deps<never>, given: CreateBody['webhook']): { readonly url: string } | undefined {
  const { webhookRules, webhookUrl } = deps.settings;
  if (given === undefined) return webhookUrl === undefined ? undefined : { url: webhookUrl };
  const problem = endpointProblem(given.url, webhookRules);
  if (problem !== undefined) throw invalid([{ pointer: '/webhook/url', detail: problem }]);
  return { url: given.url };
}
