import { createHash } from 'node:crypto';
import type { Partition } from './partitions.ts';

/**
 * The maximum lengths of names and paths, in characters: IAM's quotas
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html), and that of a stack's name
 * (CloudFormation API Reference, CreateStack, StackName).
 */
export const nameLimits = { user: 64, group: 128, policy: 128, role: 64, path: 512, stack: 128 } as const;

/** The characters that IAM allows in names, except the comma, which would break the CSV file of access keys. */
export const namePattern = /^[A-Za-z0-9_+=.@-]+$/;

/** Whose names they are: those of one tenant, for one blueprint, of one vendor. */
export interface NameOwner {
  /** The vendor's short name. */
  readonly namespace: string;
  /** The name of the blueprint. */
  readonly blueprint: string;
  /** As `tenantToken` returns it. A template has a reference to its parameter here instead. */
  readonly tenantToken: string;
}

/** How a tenant token looks. */
export const tenantTokenPattern = /^[a-z2-7]{8}$/;

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Returns the tenant token: the first 40 bits of the SHA-256 of the tenant's ID, as 8 characters of base32 in lower case,
 * because IAM does not distinguish names by case. It keeps apart the stacks, roles, boundaries and paths of two tenants
 * of a vendor that share one AWS account. It is not a secret.
 *
 * Two given tenant IDs have the same token with a probability of 1 in 2^40 (about 10^12). Of 1,000 tenants in one account,
 * any two do with a probability of 1 in 2 million. Somebody who can choose tenant IDs can find such a pair.
 *
 * If two tenants with the same token share an account, they have the same stack name and the same role name for a
 * blueprint. The second tenant's stack cannot be created, because the name of its role is taken, and its onboardings wait
 * for access, because that role requires the external ID of the first tenant. Another role that the second tenant creates
 * by hand may change everything under the same path. Each session is still limited to the path of one onboarding, and a
 * resource still belongs to the onboarding whose ID is in its path (lib/account/ownership.ts).
 */
export function tenantToken(tenantId: string): string {
  const bits = createHash('sha256').update(tenantId).digest().readUIntBE(0, 5).toString(2).padStart(40, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => base32[Number.parseInt(five, 2)]).join('');
}

/** Returns the owner whose values are in the names of a tenant's resources for one blueprint. */
export function nameOwner({ namespace }: Pick<NameOwner, 'namespace'>, tenantId: string, blueprint: string): NameOwner {
  return { namespace, blueprint, tenantToken: tenantToken(tenantId) };
}

/** Samples with which lengths of names are computed. All tenant tokens are as long as this one, and all onboarding IDs. */
export const samples = { tenantToken: tenantToken(''), onboardingId: `ob_${'0'.repeat(26)}` } as const;

/**
 * Returns the IAM path under which the bootstrap role of a tenant and blueprint may change resources. The path of each of
 * the tenant's onboardings begins with it.
 */
export function tenantPath({ namespace, blueprint, tenantToken: token }: NameOwner): string {
  return `/${namespace}/${blueprint}/${token}/`;
}

/**
 * The IAM path of every resource that one onboarding creates. Every ARN contains it, so the policy of the bootstrap
 * role is limited to it, and Latchkey recognizes by it which onboarding a resource belongs to.
 */
export function ownPath(owner: NameOwner, onboardingId: string): string {
  return `${tenantPath(owner)}${onboardingId}/`;
}

/** Returns the ID of the onboarding, of any tenant and blueprint, that has this path. Undefined if none has it. */
export function ownerOfPath(path: string, namespace: string): string | undefined {
  const [, first, blueprint, token = '', id = '', end, ...more] = path.split('/');
  if (first !== namespace || blueprint === '' || end !== '' || more.length > 0) return undefined;
  return tenantTokenPattern.test(token) && /^ob_[0-9A-Z]{26}$/.test(id) ? id : undefined;
}

/** Whether a resource with this path is of an onboarding of another tenant than that of `ownPath`. */
export function isOfOtherTenant(path: string, ownPath: string, namespace: string): boolean {
  const tokenOf = (each: string) => each.split('/')[3];
  return ownerOfPath(path, namespace) !== undefined && tokenOf(path) !== tokenOf(ownPath);
}

/** Returns what the name of every bootstrap role of the vendor begins with. Latchkey assumes no other role. */
export function bootstrapRolePrefix(namespace: string): string {
  return `${namespace}-bootstrap-`;
}

/** Returns the name of the bootstrap role, which the tenant's stack creates. */
export function bootstrapRoleName({ namespace, blueprint, tenantToken: token }: NameOwner): string {
  return `${bootstrapRolePrefix(namespace)}${blueprint}-${token}`;
}

/** Returns the name of the CloudFormation stack that creates the bootstrap role and the permissions boundary. */
export function stackName({ namespace, blueprint, tenantToken: token }: NameOwner): string {
  return `${namespace}-${blueprint}-${token}`;
}

/** Returns what the names of all permissions boundaries of a tenant and blueprint begin with. */
export function boundaryPrefix({ namespace, blueprint, tenantToken: token }: NameOwner): string {
  return `${namespace}-boundary-${blueprint}-${token}-`;
}

/** Returns the ARN of an IAM resource. `resource`: its type, path and name, such as `user/path/name`. */
export function iamArn(partition: Partition, accountId: string, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** Returns the ARN of an AWS managed policy. */
export function awsManagedPolicyArn(partition: Partition, name: string): string {
  return iamArn(partition, 'aws', `policy/${name}`);
}
