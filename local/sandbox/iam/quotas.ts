import { refuse } from '../refusal.ts';

/**
 * The default quotas of an account. Source: IAM User Guide, "IAM and AWS STS quotas". A real account can have higher
 * quotas for managed policies per user, group and role.
 */
export const quotas = {
  AccessKeysPerUser: 2,
  GroupsPerAccount: 300,
  GroupsPerUser: 10,
  PoliciesPerAccount: 1500,
  PoliciesPerGroup: 10,
  PoliciesPerRole: 10,
  PoliciesPerUser: 10,
  PolicySize: 6144,
  RolesPerAccount: 1000,
  SSHPublicKeysPerUser: 5,
  ServiceSpecificCredentialsPerUser: 2,
  SigningCertificatesPerUser: 2,
  UsersPerAccount: 5000,
  MFADevicesPerUser: 8,
  VersionsPerPolicy: 5,
} as const;

/** Throws LimitExceeded with the message of AWS if the number of existing entities has reached the quota. */
export function assertBelowQuota(quota: keyof typeof quotas, count: number): void {
  if (count >= quotas[quota])
    throw refuse('LimitExceeded', `Cannot exceed quota for ${quota}: ${String(quotas[quota])}`);
}
