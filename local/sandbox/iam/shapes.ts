import type { Account, Group, Policy, Role, Tag, User } from '../state.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { arnOf } from './arns.ts';

export function tagsShape(tags: readonly Tag[]): readonly OutputStructure[] {
  return tags.map(({ Key, Value }) => ({ Key, Value }));
}

/**
 * Returns a user as lists contain it, without tags and permissions boundary. Get and Create operations add these with
 * `detailsShape`. Source: IAM API reference, ListUsers, GetUser.
 */
export function userShape(accountId: string, user: User): OutputStructure {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: arnOf(accountId, 'user', user),
    CreateDate: new Date(user.createdAt),
  };
}

export function groupShape(accountId: string, group: Group): OutputStructure {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: arnOf(accountId, 'group', group),
    CreateDate: new Date(group.createdAt),
  };
}

/**
 * Returns a policy document as responses contain it: URL-encoded according to RFC 3986. Source: IAM API reference,
 * GetRole, GetUserPolicy, GetPolicyVersion.
 */
export function documentShape(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Returns a role as lists contain it.
 * @param trust the current trust policy: see trust.ts
 */
export function roleShape(accountId: string, role: Role, trust: string): OutputStructure {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: arnOf(accountId, 'role', role),
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: documentShape(trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
  };
}

/** Returns the permissions boundary and tags of a user or role, as Get and Create operations return them. */
export function detailsShape({
  tags,
  boundary,
}: {
  tags: readonly Tag[];
  boundary?: string | undefined;
}): OutputStructure {
  return {
    PermissionsBoundary:
      boundary === undefined ? undefined : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary },
    Tags: tags.length === 0 ? undefined : tagsShape(tags),
  };
}

/** How often a managed policy is attached, and how often it is a permissions boundary. */
export interface Usage {
  readonly attachments: number;
  readonly boundaries: number;
}

/**
 * Returns how often each policy is attached and used as a permissions boundary, including uses that reads do not see
 * yet.
 */
export function usageOf(account: Account): (arn: string) => Usage {
  const counts = new Map<string, { attachments: number; boundaries: number }>();
  const count = (arn: string, what: keyof Usage): void => {
    const usage = counts.get(arn) ?? { attachments: 0, boundaries: 0 };
    usage[what] += 1;
    counts.set(arn, usage);
  };
  const bounded = [...account.users.values(), ...account.roles.values()];
  for (const identity of [...bounded, ...account.groups.values()]) {
    identity.attached.forEach(({ arn }) => {
      count(arn, 'attachments');
    });
  }
  for (const { boundary } of bounded) if (boundary !== undefined) count(boundary, 'boundaries');
  return (arn) => counts.get(arn) ?? { attachments: 0, boundaries: 0 };
}

/** Returns a managed policy as lists contain it. */
export function policyShape(arn: string, policy: Policy, usage: Usage): OutputStructure {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: usage.attachments,
    PermissionsBoundaryUsageCount: usage.boundaries,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}
