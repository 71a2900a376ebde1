import { refuse } from '../refusal.ts';

/**
 * Default quotas. Source: IAM User Guide, "IAM and AWS STS quotas"; managed policies per user, group and role are the
 * defaults, which an account may have raised.
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

/** Throws LimitExceeded in AWS's words if one more does not fit. */
export function demandRoom(quota: keyof typeof quotas, count: number): void {
  if (count >= quotas[quota])
    throw refuse('LimitExceeded', `Cannot exceed quota for ${quota}: ${String(quotas[quota])}`);
}
