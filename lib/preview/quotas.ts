import { nameLimits } from '../core/names.ts';
import type { Plan } from '../blueprints/plan.ts';
import { attachmentsOf, groupsOf, policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';
import { policySize } from '../blueprints/policyDocument.ts';

/** What of a plan counts against a quota of IAM's. */
export interface QuotaUsage {
  readonly subject: string;
  readonly quota: string;
  readonly used: number;
  readonly limit: number;
  readonly fits: boolean;
}

/**
 * IAM's quotas that a plan can be held to before a call is made
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html); those of attachments are the defaults.
 */
const limits = {
  managedPolicy: 6144,
  /** All inline policies of a user together. */
  userInline: 2048,
  attachments: 10,
  groupsOfUser: 10,
  path: 512,
  roleName: 64,
  /** All inline policies of a role together. */
  roleInline: 10_240,
  trustPolicy: 2048,
} as const;

/** What is measured beside the plan: the permissions boundary and the bootstrap role that the stack makes. */
export interface StackNames {
  readonly boundary: { readonly name: string; readonly document: string };
  readonly role: {
    readonly name: string;
    readonly trustPolicy: unknown;
    readonly permissionsPolicies: readonly { readonly document: unknown }[];
  };
}

/** Sizes against quotas; `path` as long as it will be. Documents are counted without white space, as IAM counts them. */
export function quotaUsage(plan: Plan, path: string, { boundary, role }: StackNames): readonly QuotaUsage[] {
  const documents = policyDocumentsOf(plan).flatMap(({ name, document }) =>
    document === undefined ? [] : [{ name, document }],
  );
  return [
    ...[...documents, boundary].map(({ name, document }) =>
      measured(`policy ${name}`, 'characters of a managed policy', policySize(document), limits.managedPolicy),
    ),
    ...[...plan.resources, { type: 'policy' as const, name: boundary.name }].map(({ type, name }) =>
      measured(`${type} ${name}`, `characters of a ${type}'s name`, name.length, nameLimits[type]),
    ),
    measured(`role ${role.name}`, "characters of a role's name", role.name.length, limits.roleName),
    measured(`role ${role.name}`, "characters of a role's trust policy", sizeOf(role.trustPolicy), limits.trustPolicy),
    measured(
      `role ${role.name}`,
      "characters of a role's inline policies",
      role.permissionsPolicies.reduce((sum, { document }) => sum + sizeOf(document), 0),
      limits.roleInline,
    ),
    measured('path', 'characters of a path', path.length, limits.path),
    ...plan.resources.flatMap(({ type, name }) => attachedTo(plan, type, name)),
  ];
}

/** Whether a document could have been an inline policy of a user, as some guides have it. */
export function fitsInline(document: string): boolean {
  return policySize(document) <= limits.userInline;
}

function attachedTo(plan: Plan, type: string, name: string): readonly QuotaUsage[] {
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
