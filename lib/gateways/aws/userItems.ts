import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUserPoliciesCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { hasCode } from '../../core/awsFailure.ts';
import type { ListedAccessKey, UserItemType } from '../../account/ports.ts';
import type { SendToIam } from './iamSession.ts';
import { listPages } from './pages.ts';

interface UserItem {
  list(userName: string): Promise<readonly string[]>;
  remove(userName: string, id: string): Promise<void>;
}

/** Returns the user's keys with the time of their creation and their status. */
export function listAccessKeys(send: SendToIam, UserName: string): Promise<ListedAccessKey[]> {
  return listPages(
    (Marker) => send(new ListAccessKeysCommand({ UserName, Marker })),
    ({ AccessKeyMetadata }) =>
      AccessKeyMetadata?.map(({ AccessKeyId = '', CreateDate, Status }) => ({
        id: AccessKeyId,
        createdAt: CreateDate?.getTime() ?? 0,
        isActive: Status === 'Active',
      })),
  );
}

/**
 * For each type of user item, the calls that list the items and remove one. The list returns the IDs that the removal
 * needs.
 */
export function userItems(send: SendToIam): Readonly<Record<UserItemType, UserItem>> {
  return {
    'access-key': {
      list: async (userName) => (await listAccessKeys(send, userName)).map(({ id }) => id),
      remove: async (UserName, AccessKeyId) => {
        await send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
      },
    },
    'login-profile': {
      list: async (UserName) => {
        try {
          await send(new GetLoginProfileCommand({ UserName }));
          return ['password'];
        } catch (error) {
          if (hasCode(error, 'NoSuchEntity')) return [];
          throw error;
        }
      },
      remove: async (UserName) => {
        await send(new DeleteLoginProfileCommand({ UserName }));
      },
    },
    'inline-policy': {
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListUserPoliciesCommand({ UserName, Marker })),
          ({ PolicyNames }) => PolicyNames,
        ),
      remove: async (UserName, PolicyName) => {
        await send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
      },
    },
    'attached-policy': {
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListAttachedUserPoliciesCommand({ UserName, Marker })),
          ({ AttachedPolicies }) => AttachedPolicies?.flatMap(({ PolicyArn }) => PolicyArn ?? []),
        ),
      remove: async (UserName, PolicyArn) => {
        await send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
      },
    },
    'ssh-public-key': {
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListSSHPublicKeysCommand({ UserName, Marker })),
          ({ SSHPublicKeys }) => SSHPublicKeys?.flatMap(({ SSHPublicKeyId }) => SSHPublicKeyId ?? []),
        ),
      remove: async (UserName, SSHPublicKeyId) => {
        await send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId }));
      },
    },
    'signing-certificate': {
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListSigningCertificatesCommand({ UserName, Marker })),
          ({ Certificates }) => Certificates?.flatMap(({ CertificateId }) => CertificateId ?? []),
        ),
      remove: async (UserName, CertificateId) => {
        await send(new DeleteSigningCertificateCommand({ UserName, CertificateId }));
      },
    },
    'service-specific-credential': {
      // Partitions without such services answer NotSupportedService: no user has such a credential there.
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListServiceSpecificCredentialsCommand({ UserName, Marker })),
          ({ ServiceSpecificCredentials }) =>
            ServiceSpecificCredentials?.flatMap(({ ServiceSpecificCredentialId }) => ServiceSpecificCredentialId ?? []),
        ).catch((error: unknown) => {
          if (hasCode(error, 'NotSupportedService')) return [];
          throw error;
        }),
      remove: async (UserName, ServiceSpecificCredentialId) => {
        await send(new DeleteServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId }));
      },
    },
    'mfa-device': {
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListMFADevicesCommand({ UserName, Marker })),
          ({ MFADevices }) => MFADevices?.flatMap(({ SerialNumber }) => SerialNumber ?? []),
        ),
      remove: async (UserName, SerialNumber) => {
        await send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }));
      },
    },
    'group-membership': {
      list: (UserName) =>
        listPages(
          (Marker) => send(new ListGroupsForUserCommand({ UserName, Marker })),
          ({ Groups }) => Groups?.flatMap(({ GroupName }) => GroupName ?? []),
        ),
      remove: async (UserName, GroupName) => {
        await send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
      },
    },
  };
}
