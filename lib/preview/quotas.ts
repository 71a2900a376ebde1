import { nameLimits } from '../core/names.ts';
import type { Plan } from '../blueprints/plan.ts';
import { attachmentsOf, groupsOf, policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';
import { policySize } from '../blueprints/policyDocument.ts';

/** How much of an IAM quota a plan uses. */
export interface QuotaUsage {
  readonly subject: string;
  readonly quota: string;
  readonly used: number;
  readonly limit: number;
  readonly fits: boolean;
}

/**
 * The IAM quotas that can be checked before any call to AWS
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). The quotas of attached policies and
 * groups are AWS's defaults; an account may have higher ones.
 */
const limits = {
  managedPolicy: 6144,
  /** All inline policies of a user together. */
  userInline: 2048,
  attachments: 10,
  groupsOfUser: 10,
  /** All inline policies of a role together. */
  roleInline: 10_240,
  trustPolicy: 2048,
} as const;

/**
 * The resources that the tenant's stack creates, which are also checked: the permissions boundary and the bootstrap
 * role.
 */
export interface StackNames {
  /** Undefined if the stack makes none, because a policy of AWS is the boundary. */
  readonly boundary: { readonly name: string; readonly document: string } | undefined;
  readonly role: {
    readonly name: string;
    readonly trustPolicy: unknown;
    readonly permissionsPolicies: readonly { readonly document: unknown }[];
  };
}

/**
 * Returns the sizes of a plan and their quotas. IAM does not count the white space of documents, so it is not counted
 * here.
 *
 * @param path a path of the same length as the onboarding's path
 */
export function quotaUsage(plan: Plan, path: string, { boundary, role }: StackNames): readonly QuotaUsage[] {
  const documents = policyDocumentsOf(plan).flatMap(({ name, document }) =>
    document === undefined ? [] : [{ name, document }],
  );
  const made = boundary === undefined ? [] : [boundary];
  return [
    ...[...documents, ...made].map(({ name, document }) =>
      measured(`policy ${name}`, 'characters of a managed policy', policySize(document), limits.managedPolicy),
    ),
    ...[...plan.resources, ...made.map(({ name }) => ({ type: 'policy' as const, name }))].map(({ type, name }) =>
      measured(`${type} ${name}`, `characters of a ${type}'s name`, name.length, nameLimits[type]),
    ),
    measured(`role ${role.name}`, "characters of a role's name", role.name.length, nameLimits.role),
    measured(`role ${role.name}`, "characters of a role's trust policy", sizeOf(role.trustPolicy), limits.trustPolicy),
    measured(
      `role ${role.name}`,
      "characters of a role's inline policies",
      role.permissionsPolicies.reduce((sum, { document }) => sum + sizeOf(document), 0),
      limits.roleInline,
    ),
    measured('path', 'characters of a path', path.length, nameLimits.path),
    ...plan.resources.flatMap(({ type, name }) => attachmentUsage(plan, type, name)),
  ];
}

/** Whether a document is small enough for an inline policy of a user, which some vendors' guides use. */
export function fitsInline(document: string): boolean {
  return policySize(document) <= limits.userInline;
}

function attachmentUsage(plan: Plan, type: string, name: string): readonly QuotaUsage[] {
  if (type === 'policy') return [];
  const policies = attachmentsOf(plan).filter((each) => each.type === type && each.name === name);
  return [
    measured(`${type} ${name}`, `managed policies attached to a ${type}`, policies.length, limits.attachments),
    ...(type === 'user'
      ? [measured(`user ${name}`, 'groups of a user', groupsOf(plan, name).length, limits.groupsOfUser)]
      : []),
  ];
}

function sizeOf(document: unknown): number {
  return policySize(JSON.stringify(document));
}

function measured(subject: string, quota: string, used: number, limit: number): QuotaUsage {
  return { subject, quota, used, limit, fits: used <= limit };
}
