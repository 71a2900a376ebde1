import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  PutUserPermissionsBoundaryCommand,
  RemoveUserFromGroupCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { hasCode } from '../../core/awsFailure.ts';
import type { TenantAccount } from '../../account/ports.ts';
import { must, tagList, tagsIn, view } from './iamAnswer.ts';
import type { IamSession } from './iamSession.ts';
import { listAccessKeys, userItems } from './userItems.ts';

type UserCalls = Pick<
  TenantAccount,
  | 'createUser'
  | 'getUser'
  | 'setUserBoundary'
  | 'tagUser'
  | 'untagUser'
  | 'deleteUser'
  | 'attachUserPolicy'
  | 'listOnUser'
  | 'removeFromUser'
  | 'createAccessKey'
  | 'listAccessKeys'
  | 'userOfKey'
  | 'lastUseOfKey'
  | 'deactivateKey'
  | 'activateKey'
  | 'deleteUndisclosedKey'
  | 'addUserToGroup'
  | 'removeUserFromGroup'
>;

/** The calls for users, their keys and their other items. */
export function userCalls({ send, sendWithoutLease }: IamSession): UserCalls {
  const items = userItems(send);
  return {
    createUser: async (UserName, Path, PermissionsBoundary, tags) => {
      const command = new CreateUserCommand({ UserName, Path, PermissionsBoundary, Tags: tagList(tags) });
      const { User } = await send(command);
      return view(User, User?.UserId);
    },
    getUser: async (UserName) => {
      const { User } = await send(new GetUserCommand({ UserName }));
      return {
        ...view(User, User?.UserId),
        boundaryArn: User?.PermissionsBoundary?.PermissionsBoundaryArn,
        tags: tagsIn(User?.Tags),
      };
    },
    setUserBoundary: async (UserName, PermissionsBoundary) => {
      await send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
    },
    tagUser: async (UserName, tags) => {
      await send(new TagUserCommand({ UserName, Tags: tagList(tags) }));
    },
    untagUser: async (UserName, keys) => {
      await send(new UntagUserCommand({ UserName, TagKeys: [...keys] }));
    },
    deleteUser: async (UserName) => {
      await send(new DeleteUserCommand({ UserName }));
    },
    attachUserPolicy: async (UserName, PolicyArn) => {
      await send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    },
    listOnUser: (userName, what) => items[what].list(userName),
    removeFromUser: (userName, what, id) => items[what].remove(userName, id),
    createAccessKey: async (UserName) => {
      const { AccessKey } = await send(new CreateAccessKeyCommand({ UserName }));
      return { accessKeyId: must(AccessKey?.AccessKeyId), secretAccessKey: must(AccessKey?.SecretAccessKey) };
    },
    listAccessKeys: (userName) => listAccessKeys(send, userName),
    userOfKey: async (AccessKeyId) => {
      try {
        return (await send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).UserName;
      } catch (error) {
        if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) return undefined;
        throw error;
      }
    },
    lastUseOfKey: async (AccessKeyId) => {
      const { AccessKeyLastUsed } = await send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
      const { LastUsedDate, ServiceName = '', Region } = AccessKeyLastUsed ?? {};
      if (LastUsedDate === undefined) return undefined;
      // IAM writes N/A for what it does not know.
      return { at: LastUsedDate.getTime(), service: ServiceName, ...(Region !== 'N/A' && { region: Region }) };
    },
    deactivateKey: async (UserName, AccessKeyId) => {
      await send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
    },
    activateKey: async (UserName, AccessKeyId) => {
      await send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Active' }));
    },
    deleteUndisclosedKey: async (UserName, AccessKeyId, signal) => {
      await sendWithoutLease(new DeleteAccessKeyCommand({ UserName, AccessKeyId }), signal);
    },
    addUserToGroup: async (UserName, GroupName) => {
      await send(new AddUserToGroupCommand({ UserName, GroupName }));
    },
    removeUserFromGroup: async (UserName, GroupName) => {
      await send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
    },
  };
}
