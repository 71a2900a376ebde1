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
  type IAMClient,
} from '@aws-sdk/client-iam';
import { hasCode } from '../../core/awsFailure.ts';
import type { ListedAccessKey, UserItemType } from '../../account/ports.ts';
import { allPages } from './pages.ts';

type Call = <T>(action: string, run: (options: { abortSignal: AbortSignal }) => Promise<T>) => Promise<T>;

interface UserItem {
  list(userName: string): Promise<readonly string[]>;
  remove(userName: string, id: string): Promise<void>;
}

/** The user's keys, with when each was made. */
export function listAccessKeys(iam: IAMClient, call: Call, UserName: string): Promise<ListedAccessKey[]> {
  return allPages(async (Marker) => {
    const command = new ListAccessKeysCommand({ UserName, Marker });
    const { AccessKeyMetadata = [], Marker: marker } = await call('ListAccessKeys', (options) =>
      iam.send(command, options),
    );
    const items = AccessKeyMetadata.map(({ AccessKeyId = '', CreateDate }) => ({
      id: AccessKeyId,
      createdAt: CreateDate?.getTime() ?? 0,
    }));
    return { items, marker };
  });
}

/** For each thing that can hang on a user: how to list it, and how to remove one. IDs are what the removal takes. */
export function userItems(iam: IAMClient, call: Call): Readonly<Record<UserItemType, UserItem>> {
  return {
    'access-key': {
      list: async (userName) => (await listAccessKeys(iam, call, userName)).map(({ id }) => id),
      remove: async (UserName, AccessKeyId) => {
        await call('DeleteAccessKey', (options) =>
          iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }), options),
        );
      },
    },
    'login-profile': {
      list: async (UserName) => {
        try {
          await call('GetLoginProfile', (options) => iam.send(new GetLoginProfileCommand({ UserName }), options));
          return ['password'];
        } catch (error) {
          if (hasCode(error, 'NoSuchEntity')) return [];
          throw error;
        }
      },
      remove: async (UserName) => {
        await call('DeleteLoginProfile', (options) => iam.send(new DeleteLoginProfileCommand({ UserName }), options));
      },
    },
    'inline-policy': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListUserPolicies', (options) =>
            iam.send(new ListUserPoliciesCommand({ UserName, Marker }), options),
          );
          return { items: page.PolicyNames, marker: page.Marker };
        }),
      remove: async (UserName, PolicyName) => {
        await call('DeleteUserPolicy', (options) =>
          iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }), options),
        );
      },
    },
    'attached-policy': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListAttachedUserPolicies', (options) =>
            iam.send(new ListAttachedUserPoliciesCommand({ UserName, Marker }), options),
          );
          return { items: page.AttachedPolicies?.flatMap(({ PolicyArn }) => PolicyArn ?? []), marker: page.Marker };
        }),
      remove: async (UserName, PolicyArn) => {
        await call('DetachUserPolicy', (options) =>
          iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }), options),
        );
      },
    },
    'ssh-public-key': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListSSHPublicKeys', (options) =>
            iam.send(new ListSSHPublicKeysCommand({ UserName, Marker }), options),
          );
          return {
            items: page.SSHPublicKeys?.flatMap(({ SSHPublicKeyId }) => SSHPublicKeyId ?? []),
            marker: page.Marker,
          };
        }),
      remove: async (UserName, SSHPublicKeyId) => {
        await call('DeleteSSHPublicKey', (options) =>
          iam.send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId }), options),
        );
      },
    },
    'signing-certificate': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListSigningCertificates', (options) =>
            iam.send(new ListSigningCertificatesCommand({ UserName, Marker }), options),
          );
          return { items: page.Certificates?.flatMap(({ CertificateId }) => CertificateId ?? []), marker: page.Marker };
        }),
      remove: async (UserName, CertificateId) => {
        await call('DeleteSigningCertificate', (options) =>
          iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId }), options),
        );
      },
    },
    'service-specific-credential': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListServiceSpecificCredentials', (options) =>
            iam.send(new ListServiceSpecificCredentialsCommand({ UserName, Marker }), options),
          );
          const items = page.ServiceSpecificCredentials?.flatMap(
            ({ ServiceSpecificCredentialId }) => ServiceSpecificCredentialId ?? [],
          );
          return { items, marker: page.Marker };
        }),
      remove: async (UserName, ServiceSpecificCredentialId) => {
        const command = new DeleteServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId });
        await call('DeleteServiceSpecificCredential', (options) => iam.send(command, options));
      },
    },
    'mfa-device': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListMFADevices', (options) =>
            iam.send(new ListMFADevicesCommand({ UserName, Marker }), options),
          );
          return { items: page.MFADevices?.flatMap(({ SerialNumber }) => SerialNumber ?? []), marker: page.Marker };
        }),
      remove: async (UserName, SerialNumber) => {
        await call('DeactivateMFADevice', (options) =>
          iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }), options),
        );
      },
    },
    'group-membership': {
      list: (UserName) =>
        allPages(async (Marker) => {
          const page = await call('ListGroupsForUser', (options) =>
            iam.send(new ListGroupsForUserCommand({ UserName, Marker }), options),
          );
          return { items: page.Groups?.flatMap(({ GroupName }) => GroupName ?? []), marker: page.Marker };
        }),
      remove: async (UserName, GroupName) => {
        await call('RemoveUserFromGroup', (options) =>
          iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }), options),
        );
      },
    },
  };
}
