import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteUserCommand,
  DetachGroupPolicyCommand,
  GetAccessKeyLastUsedCommand,
  GetGroupCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetUserCommand,
  ListAttachedGroupPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupPoliciesCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  RemoveUserFromGroupCommand,
  UpdateAccessKeyCommand,
  type IAMClient,
  type PolicyGroup,
  type PolicyRole,
  type PolicyUser,
} from '@aws-sdk/client-iam';
import { AwsFailure, hasCode } from '../../core/awsFailure.ts';
import type { PolicyHolder, Tags, TenantAccount } from '../../account/ports.ts';
import type { CallGuard } from '../../core/ports.ts';
import { send } from './awsCall.ts';
import { allPages } from './pages.ts';
import { listAccessKeys, userItems } from './userItems.ts';

export interface TenantAccountParts {
  readonly accountId: string;
  readonly iam: IAMClient;
  /** A client without the lease's guard: for deleting a key that nobody has seen. */
  readonly undisclosed: () => IAMClient;
  readonly guard: CallGuard;
  readonly requestTimeoutMs: number;
  /** Assumes the role again. */
  readonly renew: () => Promise<void>;
}

/** IAM in one tenant's account, as the bootstrap role's session. */
export function tenantAccount({
  accountId,
  iam,
  undisclosed,
  guard,
  requestTimeoutMs,
  renew,
}: TenantAccountParts): TenantAccount {
  const call = async <T>(action: string, run: (options: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> => {
    const once = () => send(`iam:${action}`, requestTimeoutMs, guard, run);
    return once().catch(async (error: unknown) => {
      if (!hasCode(error, 'ExpiredToken')) throw error;
      await renew();
      return once();
    });
  };
  const items = userItems(iam, call);

  return {
    accountId,
    createUser: async (UserName, Path, PermissionsBoundary, tags) => {
      const command = new CreateUserCommand({ UserName, Path, PermissionsBoundary, Tags: tagList(tags) });
      const { User } = await call('CreateUser', (options) => iam.send(command, options));
      return view(User, User?.UserId);
    },
    getUser: async (UserName) => {
      const { User } = await call('GetUser', (options) => iam.send(new GetUserCommand({ UserName }), options));
      return { ...view(User, User?.UserId), boundaryArn: User?.PermissionsBoundary?.PermissionsBoundaryArn };
    },
    deleteUser: async (UserName) => {
      await call('DeleteUser', (options) => iam.send(new DeleteUserCommand({ UserName }), options));
    },
    attachUserPolicy: async (UserName, PolicyArn) => {
      await call('AttachUserPolicy', (options) =>
        iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }), options),
      );
    },
    listOnUser: (userName, what) => items[what].list(userName),
    removeFromUser: (userName, what, id) => items[what].remove(userName, id),
    createAccessKey: async (UserName) => {
      const { AccessKey } = await call('CreateAccessKey', (options) =>
        iam.send(new CreateAccessKeyCommand({ UserName }), options),
      );
      return { accessKeyId: must(AccessKey?.AccessKeyId), secretAccessKey: must(AccessKey?.SecretAccessKey) };
    },
    deactivateKey: async (UserName, AccessKeyId) => {
      const command = new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' });
      await call('UpdateAccessKey', (options) => iam.send(command, options));
    },
    userOfKey: async (AccessKeyId) => {
      const command = new GetAccessKeyLastUsedCommand({ AccessKeyId });
      try {
        return (await call('GetAccessKeyLastUsed', (options) => iam.send(command, options))).UserName;
      } catch (error) {
        if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) return undefined;
        throw error;
      }
    },
    listAccessKeys: (userName) => listAccessKeys(iam, call, userName),
    deleteUndisclosedKey: async (UserName, AccessKeyId) => {
      const command = new DeleteAccessKeyCommand({ UserName, AccessKeyId });
      await send('iam:DeleteAccessKey', requestTimeoutMs, undefined, (options) => undisclosed().send(command, options));
    },

    createGroup: async (GroupName, Path) => {
      const { Group } = await call('CreateGroup', (options) =>
        iam.send(new CreateGroupCommand({ GroupName, Path }), options),
      );
      return view(Group, Group?.GroupId);
    },
    getGroup: async (GroupName) => {
      let group: Awaited<ReturnType<TenantAccount['createGroup']>> | undefined;
      const members = await allPages(async (Marker) => {
        const page = await call('GetGroup', (options) => iam.send(new GetGroupCommand({ GroupName, Marker }), options));
        group = view(page.Group, page.Group?.GroupId);
        return {
          items: page.Users?.map(({ UserName, UserId }) => ({ name: must(UserName), id: must(UserId) })),
          marker: page.Marker,
        };
      });
      return { ...must(group), members };
    },
    deleteGroup: async (GroupName) => {
      await call('DeleteGroup', (options) => iam.send(new DeleteGroupCommand({ GroupName }), options));
    },
    attachGroupPolicy: async (GroupName, PolicyArn) => {
      await call('AttachGroupPolicy', (options) =>
        iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }), options),
      );
    },
    listAttachedGroupPolicies: (GroupName) =>
      allPages(async (Marker) => {
        const page = await call('ListAttachedGroupPolicies', (options) =>
          iam.send(new ListAttachedGroupPoliciesCommand({ GroupName, Marker }), options),
        );
        return { items: page.AttachedPolicies?.map(({ PolicyArn }) => must(PolicyArn)), marker: page.Marker };
      }),
    detachGroupPolicy: async (GroupName, PolicyArn) => {
      await call('DetachGroupPolicy', (options) =>
        iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn }), options),
      );
    },
    listGroupPolicies: (GroupName) =>
      allPages(async (Marker) => {
        const page = await call('ListGroupPolicies', (options) =>
          iam.send(new ListGroupPoliciesCommand({ GroupName, Marker }), options),
        );
        return { items: page.PolicyNames, marker: page.Marker };
      }),
    deleteGroupPolicy: async (GroupName, PolicyName) => {
      await call('DeleteGroupPolicy', (options) =>
        iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName }), options),
      );
    },
    addUserToGroup: async (UserName, GroupName) => {
      await call('AddUserToGroup', (options) => iam.send(new AddUserToGroupCommand({ UserName, GroupName }), options));
    },
    removeUserFromGroup: async (UserName, GroupName) => {
      await call('RemoveUserFromGroup', (options) =>
        iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }), options),
      );
    },

    createPolicy: async (PolicyName, Path, PolicyDocument, tags) => {
      const command = new CreatePolicyCommand({ PolicyName, Path, PolicyDocument, Tags: tagList(tags) });
      const { Policy } = await call('CreatePolicy', (options) => iam.send(command, options));
      return view(Policy, Policy?.PolicyId);
    },
    getPolicy: async (PolicyArn) => {
      const { Policy } = await call('GetPolicy', (options) => iam.send(new GetPolicyCommand({ PolicyArn }), options));
      return view(Policy, Policy?.PolicyId);
    },
    getPolicyDocument: async (PolicyArn) => {
      const { Policy } = await call('GetPolicy', (options) => iam.send(new GetPolicyCommand({ PolicyArn }), options));
      const command = new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId });
      const { PolicyVersion } = await call('GetPolicyVersion', (options) => iam.send(command, options));
      // IAM gives documents URL-encoded (RFC 3986).
      return decodeURIComponent(must(PolicyVersion?.Document));
    },
    findPolicy: async (name) => {
      const policies = await allPages(async (Marker) => {
        const page = await call('ListPolicies', (options) =>
          iam.send(new ListPoliciesCommand({ Scope: 'Local', Marker }), options),
        );
        return { items: page.Policies, marker: page.Marker };
      });
      const found = policies.find(({ PolicyName }) => PolicyName?.toLowerCase() === name.toLowerCase());
      return found === undefined ? undefined : view(found, found.PolicyId);
    },
    listPolicyVersions: (PolicyArn) =>
      allPages(async (Marker) => {
        const page = await call('ListPolicyVersions', (options) =>
          iam.send(new ListPolicyVersionsCommand({ PolicyArn, Marker }), options),
        );
        const items = page.Versions?.map(({ VersionId, IsDefaultVersion }) => ({
          id: must(VersionId),
          isDefault: IsDefaultVersion === true,
        }));
        return { items, marker: page.Marker };
      }),
    deletePolicyVersion: async (PolicyArn, VersionId) => {
      await call('DeletePolicyVersion', (options) =>
        iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }), options),
      );
    },
    listEntitiesForPolicy: (PolicyArn, PolicyUsageFilter) =>
      allPages(async (Marker) => {
        const command = new ListEntitiesForPolicyCommand({ PolicyArn, PolicyUsageFilter, Marker });
        const { PolicyUsers, PolicyGroups, PolicyRoles, ...page } = await call('ListEntitiesForPolicy', (options) =>
          iam.send(command, options),
        );
        return { items: holders(PolicyUsers, PolicyGroups, PolicyRoles), marker: page.Marker };
      }),
    deletePolicy: async (PolicyArn) => {
      await call('DeletePolicy', (options) => iam.send(new DeletePolicyCommand({ PolicyArn }), options));
    },
  };
}

function view(entity: { Arn?: string | undefined; Path?: string | undefined } | undefined, id: string | undefined) {
  return { arn: must(entity?.Arn), id: must(id), path: entity?.Path ?? '/' };
}

function holders(users: PolicyUser[] = [], groups: PolicyGroup[] = [], roles: PolicyRole[] = []): PolicyHolder[] {
  return [
    ...users.map(({ UserName, UserId }) => ({ type: 'user', name: must(UserName), id: must(UserId) }) as const),
    ...groups.map(({ GroupName, GroupId }) => ({ type: 'group', name: must(GroupName), id: must(GroupId) }) as const),
    ...roles.map(({ RoleName, RoleId }) => ({ type: 'role', name: must(RoleName), id: must(RoleId) }) as const),
  ];
}

function must<T>(value: T | undefined): T {
  if (value === undefined)
    throw new AwsFailure('iam', 'IncompleteAnswer', 'IAM answered without something it always gives.', 'unknown');
  return value;
}

function tagList(tags: Tags) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
