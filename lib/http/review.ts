import { boundaryFor, describeAccess } from '../access/access.ts';
import { bootstrapTemplate, templateFile } from '../access/bootstrapTemplate.ts';
import type { Access } from '../access/ports.ts';
import { hasNothingInAccount } from '../record/inAccount.ts';
import { blueprintOf, findBlueprint } from '../blueprints/versions.ts';
import { readParameters } from '../blueprints/parameters.ts';
import { boundaryValues } from '../blueprints/permissionsBoundary.ts';
import { iamArn, nameOwner, ownPath, stackName } from '../core/names.ts';
import { partitions } from '../core/partitions.ts';
import { preview } from '../preview/preview.ts';
import type { LinkRecord } from '../record/links.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Deps } from './ports.ts';
import { reviewedLink, reviewSchema, type ReviewView } from './views/reviewView.ts';

type ReviewDeps = Pick<Deps<'catalog'>, 'settings' | 'catalog' | 'versions'>;

/** What a review shows: an onboarding, the tenant's access, and the link of the caller, if it has one. */
interface Reviewed {
  readonly onboarding: Onboarding;
  /** Undefined if it was retired. */
  readonly access: Access | undefined;
  readonly link: LinkRecord | undefined;
  /** Whether the caller may see what launches the stack. */
  readonly mayLaunch: boolean;
}

/**
 * Returns what the tenant's administrator has to know before launching the stack, and to find again later. In every
 * status: a part that depends on what no longer exists is null, and `retired` says what that is. A link that may not
 * launch gets neither the stack nor the external ID.
 */
export function reviewOf(deps: ReviewDeps, reviewed: Reviewed): ReviewView {
  const { settings } = deps;
  const { onboarding, access, link } = reviewed;
  const { partition } = settings;
  const { id, status, tenantId, accountId, userNames } = onboarding;
  const owner = nameOwner(settings, tenantId, onboarding.blueprint);
  const path = ownPath(owner, id);
  return reviewSchema.parse({
    onboarding: id,
    status,
    tenantId,
    accountId,
    partition,
    launchRegion: access && (access.launchRegion ?? partitions[partition].homeRegion),
    blueprint: onboarding.blueprint,
    vendor: { name: settings.vendorName, accountId: settings.vendorAccountId, ...settings.contacts },
    link: reviewedLink(link),
    ...blueprintParts(deps, reviewed),
    revoke: { stackName: stackName(owner), userNames },
    cloudTrail: {
      sessionArn: sessionArn(onboarding),
      userArns: userNames.map((name) => iamArn(partition, accountId, `user${path}${name}`)),
    },
  });
}

/** Returns the parts of a review that depend on the blueprint. */
function blueprintParts(deps: ReviewDeps, { onboarding, access, mayLaunch }: Reviewed) {
  const { settings } = deps;
  const { id, tenantId, accountId } = onboarding;
  // What the tenant has, or what the stack would be launched for.
  const blueprint = hasNothingInAccount(onboarding)
    ? findBlueprint(deps, onboarding.blueprint)
    : blueprintOf(deps, onboarding);
  if (blueprint === undefined) return { preview: null, template: null, stack: null, retired: 'blueprint' };
  const { partition, templatesUrl } = settings;
  const body = bootstrapTemplate(blueprint, settings);
  const file = templateFile(body);
  const template = { url: `${templatesUrl}/${file}`, sha256: file.replace('.json', ''), body };
  // The blueprint may have been deployed with other parameters since the onboarding was created.
  const read = readParameters(blueprint, onboarding.parameters, { partition, accountId });
  if ('errors' in read) return { preview: null, template, stack: null, retired: 'parameters' };
  const { values } = read;
  const stackValues = boundaryValues(blueprint, values);
  const offer = access && mayLaunch ? describeAccess(settings, blueprint, access, stackValues) : undefined;
  const known = {
    id,
    externalId: offer?.externalId,
    generation: (access && boundaryFor(settings, access, blueprint, stackValues)?.generation) ?? 1,
  };
  return {
    preview: preview(settings, { blueprint, values, accountId, partition, tenantId, onboarding: known }),
    template,
    stack: offer === undefined ? null : { name: stackName(nameOwner(settings, tenantId, blueprint.name)), ...offer },
    ...(access === undefined && { retired: 'access' }),
  };
}

/**
 * Returns the ARN of Latchkey's sessions in the account, which CloudTrail names in each event that one of them caused.
 * The name of a session is the onboarding's ID.
 */
function sessionArn({ id, roleArn }: Onboarding): string {
  return `${roleArn.replace(':iam::', ':sts::').replace(':role/', ':assumed-role/')}/${id}`;
}
