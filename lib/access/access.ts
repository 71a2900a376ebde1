import type { Blueprint } from '../../catalog/blueprint.ts';
import { bootstrapTemplate, stackParameters, templateFile } from './bootstrapTemplate.ts';
import { boundaryName, boundaryValues, type BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, iamArn } from '../core/names.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { partitions } from '../core/partitions.ts';
import type { Access, AccessDeps, AccessSettings, GivenBoundary } from './ports.ts';

/** What a tenant's administrator needs to let Latchkey in. */
export interface AccessOffer {
  readonly externalId: string;
  readonly roleArn: string;
  readonly launchUrl: string;
  readonly templateUrl: string;
  readonly cliCommand: string;
}

/** The offer for one blueprint; the same values always give the same link. Pure. */
export function describeAccess(
  settings: AccessSettings,
  blueprint: Blueprint,
  { tenantId, accountId, externalId }: Pick<Access, 'tenantId' | 'accountId' | 'externalId'>,
  values: BoundaryValues,
): AccessOffer & { readonly updateCommand: string } {
  const { namespace, partition, vendorAccountId, templatesUrl } = settings;
  const { console: consoleUrl, homeRegion } = partitions[partition];
  const templateUrl = `${templatesUrl}/${templateFile(bootstrapTemplate(blueprint, settings))}`;
  const stackName = `${namespace}-${blueprint.name}`;
  const parameters = Object.entries(
    stackParameters({ tenantId, accountId, vendorAccountId, externalId, boundaryValues: values }),
  );
  const query = new URLSearchParams({ templateURL: templateUrl, stackName });
  for (const [name, value] of parameters) query.set(`param_${name}`, value);
  const cli = (command: string) =>
    [
      `aws cloudformation ${command} --region ${homeRegion} --stack-name ${stackName} --template-url ${templateUrl}`,
      `--capabilities CAPABILITY_NAMED_IAM --parameters`,
      ...parameters.map(([name, value]) => `ParameterKey=${name},ParameterValue=${value}`),
    ].join(' ');
  return {
    externalId,
    roleArn: iamArn(partition, accountId, `role/${bootstrapRoleName(namespace, blueprint.name)}`),
    launchUrl: `${consoleUrl}/cloudformation/home?region=${homeRegion}#/stacks/quickcreate?${query.toString()}`,
    templateUrl,
    cliCommand: cli('create-stack'),
    updateCommand: cli('update-stack'),
  };
}

/** How many boundaries a blueprint may have given out for one tenant and account: more than any list of regions. */
const keptBoundaries = 100;

/**
 * The external ID of a tenant and account, made on first use and never from a request; two requests at once end with
 * one. With `blueprint`, also keeps the boundary that the offer's stack will make, as the newest given out.
 */
export async function ensureAccess(
  deps: AccessDeps,
  where: { readonly tenantId: string; readonly accountId: string },
  blueprint: Blueprint,
  values: BoundaryValues,
): Promise<Access> {
  const given: GivenBoundary = { name: boundaryName(deps.settings.namespace, blueprint, values), values };
  for (;;) {
    const standing = await deps.store.getAccess(where.tenantId, where.accountId);
    const before: Access = standing ?? {
      ...where,
      externalId: deps.newExternalId(),
      boundaries: {},
      proven: {},
      letIn: [],
      version: 0,
    };
    const boundaries = before.boundaries[blueprint.name] ?? [];
    if (boundaries[0]?.name === given.name) return before;
    const newest = [given, ...boundaries.filter(({ name }) => name !== given.name)].slice(0, keptBoundaries);
    const after = {
      ...before,
      boundaries: { ...before.boundaries, [blueprint.name]: newest },
      version: before.version + 1,
    };
    if (await deps.store.saveAccess(after)) return after;
  }
}

/** What lets us in, for an onboarding about to be provisioned: made anew where there is none, or none any more. */
export async function accessForOnboarding(
  deps: AccessDeps,
  { tenantId, accountId, parameters }: Pick<Onboarding, 'tenantId' | 'accountId' | 'parameters'>,
  blueprint: Blueprint,
): Promise<Access> {
  const standing = await deps.store.getAccess(tenantId, accountId);
  return standing ?? ensureAccess(deps, { tenantId, accountId }, blueprint, boundaryValues(blueprint, parameters));
}

/** When a bootstrap role first let Latchkey in (epoch ms); undefined if it never did, as far as is known. */
export function firstLetInAt({ letIn }: Access, roleArn: string): number | undefined {
  return letIn.find((each) => each.roleArn === roleArn)?.at;
}

/**
 * Writes down that a role has let Latchkey in for the first time. Returns the access as it is stored, so that the next
 * write builds on it. A lost write costs a longer wait the next time, so no failure of it matters.
 */
export async function rememberLetIn(deps: AccessDeps, access: Access, roleArn: string): Promise<Access> {
  if (firstLetInAt(access, roleArn) !== undefined) return access;
  const letIn = [...access.letIn, { roleArn, at: deps.clock.now() }];
  const after = { ...access, letIn, version: access.version + 1 };
  return (await deps.store.saveAccess(after).catch(() => false)) ? after : access;
}
