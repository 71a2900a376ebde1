import type { Blueprint } from '../../catalog/blueprint.ts';
import type { AccessDeps, AccessSettings } from '../access/ports.ts';
import type { CallGuard, LagSettings, LeaseSettings } from '../core/ports.ts';
import type { RecordDeps } from '../record/ports.ts';

/** An IAM user as GetUser shows it. */
interface UserEntity {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly boundaryArn?: string | undefined;
}

interface GroupEntity {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
}

/** By name and by IAM's unique ID: a name can be another's by now. */
interface GroupMember {
  readonly name: string;
  readonly id: string;
}

/** What holds on to a policy. */
export interface PolicyHolder {
  readonly type: 'user' | 'group' | 'role';
  readonly name: string;
  /** IAM's unique ID. */
  readonly id: string;
}

interface PolicyEntity {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
}

/** A new key. The secret is in this object and nowhere else. */
export interface NewAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A key as ListAccessKeys shows it. */
export interface ListedAccessKey {
  readonly id: string;
  /** Epoch ms, by IAM's clock. */
  readonly createdAt: number;
}

export interface Tags {
  readonly [key: string]: string;
}

/** What hangs on a user and has to go before the user can; each `list` reads to the last page. */
export type UserItemType =
  | 'access-key'
  | 'login-profile'
  | 'inline-policy'
  | 'attached-policy'
  | 'ssh-public-key'
  | 'signing-certificate'
  | 'service-specific-credential'
  | 'mfa-device'
  | 'group-membership';

/** IAM in a tenant's account, as the bootstrap role sees it. Every method is one call, or one per page; each throws AwsFailure. */
export interface TenantAccount {
  readonly accountId: string;

  createUser(name: string, path: string, boundaryArn: string, tags: Tags): Promise<UserEntity>;
  getUser(name: string): Promise<UserEntity>;
  deleteUser(name: string): Promise<void>;
  attachUserPolicy(name: string, policyArn: string): Promise<void>;
  listOnUser(name: string, what: UserItemType): Promise<readonly string[]>;
  removeFromUser(name: string, what: UserItemType, id: string): Promise<void>;
  createAccessKey(userName: string): Promise<NewAccessKey>;
  listAccessKeys(userName: string): Promise<readonly ListedAccessKey[]>;
  /** Whose key it is by now; undefined where there is no such key, or the role may not ask. */
  userOfKey(accessKeyId: string): Promise<string | undefined>;
  /** Makes a key sign nothing any more, though it is still there. */
  deactivateKey(userName: string, accessKeyId: string): Promise<void>;
  /** Deletes a key that this process made and showed nobody. The one call that goes out without a lease. */
  deleteUndisclosedKey(userName: string, accessKeyId: string): Promise<void>;

  createGroup(name: string, path: string): Promise<GroupEntity>;
  getGroup(name: string): Promise<GroupEntity & { readonly members: readonly GroupMember[] }>;
  deleteGroup(name: string): Promise<void>;
  attachGroupPolicy(name: string, policyArn: string): Promise<void>;
  listAttachedGroupPolicies(name: string): Promise<readonly string[]>;
  detachGroupPolicy(name: string, policyArn: string): Promise<void>;
  listGroupPolicies(name: string): Promise<readonly string[]>;
  deleteGroupPolicy(name: string, policyName: string): Promise<void>;
  addUserToGroup(userName: string, groupName: string): Promise<void>;
  removeUserFromGroup(userName: string, groupName: string): Promise<void>;

  createPolicy(name: string, path: string, document: string, tags: Tags): Promise<PolicyEntity>;
  getPolicy(arn: string): Promise<PolicyEntity>;
  /** The default version's document. */
  getPolicyDocument(arn: string): Promise<string>;
  /** The customer managed policy of this name, ignoring case, whatever its path. */
  findPolicy(name: string): Promise<PolicyEntity | undefined>;
  listPolicyVersions(arn: string): Promise<readonly { readonly id: string; readonly isDefault: boolean }[]>;
  deletePolicyVersion(arn: string, versionId: string): Promise<void>;
  /** What the policy is attached to, and what has it for its permissions boundary; or the latter alone. */
  listEntitiesForPolicy(arn: string, usage?: 'PermissionsBoundary'): Promise<readonly PolicyHolder[]>;
  deletePolicy(arn: string): Promise<void>;
}

export interface Assumption {
  readonly roleArn: string;
  /** None: the probe that must be refused. */
  readonly externalId: string | undefined;
  readonly sessionName: string;
  /** The session policy, as JSON: the session may do what this and the role's policies both allow. */
  readonly policy: string;
}

export interface TenantAccounts {
  /** STS AssumeRole, and the account behind it. Throws AwsFailure. */
  assume(assumption: Assumption, guard: CallGuard): Promise<TenantAccount>;
  /** GetCallerIdentity with a new key: the account it belongs to. Throws AwsFailure. */
  accountOfKey(key: NewAccessKey, guard: CallGuard): Promise<string>;
}

export interface AccountSettings extends AccessSettings, LeaseSettings, LagSettings {
  /** Whether each bootstrap role is also tried without the right external ID. Off for emulators that check no trust policy. */
  readonly probesTrust: boolean;
}

/** What work in a tenant's account needs. */
export interface AccountDeps extends Omit<RecordDeps, 'settings' | 'store'>, Omit<AccessDeps, 'settings' | 'store'> {
  readonly settings: AccountSettings;
  readonly store: RecordDeps['store'] & AccessDeps['store'];
  readonly catalog: readonly Blueprint[];
  readonly tenantAccounts: TenantAccounts;
  /**
   * Trust policies that were seen closed: role ARN and external ID, and until when (epoch ms) that is believed. In memory
   * alone.
   */
  readonly closedTrusts: Map<string, number>;
}
