import { operation, type Operation } from '../operation.ts';
import { identityKinds } from './identityKinds.ts';
import { seen } from './find.ts';
import { quotas } from './quotas.ts';
import { onAll } from './targets.ts';

const inlineQuotas = identityKinds.map(({ word, maxInlineSize }) => [`${word}PolicySizeQuota`, maxInlineSize] as const);

/** The counts and quotas of an account. Source: IAM API reference, GetAccountSummary. */
export const accountSummary: Readonly<Record<string, Operation>> = {
  GetAccountSummary: operation({
    read: () => undefined,
    targets: () => onAll(),
    run: (_, request) => {
      const { users, groups, roles, policies, virtualDevices } = request.account;
      const devices = seen(request, virtualDevices.values());
      const versions = seen(request, policies.values()).reduce((sum, policy) => sum + policy.versions.length, 0);
      const summary: readonly (readonly [string, number])[] = [
        ['Users', seen(request, users.values()).length],
        ['UsersQuota', quotas.UsersPerAccount],
        ['Groups', seen(request, groups.values()).length],
        ['GroupsQuota', quotas.GroupsPerAccount],
        ['Roles', seen(request, roles.values()).length],
        ['RolesQuota', quotas.RolesPerAccount],
        ['Policies', seen(request, policies.values()).length],
        ['PoliciesQuota', quotas.PoliciesPerAccount],
        ['PolicySizeQuota', quotas.PolicySize],
        ['PolicyVersionsInUse', versions],
        ['VersionsPerPolicyQuota', quotas.VersionsPerPolicy],
        ['AccessKeysPerUserQuota', quotas.AccessKeysPerUser],
        ['GroupsPerUserQuota', quotas.GroupsPerUser],
        ['AttachedPoliciesPerUserQuota', quotas.PoliciesPerUser],
        ['AttachedPoliciesPerGroupQuota', quotas.PoliciesPerGroup],
        ['AttachedPoliciesPerRoleQuota', quotas.PoliciesPerRole],
        ['SigningCertificatesPerUserQuota', quotas.SigningCertificatesPerUser],
        ['MFADevices', devices.length],
        ['MFADevicesInUse', devices.filter((device) => device.enabledFor !== undefined).length],
        ['AccountMFAEnabled', 0],
        ['AccountAccessKeysPresent', 0],
        ...inlineQuotas,
      ];
      return { SummaryMap: new Map(summary) };
    },
  }),
};
