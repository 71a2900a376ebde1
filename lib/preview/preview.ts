import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryName, boundaryText, boundaryValues } from '../blueprints/permissionsBoundary.ts';
import { ownTags } from '../blueprints/ownTags.ts';
import { tagsPlanned } from '../blueprints/tagChanges.ts';
import { differencesOf } from './differences.ts';
import { awsManagedPolicyArn, iamArn, ownPath, samples, tenantToken } from '../core/names.ts';
import type { Partition } from '../core/partitions.ts';
import { planOnboarding, type Plan, type PlanRequest } from '../blueprints/plan.ts';
import { attachmentsOf, groupsOf, policyArnsOf, policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';
import { mapStrings, policySize, type ParameterValues } from '../blueprints/policyDocument.ts';
import type { AccessSettings } from '../access/ports.ts';
import { awsManagedPolicy } from './managedPolicies.ts';
import { previewStack } from './stackPreview.ts';
import { fitsInline, quotaUsage } from './quotas.ts';
import { risksOf } from './risks.ts';
import { managedPoliciesOf, summarizeUsers } from './userSummaries.ts';

/** Placeholders for values that only an onboarding has. The braces show that they are not values. */
const placeholders = {
  onboardingId: '{onboardingId}',
  tenantId: '{tenantId}',
  tenantToken: '{tenantToken}',
  externalId: '{externalId}',
} as const;

/** A sample external ID. All external IDs have this length: 192 bits in base64url. */
const sampleExternalId = 'x'.repeat(32);

export interface PreviewRequest {
  readonly blueprint: Blueprint;
  readonly values: ParameterValues;
  readonly accountId: string;
  readonly partition: Partition;
  readonly tenantId: string | undefined;
  /** Returns a managed policy of AWS. Absent: those of the catalogue are known. */
  readonly managedPolicy?: typeof awsManagedPolicy;
  /** The values of an onboarding that exists. Undefined: the preview has placeholders. */
  readonly onboarding?: PreviewedOnboarding;
  /** As in `PlanRequest`. */
  readonly policyNames?: PlanRequest['policyNames'];
}

/** What the preview of an onboarding that exists has instead of placeholders. */
interface PreviewedOnboarding {
  readonly id: string;
  /** Undefined: the preview has a placeholder. */
  readonly externalId: string | undefined;
  /** As in `GivenBoundary`. */
  readonly generation: number;
}

/**
 * Returns everything that an onboarding would create, and what the tenant's CloudFormation stack would create for it.
 * Has no side effects.
 */
export function preview(
  settings: AccessSettings,
  {
    blueprint,
    values,
    accountId,
    partition,
    tenantId,
    onboarding,
    policyNames,
    managedPolicy = awsManagedPolicy,
  }: PreviewRequest,
) {
  const { namespace } = settings;
  const {
    id: onboardingId = placeholders.onboardingId,
    externalId = placeholders.externalId,
    generation = 1,
  } = onboarding ?? {};
  const owner = {
    namespace,
    blueprint: blueprint.name,
    tenantToken: tenantId === undefined ? placeholders.tenantToken : tenantToken(tenantId),
  };
  const plan = planOnboarding({ ...owner, blueprint, values, partition, accountId, onboardingId, policyNames });
  const stackValues = boundaryValues(blueprint, values);
  const isOfAws = 'managed' in blueprint.permissionsBoundary;
  const name = boundaryName(owner, blueprint, stackValues, generation);
  const boundary = {
    name,
    document: isOfAws
      ? JSON.stringify(managedPolicy(name, partition)?.document ?? everythingAllowed)
      : boundaryText(blueprint, stackValues, { accountId, partition }),
  };
  const boundaryArn = isOfAws ? awsManagedPolicyArn(partition, name) : iamArn(partition, accountId, `policy/${name}`);
  const tenant = {
    tenantId: tenantId ?? placeholders.tenantId,
    tenantToken: owner.tenantToken,
    accountId,
    externalId,
    generation,
  };
  const { role, stack } = previewStack({ ...settings, partition }, blueprint, tenant, stackValues);
  const own = ownTags({ id: onboardingId, tenantId: tenant.tenantId, blueprint: blueprint.name });
  const tagsOf = (type: 'user' | 'policy', of: string) => [...tagsPlanned(plan, type, of), ...own];
  const groups = identities(plan, 'group');
  const users = identities(plan, 'user').map((user) => ({
    ...user,
    permissionsBoundary: boundaryArn,
    groups: groupsOf(plan, user.name),
    tags: tagsOf('user', user.name),
    credentials: 'One access key. No password for the console.',
  }));
  const policies = policyDocumentsOf(plan).flatMap(({ name, arn, document }) =>
    document === undefined
      ? []
      : [
          {
            name,
            arn,
            tags: tagsOf('policy', name),
            ...documentOf(document),
            fitsInlineInUser: fitsInline(document),
          },
        ],
  );
  const managedPolicies = managedPoliciesOf(plan, partition, managedPolicy);
  return {
    blueprint: blueprint.name,
    title: blueprint.title,
    source: blueprint.source,
    partition,
    accountId,
    parameters: values,
    placeholders: [
      ...(onboarding === undefined
        ? [
            `${placeholders.onboardingId} stands for the ID that the onboarding will get, such as ${samples.onboardingId}.`,
          ]
        : []),
      ...(externalId === placeholders.externalId
        ? [`${placeholders.externalId} stands for the external ID, which is made when access is first asked for.`]
        : []),
      ...(tenantId === undefined
        ? [
            `${placeholders.tenantId} stands for the tenant, who was not given.`,
            `${placeholders.tenantToken} stands for 8 characters that follow from the tenant's ID, such as ${samples.tenantToken}.`,
          ]
        : []),
    ],
    path: plan.path,
    users,
    groups,
    policies,
    managedPolicies,
    summary: summarizeUsers(
      users.map(({ name }) => ({ name, policyArns: policyArnsOf(plan, name) })),
      {
        documents: new Map([...policies, ...managedPolicies].map(({ arn, document }) => [arn, document])),
        boundary: JSON.parse(boundary.document),
      },
    ),
    risks: risksOf(plan, boundary.document),
    boundary: { name: boundary.name, arn: boundaryArn, ...documentOf(boundary.document) },
    role,
    stack,
    differences: differencesOf(blueprint, values, { boundaryName: boundary.name, path: plan.path }),
    notes: [
      ...blueprint.notes,
      ...(managedPolicies.length === 0 ? [] : [managedNote(partition)]),
      ...(isOfAws ? [boundaryOfAwsNote(name, managedPolicy(name, partition) !== undefined)] : []),
      ...partitionNotes(settings.partition, partition),
    ],
    sizes: quotaUsage(plan, ownPath(owner, samples.onboardingId), {
      boundary: isOfAws ? undefined : boundary,
      role: { ...role, trustPolicy: withExternalId(role.trustPolicy) },
    }),
    steps: plan.steps.map(({ name, needs }) => ({ name, needs })),
  };
}

/** Returns the users or groups of a plan, each with the ARNs of the policies attached to it. */
function identities(plan: Plan, type: 'user' | 'group') {
  const attachments = attachmentsOf(plan).filter((each) => each.type === type);
  return plan.resources
    .filter((resource) => resource.type === type)
    .map(({ name, arn }) => ({
      name,
      arn,
      attachedPolicies: attachments.filter((each) => each.name === name).map(({ policyArn }) => policyArn),
    }));
}

function documentOf(document: string): { document: unknown; characters: number } {
  return { document: JSON.parse(document), characters: policySize(document) };
}

function withExternalId(trustPolicy: unknown): unknown {
  return mapStrings(trustPolicy, (text) => text.replaceAll(placeholders.externalId, sampleExternalId));
}

function managedNote(partition: Partition): string {
  const where =
    partition === 'aws' ? '' : ` They were read in the partition aws; in ${partition} AWS may have another version.`;
  return `AWS keeps its managed policies itself and may change them at any time: what is shown is the version named with each. A boundary that the stack makes does not change with them.${where}`;
}

/** What a policy of AWS counts as if its document is not known, so that no risk is left out. */
const everythingAllowed = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

function boundaryOfAwsNote(name: string, isKnown: boolean): string {
  const document = isKnown
    ? 'What is shown is its document when it was last read.'
    : 'Its document is not known here: it counts as if it allowed everything.';
  return `The permissions boundary is the policy ${name} of AWS, which AWS may change at any time. ${document}`;
}

function partitionNotes(deployed: Partition, requested: Partition): readonly string[] {
  if (deployed === requested) return [];
  return [
    `This deployment serves the partition ${deployed}. Roles cannot be assumed across partitions: accounts of ${requested} need a deployment there, whose stack has another template address and vendor account.`,
  ];
}
