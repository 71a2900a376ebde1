import type { Blueprint } from '../../catalog/blueprint.ts';
import { bootstrapTemplate, stackParameters, templateFile } from './bootstrapTemplate.ts';
import { boundaryName, boundaryNames, boundaryValues, type BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, iamArn, nameOwner, stackName } from '../core/names.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { partitions } from '../core/partitions.ts';
import type { Access, AccessDeps, AccessSettings, GivenBoundary } from './ports.ts';
import { parametersForCli } from './parametersForCli.ts';
import { terraformConfiguration } from './terraform.ts';

/** What a tenant's administrator needs to launch the stack: the link, the CLI command and the values in them. */
export interface AccessOffer {
  readonly externalId: string;
  readonly roleArn: string;
  readonly launchUrl: string;
  readonly templateUrl: string;
  readonly cliCommand: string;
  /** Updates a stack that exists. A launch link only creates stacks: CloudFormation refuses it if the stack exists. */
  readonly updateCommand: string;
  /** A Terraform configuration that creates the same stack, for tenants who launch nothing by hand. */
  readonly terraform: string;
  /** The region in which the link and the commands launch the stack. */
  readonly launchRegion: string;
}

/**
 * Returns the newest boundary with these values that a launch link of this access named. Undefined if no link named
 * one, or if the blueprint's boundary has changed since then.
 */
export function boundaryFor(
  settings: Pick<AccessSettings, 'namespace'>,
  { tenantId, boundaries }: Pick<Access, 'tenantId' | 'boundaries'>,
  blueprint: Blueprint,
  values: BoundaryValues,
): GivenBoundary | undefined {
  const owner = nameOwner(settings, tenantId, blueprint.name);
  return boundaries[blueprint.name]?.find(({ name, generation }) =>
    boundaryNames(owner, blueprint, values, generation).includes(name),
  );
}

/**
 * Returns the launch link and the commands for one blueprint. The same arguments always give the same result.
 * @param access as `ensureAccess` returns it for these values
 */
export function describeAccess(
  settings: AccessSettings,
  blueprint: Blueprint,
  access: Pick<Access, 'tenantId' | 'accountId' | 'externalId' | 'boundaries' | 'launchRegion'>,
  values: BoundaryValues,
): AccessOffer {
  const { partition, vendorAccountId, templatesUrl } = settings;
  const { tenantId, accountId, externalId } = access;
  const generation = boundaryFor(settings, access, blueprint, values)?.generation ?? 1;
  const { console: awsConsole, homeRegion } = partitions[partition];
  const consoleUrl = settings.consoleUrl ?? awsConsole;
  const launchRegion = access.launchRegion ?? homeRegion;
  const templateUrl = `${templatesUrl}/${templateFile(bootstrapTemplate(blueprint, settings))}`;
  const owner = nameOwner(settings, tenantId, blueprint.name);
  const stack = stackName(owner);
  const given = { tenantId, tenantToken: owner.tenantToken, accountId, vendorAccountId, externalId, generation };
  const filledIn = stackParameters(blueprint, { ...given, boundaryValues: values });
  const parameters = Object.entries(filledIn);
  const query = new URLSearchParams({ templateURL: templateUrl, stackName: stack });
  for (const [name, value] of parameters) query.set(`param_${name}`, value);
  const cli = (command: string) =>
    [
      `aws cloudformation ${command} --region ${launchRegion} --stack-name ${stack} --template-url ${templateUrl}`,
      `--capabilities CAPABILITY_NAMED_IAM --parameters`,
      parametersForCli(filledIn),
    ].join(' ');
  return {
    externalId,
    roleArn: iamArn(partition, accountId, `role/${bootstrapRoleName(owner)}`),
    launchUrl: `${consoleUrl}/cloudformation/home?region=${launchRegion}#/stacks/quickcreate?${query.toString()}`,
    templateUrl,
    cliCommand: cli('create-stack'),
    updateCommand: cli('update-stack'),
    terraform: terraformConfiguration({
      name: stack,
      templateUrl,
      parameters: filledIn,
      accountId,
      region: launchRegion,
    }),
    launchRegion,
  };
}

/**
 * The maximum number of boundaries that an access stores for one blueprint. A blueprint can have one boundary per AWS
 * region, and this number is larger than any list of regions.
 */
const maxBoundaries = 100;

/**
 * The maximum size of the values of the boundaries that an access stores for one blueprint, as JSON, in bytes. An item of
 * DynamoDB has at most 400 KB, and the values of one boundary may have 4 KB for each parameter.
 */
const maxBoundaryBytes = 30_000;

/** Returns the newest boundaries: as many as an access stores, and the newest two in any case. */
function newestThatFit(newestFirst: readonly GivenBoundary[]): readonly GivenBoundary[] {
  let bytes = 0;
  return newestFirst.slice(0, maxBoundaries).filter((boundary, index) => {
    bytes += Buffer.byteLength(JSON.stringify(boundary));
    return index < 2 || bytes <= maxBoundaryBytes;
  });
}

/**
 * Returns the access with the boundary that a stack launched with `values` creates, as the newest one of the blueprint.
 * Undefined if it is the newest one already.
 */
export function withNewestBoundary(
  settings: AccessSettings,
  access: Access,
  blueprint: Blueprint,
  values: BoundaryValues,
): Access | undefined {
  const boundaries = access.boundaries[blueprint.name] ?? [];
  const [newest] = boundaries;
  const known = boundaryFor(settings, access, blueprint, values);
  const lastUsed = boundaries.find(({ name }) => name === access.proven[blueprint.name])?.generation ?? 0;
  // An older boundary may be the one of existing users, and an update of the stack may have left it in the account. Its
  // name would then be taken, so the link names a new one.
  if (known !== undefined && (known === newest || known.generation > lastUsed)) return undefined;
  const generation = (newest?.generation ?? 0) + 1;
  const owner = nameOwner(settings, access.tenantId, blueprint.name);
  const added: GivenBoundary = { name: boundaryName(owner, blueprint, values, generation), values, generation };
  const newestFirst = newestThatFit([added, ...boundaries]);
  return { ...access, boundaries: { ...access.boundaries, [blueprint.name]: newestFirst } };
}

/**
 * Returns the access of a tenant and account. Creates it with a new external ID if none is stored; the external ID
 * never comes from a request. If two requests create the access at the same time, both get the one that was stored
 * first. Also stores the boundary that a stack launched with `values` creates, as the newest boundary of the blueprint,
 * and the region for the launch link, if one is given.
 */
export async function ensureAccess(
  deps: AccessDeps,
  where: { readonly tenantId: string; readonly accountId: string },
  blueprint: Blueprint,
  values: BoundaryValues,
  launchRegion?: string,
): Promise<Access> {
  for (;;) {
    const stored = await deps.store.getAccess(where.tenantId, where.accountId);
    const before: Access = stored ?? {
      ...where,
      externalId: deps.newExternalId(),
      boundaries: {},
      proven: {},
      assumedRoles: [],
      version: 0,
    };
    const changed = withNewestBoundary(deps.settings, before, blueprint, values);
    if (changed === undefined && (launchRegion ?? before.launchRegion) === before.launchRegion) return before;
    const after = {
      ...(changed ?? before),
      ...(launchRegion !== undefined && { launchRegion }),
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
