import type { Partition } from './partitions.ts';

/**
 * IAM's quotas on names and what lives in them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export const nameLimits = { user: 64, group: 128, policy: 128 } as const;

/** IAM's alphabet for names, less the comma: it breaks the CSV of keys that IAM's own importer reads. */
export const namePattern = /^[A-Za-z0-9_+=.@-]+$/;

/** The path of everything one onboarding makes: in every ARN, so it scopes the bootstrap role and says whose a thing is. */
export function ownPath(namespace: string, blueprint: string, onboardingId: string): string {
  return `/${namespace}/${blueprint}/${onboardingId}/`;
}

/** The onboarding whose path this is, where it is one of this namespace and blueprint. */
export function ownerOfPath(path: string, namespace: string, blueprint: string): string | undefined {
  const prefix = `/${namespace}/${blueprint}/`;
  const id = path.startsWith(prefix) ? path.slice(prefix.length, -1) : '';
  return /^ob_[0-9A-Z]{26}$/.test(id) ? id : undefined;
}

export function bootstrapRoleName(namespace: string, blueprint: string): string {
  return `${namespace}-bootstrap-${blueprint}`;
}

/** The CloudFormation stack that makes the role. */
export function stackName(namespace: string, blueprint: string): string {
  return `${namespace}-${blueprint}`;
}

export function iamArn(partition: Partition, accountId: string, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** ARN of a managed policy of AWS's own. */
export function awsManagedPolicyArn(partition: Partition, name: string): string {
  return iamArn(partition, 'aws', `policy/${name}`);
}
