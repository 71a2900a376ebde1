import { rules } from '../rules.ts';
import type { Rule } from '../wire/input.ts';
import type { IdentityType } from './find.ts';
import type { quotas } from './quotas.ts';

/** The differences between the same operations for users, groups and roles. */
export interface IdentityKind {
  readonly type: IdentityType;
  /** The word in operation and parameter names, such as `AttachUserPolicy` and `UserName`. */
  readonly word: 'User' | 'Group' | 'Role';
  readonly nameRule: Rule;
  readonly attachQuota: keyof typeof quotas;
  /**
   * The maximum size of all inline policies together, in characters without white space. Source: IAM User Guide, "IAM
   * and AWS STS quotas".
   */
  readonly maxInlineSize: number;
}

export const identityKinds: readonly IdentityKind[] = [
  { type: 'user', word: 'User', nameRule: rules.userName, attachQuota: 'PoliciesPerUser', maxInlineSize: 2048 },
  { type: 'group', word: 'Group', nameRule: rules.groupName, attachQuota: 'PoliciesPerGroup', maxInlineSize: 5120 },
  { type: 'role', word: 'Role', nameRule: rules.roleName, attachQuota: 'PoliciesPerRole', maxInlineSize: 10240 },
];
