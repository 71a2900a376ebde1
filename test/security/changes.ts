import type { IAM } from '@aws-sdk/client-iam';

/** Resources of one owner in an account, which another role tries to change. */
export interface Belongings {
  readonly user: string;
  readonly group: string;
  readonly policyArn: string;
  readonly boundaryArn: string;
  readonly path: string;
  readonly accessKeyId: string;
  readonly serial: string;
}

type Change = (iam: IAM, of: Belongings) => Promise<unknown>;
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** By action, each change that a bootstrap role may make to its own resources, tried on foreign ones. */
export const changes: Readonly<Record<string, Change>> = {
  'iam:CreateUser': (iam, { path: Path, boundaryArn }) =>
    iam.createUser({ UserName: 'one-more', Path, PermissionsBoundary: boundaryArn }),
  'iam:PutUserPermissionsBoundary': (iam, { user: UserName, boundaryArn: PermissionsBoundary }) =>
    iam.putUserPermissionsBoundary({ UserName, PermissionsBoundary }),
  'iam:TagUser': (iam, { user: UserName }) => iam.tagUser({ UserName, Tags: [{ Key: 'k', Value: 'v' }] }),
  'iam:UntagUser': (iam, { user: UserName }) => iam.untagUser({ UserName, TagKeys: ['k'] }),
  'iam:DeleteUser': (iam, { user: UserName }) => iam.deleteUser({ UserName }),
  'iam:AttachUserPolicy': (iam, { user: UserName }) => iam.attachUserPolicy({ UserName, PolicyArn: administrator }),
  'iam:DetachUserPolicy': (iam, { user: UserName, policyArn }) =>
    iam.detachUserPolicy({ UserName, PolicyArn: policyArn }),
  'iam:DeleteUserPolicy': (iam, { user: UserName }) => iam.deleteUserPolicy({ UserName, PolicyName: 'inline' }),
  'iam:CreateAccessKey': (iam, { user: UserName }) => iam.createAccessKey({ UserName }),
  'iam:UpdateAccessKey': (iam, { user: UserName, accessKeyId: AccessKeyId }) =>
    iam.updateAccessKey({ UserName, AccessKeyId, Status: 'Inactive' }),
  'iam:DeleteAccessKey': (iam, { user: UserName, accessKeyId: AccessKeyId }) =>
    iam.deleteAccessKey({ UserName, AccessKeyId }),
  'iam:DeleteLoginProfile': (iam, { user: UserName }) => iam.deleteLoginProfile({ UserName }),
  'iam:DeactivateMFADevice': (iam, { user: UserName, serial: SerialNumber }) =>
    iam.deactivateMFADevice({ UserName, SerialNumber }),
  'iam:DeleteSSHPublicKey': (iam, { user: UserName }) =>
    iam.deleteSSHPublicKey({ UserName, SSHPublicKeyId: 'APKAEXAMPLEEXAMPLEEX' }),
  'iam:DeleteSigningCertificate': (iam, { user: UserName }) =>
    iam.deleteSigningCertificate({ UserName, CertificateId: 'TA7SMP42TDN5Z26OBPJE7EXAMPLE' }),
  'iam:DeleteServiceSpecificCredential': (iam, { user: UserName }) =>
    iam.deleteServiceSpecificCredential({ UserName, ServiceSpecificCredentialId: 'ACCAEXAMPLEEXAMPLEEX' }),
  'iam:CreatePolicy': (iam, { path: Path }) =>
    iam.createPolicy({ PolicyName: 'one-more', Path, PolicyDocument: document }),
  'iam:TagPolicy': (iam, { policyArn: PolicyArn }) => iam.tagPolicy({ PolicyArn, Tags: [{ Key: 'k', Value: 'v' }] }),
  'iam:UntagPolicy': (iam, { policyArn: PolicyArn }) => iam.untagPolicy({ PolicyArn, TagKeys: ['k'] }),
  'iam:DeletePolicy': (iam, { policyArn: PolicyArn }) => iam.deletePolicy({ PolicyArn }),
  'iam:DeletePolicyVersion': (iam, { policyArn: PolicyArn }) => iam.deletePolicyVersion({ PolicyArn, VersionId: 'v2' }),
  'iam:CreateGroup': (iam, { path: Path }) => iam.createGroup({ GroupName: 'one-more', Path }),
  'iam:DeleteGroup': (iam, { group: GroupName }) => iam.deleteGroup({ GroupName }),
  'iam:AttachGroupPolicy': (iam, { group: GroupName }) =>
    iam.attachGroupPolicy({ GroupName, PolicyArn: administrator }),
  'iam:DetachGroupPolicy': (iam, { group: GroupName, policyArn }) =>
    iam.detachGroupPolicy({ GroupName, PolicyArn: policyArn }),
  'iam:DeleteGroupPolicy': (iam, { group: GroupName }) => iam.deleteGroupPolicy({ GroupName, PolicyName: 'inline' }),
  'iam:AddUserToGroup': (iam, { group: GroupName, user: UserName }) => iam.addUserToGroup({ GroupName, UserName }),
  'iam:RemoveUserFromGroup': (iam, { group: GroupName, user: UserName }) =>
    iam.removeUserFromGroup({ GroupName, UserName }),
};
