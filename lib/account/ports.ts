import type { AccessDeps, AccessSettings } from '../access/ports.ts';
import type { KnownBlueprints } from '../blueprints/versions.ts';
import type { CallGuard, LagSettings, LeaseSettings } from '../core/ports.ts';
import type { RecordDeps } from '../record/ports.ts';
import type { userItemTypes } from '../record/userItems.ts';

/** A user, group or policy as IAM shows it. */
export interface IamEntity {
  readonly arn: string;
  /** IAM's unique ID. */
  readonly id: string;
  readonly path: string;
  /** Set only for a user that has a permissions boundary. */
  readonly boundaryArn?: string | undefined;
  /** The tags of a user or policy, if a Get operation returned it. */
  readonly tags?: readonly Tag[] | undefined;
  /** The default version of a policy, if a Get operation returned it. */
  readonly defaultVersionId?: string | undefined;
}

/** A member of a group, with IAM's unique ID because the name may belong to another user by now. */
interface GroupMember {
  readonly name: string;
  readonly id: string;
}

/** An entity that a policy is attached to, or whose permissions boundary it is. */
export interface PolicyHolder {
  readonly type: 'user' | 'group' | 'role';
  readonly name: string;
  /** IAM's unique ID. */
  readonly id: string;
}

/** A new access key. Latchkey keeps the secret in this object only. */
export interface NewAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A key as ListAccessKeys shows it. */
export interface ListedAccessKey {
  readonly id: string;
  /** Epoch ms, by IAM's clock. */
  readonly createdAt: number;
  /** Whether AWS accepts requests that are signed with it. */
  readonly isActive: boolean;
}

/** The last use of a key, as GetAccessKeyLastUsed shows it. */
export interface KeyUse {
  /** Epoch ms, by IAM's clock. */
  readonly at: number;
  /** The prefix of the service, such as `sts`. */
  readonly service: string;
  /** The region. Undefined if IAM does not show one. */
  readonly region?: string | undefined;
}

/** A tag of a user or policy. A list of tags is not an object by key, because `__proto__` is a valid key. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What has to be removed from a user before IAM deletes the user. `listOnUser` reads all pages. */
export type UserItemType = (typeof userItemTypes)[number];

/**
 * IAM in a tenant's account, called with the bootstrap role. Every method makes one call, or one call per page, and
 * throws AwsFailure.
 */
export interface TenantAccount {
  readonly accountId: string;
  /** IAM's unique ID of the assumed role. Undefined if STS did not return it. */
  readonly roleId: string | undefined;
  /** When STS returned the session, by AWS's clock (epoch ms). Undefined if STS did not say when the session ends. */
  readonly givenAt: number | undefined;

  createUser(name: string, path: string, boundaryArn: string, tags: readonly Tag[]): Promise<IamEntity>;
  getUser(name: string): Promise<IamEntity>;
  /** Sets the permissions boundary of a user, in place of the one that it has. */
  setUserBoundary(name: string, boundaryArn: string): Promise<void>;
  /** Sets tags of a user. A tag with the same key, ignoring case, is replaced, and all others stay. */
  tagUser(name: string, tags: readonly Tag[]): Promise<void>;
  untagUser(name: string, keys: readonly string[]): Promise<void>;
  deleteUser(name: string): Promise<void>;
  attachUserPolicy(name: string, policyArn: string): Promise<void>;
  listOnUser(name: string, what: UserItemType): Promise<readonly string[]>;
  removeFromUser(name: string, what: UserItemType, id: string): Promise<void>;
  createAccessKey(userName: string): Promise<NewAccessKey>;
  listAccessKeys(userName: string): Promise<readonly ListedAccessKey[]>;
  /**
   * Returns the current name of the key's user. Returns undefined if the key does not exist or the role may not read
   * it.
   */
  userOfKey(accessKeyId: string): Promise<string | undefined>;
  /** Returns when and with which service a key was last used. Undefined: never. */
  lastUseOfKey(accessKeyId: string): Promise<KeyUse | undefined>;
  /** Sets a key to `Inactive`: AWS refuses requests that are signed with it, but the key still exists. */
  deactivateKey(userName: string, accessKeyId: string): Promise<void>;
  /** Sets a key to `Active`. */
  activateKey(userName: string, accessKeyId: string): Promise<void>;
  /**
   * Deletes a key that this process created and did not disclose. This is the only call that is sent without a lease.
   */
  deleteUndisclosedKey(userName: string, accessKeyId: string, signal?: AbortSignal): Promise<void>;

  createGroup(name: string, path: string): Promise<IamEntity>;
  getGroup(name: string): Promise<IamEntity & { readonly members: readonly GroupMember[] }>;
  deleteGroup(name: string): Promise<void>;
  attachGroupPolicy(name: string, policyArn: string): Promise<void>;
  listAttachedGroupPolicies(name: string): Promise<readonly string[]>;
  detachGroupPolicy(name: string, policyArn: string): Promise<void>;
  listGroupPolicies(name: string): Promise<readonly string[]>;
  deleteGroupPolicy(name: string, policyName: string): Promise<void>;
  addUserToGroup(userName: string, groupName: string): Promise<void>;
  removeUserFromGroup(userName: string, groupName: string): Promise<void>;

  createPolicy(name: string, path: string, document: string, tags: readonly Tag[]): Promise<IamEntity>;
  getPolicy(arn: string): Promise<IamEntity>;
  /**
   * Returns the document of a version. Without `versionId`, that of the default version: one call if this is the first
   * version, and three otherwise.
   */
  getPolicyDocument(arn: string, versionId?: string): Promise<string>;
  /** Returns the customer managed policy with this name under any path. Ignores case. */
  findPolicy(name: string): Promise<IamEntity | undefined>;
  listPolicyVersions(arn: string): Promise<readonly { readonly id: string; readonly isDefault: boolean }[]>;
  /** Sets tags of a policy, as `tagUser` does. */
  tagPolicy(arn: string, tags: readonly Tag[]): Promise<void>;
  untagPolicy(arn: string, keys: readonly string[]): Promise<void>;
  deletePolicyVersion(arn: string, versionId: string): Promise<void>;
  /**
   * Returns the entities that the policy is attached to, and those whose permissions boundary it is; with `usage`, only
   * the latter.
   */
  listEntitiesForPolicy(arn: string, usage?: 'PermissionsBoundary'): Promise<readonly PolicyHolder[]>;
  deletePolicy(arn: string): Promise<void>;
}

export interface Assumption {
  readonly roleArn: string;
  /** Undefined for the trust probe, which STS must refuse. */
  readonly externalId: string | undefined;
  readonly sessionName: string;
  /** The session policy, as JSON: the session may do what this and the role's policies both allow. */
  readonly policy: string;
}

export interface TenantAccounts {
  /** Calls STS AssumeRole and returns the account of the session. Throws AwsFailure. */
  assume(assumption: Assumption, guard: CallGuard): Promise<TenantAccount>;
  /** Calls STS GetCallerIdentity with a new key and returns the ID of its account. Throws AwsFailure. */
  accountOfKey(key: NewAccessKey, guard: CallGuard): Promise<string>;
}

export interface AccountSettings extends AccessSettings, LeaseSettings, LagSettings {
  /** Whether the trust probe runs for each bootstrap role. Off for emulators that do not evaluate trust policies. */
  readonly probesTrust: boolean;
  /** After how long a key should be replaced by a newer one, in milliseconds. */
  readonly rotateAfterMs: number;
  /** For how long a deactivated key can be reactivated, in milliseconds. Then it is deleted. */
  readonly keepInactiveMs: number;
}

/** What work in a tenant's account needs. */
export interface AccountDeps
  extends Omit<RecordDeps, 'settings' | 'store'>, Omit<AccessDeps, 'settings' | 'store'>, KnownBlueprints {
  readonly settings: AccountSettings;
  readonly store: RecordDeps['store'] & AccessDeps['store'];
  readonly tenantAccounts: TenantAccounts;
  /**
   * The trust policies that a trust probe found closed: the role's ARN and ID, the external ID, and until when (epoch
   * ms) this result is used. Kept in memory only.
   */
  readonly closedTrusts: Map<string, number>;
}
