import type { Partition } from './partitions.ts';

/**
 * IAM's quotas on the lengths of names, in characters
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export const nameLimits = { user: 64, group: 128, policy: 128 } as const;

/** The characters that IAM allows in names, except the comma, which would break the CSV file of access keys. */
export const namePattern = /^[A-Za-z0-9_+=.@-]+$/;

/**
 * The IAM path of every resource that one onboarding creates. Every ARN contains it, so the policy of the bootstrap
 * role is limited to it, and Latchkey recognizes by it which onboarding a resource belongs to.
 */
export function ownPath(namespace: string, blueprint: string, onboardingId: string): string {
  return `/${namespace}/${blueprint}/${onboardingId}/`;
}

/** Returns the ID of the onboarding, of any blueprint, that has this path. Undefined if no onboarding has it. */
export function ownerOfPath(path: string, namespace: string): string | undefined {
  const [, first, blueprint, id = '', end, ...more] = path.split('/');
  if (first !== namespace || blueprint === '' || end !== '' || more.length > 0) return undefined;
  return /^ob_[0-9A-Z]{26}$/.test(id) ? id : undefined;
}

export function bootstrapRoleName(namespace: string, blueprint: string): string {
  return `${namespace}-bootstrap-${blueprint}`;
}

/** Returns the name of the CloudFormation stack that creates the bootstrap role. */
export function stackName(namespace: string, blueprint: string): string {
  return `${namespace}-${blueprint}`;
}

export function iamArn(partition: Partition, accountId: string, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** Returns the ARN of an AWS managed policy. */
export function awsManagedPolicyArn(partition: Partition, name: string): string {
  return iamArn(partition, 'aws', `policy/${name}`);
}
