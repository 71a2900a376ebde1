import type { Blueprint } from '../../catalog/blueprint.ts';
import { bootstrapTemplate, stackParameters, templateFile } from './bootstrapTemplate.ts';
import { boundaryName, boundaryValues, type BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, iamArn, stackName } from '../core/names.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { partitions } from '../core/partitions.ts';
import type { Access, AccessDeps, AccessSettings, GivenBoundary } from './ports.ts';

/** What a tenant's administrator needs to launch the stack: the link, the CLI command and the values in them. */
export interface AccessOffer {
  readonly externalId: string;
  readonly roleArn: string;
  readonly launchUrl: string;
  readonly templateUrl: string;
  readonly cliCommand: string;
}

/** Returns the launch link and the commands for one blueprint. The same arguments always give the same result. */
export function describeAccess(
  settings: AccessSettings,
  blueprint: Blueprint,
  { tenantId, accountId, externalId }: Pick<Access, 'tenantId' | 'accountId' | 'externalId'>,
  values: BoundaryValues,
): AccessOffer & { readonly updateCommand: string } {
  const { namespace, partition, vendorAccountId, templatesUrl } = settings;
  const { console: consoleUrl, homeRegion } = partitions[partition];
  const templateUrl = `${templatesUrl}/${templateFile(bootstrapTemplate(blueprint, settings))}`;
  const stack = stackName(namespace, blueprint.name);
  const parameters = Object.entries(
    stackParameters({ tenantId, accountId, vendorAccountId, externalId, boundaryValues: values }),
  );
  const query = new URLSearchParams({ templateURL: templateUrl, stackName: stack });
  for (const [name, value] of parameters) query.set(`param_${name}`, value);
  const cli = (command: string) =>
    [
      `aws cloudformation ${command} --region ${homeRegion} --stack-name ${stack} --template-url ${templateUrl}`,
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

/**
 * The maximum number of boundaries that an access stores for one blueprint. A blueprint can have one boundary per AWS
 * region, and this number is larger than any list of regions.
 */
const maxBoundaries = 100;

/**
 * Returns the access of a tenant and account. Creates it with a new external ID if none is stored; the external ID
 * never comes from a request. If two requests create the access at the same time, both get the one that was stored
 * first. Also stores the boundary that a stack launched with `values` creates, as the newest boundary of the blueprint.
 */
export async function ensureAccess(
  deps: AccessDeps,
  where: { readonly tenantId: string; readonly accountId: string },
  blueprint: Blueprint,
  values: BoundaryValues,
): Promise<Access> {
  const boundary: GivenBoundary = { name: boundaryName(deps.settings.namespace, blueprint, values), values };
  for (;;) {
    const stored = await deps.store.getAccess(where.tenantId, where.accountId);
    const before: Access = stored ?? {
      ...where,
      externalId: deps.newExternalId(),
      boundaries: {},
      proven: {},
      letIn: [],
      version: 0,
    };
    const boundaries = before.boundaries[blueprint.name] ?? [];
    if (boundaries[0]?.name === boundary.name) return before;
    const newestFirst = [boundary, ...boundaries.filter(({ name }) => name !== boundary.name)].slice(0, maxBoundaries);
    const after = {
      ...before,
      boundaries: { ...before.boundaries, [blueprint.name]: newestFirst },
      version: before.version + 1,
    };
    if (await deps.store.saveAccess(after)) return after;
  }
}

/** Returns the access to provision an onboarding with. Creates one if none is stored or if it was retired. */
export async function accessForOnboarding(
  deps: AccessDeps,
  { tenantId, accountId, parameters }: Pick<Onboarding, 'tenantId' | 'accountId' | 'parameters'>,
  blueprint: Blueprint,
): Promise<Access> {
  const stored = await deps.store.getAccess(tenantId, accountId);
  return stored ?? ensureAccess(deps, { tenantId, accountId }, blueprint, boundaryValues(blueprint, parameters));
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
