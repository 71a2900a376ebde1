import { rules } from '../rules.ts';
import type { Rule } from '../wire/input.ts';
import type { IdentityType } from './find.ts';
import type { quotas } from './quotas.ts';

/** What differs between the operations of the same family on users, groups and roles. */
export interface IdentityKind {
  readonly type: IdentityType;
  /** As in `AttachUserPolicy` and `UserName`. */
  readonly word: 'User' | 'Group' | 'Role';
  readonly nameRule: Rule;
  readonly attachQuota: keyof typeof quotas;
  /** All inline policies together, characters without white space. Source: IAM User Guide, "IAM and AWS STS quotas". */
  readonly inlineMost: number;
}

export const identityKinds: readonly IdentityKind[] = [
  { type: 'user', word: 'User', nameRule: rules.userName, attachQuota: 'PoliciesPerUser', inlineMost: 2048 },
  { type: 'group', word: 'Group', nameRule: rules.groupName, attachQuota: 'PoliciesPerGroup', inlineMost: 5120 },
  { type: 'role', word: 'Role', nameRule: rules.roleName, attachQuota: 'PoliciesPerRole', inlineMost: 10240 },
];
