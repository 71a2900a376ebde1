import type { IAM } from '@aws-sdk/client-iam';
import { createSandbox } from '../../local/sandbox/index.ts';
import { documentOf, rootOf } from '../support/sandboxClients.ts';
import { signingCertificate, sshPublicKey } from '../support/uploads.ts';

const account = '111122223333';
const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`;
const UserName = 'tutum';
const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });

async function accountInUse(): Promise<IAM> {
  const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
  await iam.createPolicy({ PolicyName: 'p', Path: '/x/', PolicyDocument: document, Description: 'a & b' });
  await iam.createPolicy({
    PolicyName: 'b',
    PolicyDocument: documentOf({ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }),
  });
  await iam.createUser({
    UserName,
    Path: '/x/',
    PermissionsBoundary: arn('policy/b'),
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  await iam.createGroup({ GroupName: 'g' });
  await iam.addUserToGroup({ GroupName: 'g', UserName });
  await iam.attachUserPolicy({ UserName, PolicyArn: arn('policy/x/p') });
  await iam.attachGroupPolicy({ GroupName: 'g', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
  await iam.putUserPolicy({ UserName, PolicyName: 'inline', PolicyDocument: document });
  await iam.createRole({
    RoleName: 'r',
    AssumeRolePolicyDocument: documentOf({
      Effect: 'Allow',
      Principal: { AWS: arn(`user/x/${UserName}`) },
      Action: 'sts:AssumeRole',
    }),
  });
  return iam;
}

it('GetAccountAuthorizationDetails returns everything in the account (IAM API reference)', async () => {
  const iam = await accountInUse();
  const details = await iam.getAccountAuthorizationDetails({});
  expect(details).toMatchObject({
    IsTruncated: false,
    UserDetailList: [
      {
        UserName,
        Path: '/x/',
        GroupList: ['g'],
        UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: encodeURIComponent(document).replaceAll('*', '%2A') }],
        AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: arn('policy/x/p') }],
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/b') },
        Tags: [{ Key: 'k', Value: 'v' }],
      },
    ],
    GroupDetailList: [{ GroupName: 'g', AttachedManagedPolicies: [{ PolicyName: 'IAMReadOnlyAccess' }] }],
    RoleDetailList: [{ RoleName: 'r', RolePolicyList: [] }],
  });
  expect(details.Policies?.map((policy) => policy.PolicyName).sort()).toEqual(['IAMReadOnlyAccess', 'b', 'p']);
  const { Policies, UserDetailList } = await iam.getAccountAuthorizationDetails({ Filter: ['LocalManagedPolicy'] });
  expect([Policies?.length, UserDetailList]).toEqual([2, []]);
});

it('GetPolicy counts attachments and boundaries (IAM API reference, Policy)', async () => {
  const iam = await accountInUse();
  expect((await iam.getPolicy({ PolicyArn: arn('policy/x/p') })).Policy).toMatchObject({
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    DefaultVersionId: 'v1',
    IsAttachable: true,
    Description: 'a & b',
    PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
  });
  expect((await iam.getPolicy({ PolicyArn: arn('policy/b') })).Policy).toMatchObject({
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 1,
  });
});

it('ListEntitiesForPolicy returns the entities that use the policy (IAM API reference)', async () => {
  const iam = await accountInUse();
  expect(await iam.listEntitiesForPolicy({ PolicyArn: arn('policy/x/p') })).toMatchObject({
    PolicyUsers: [{ UserName }],
    PolicyGroups: [],
  });
  const boundary = { PolicyArn: arn('policy/b') };
  expect((await iam.listEntitiesForPolicy(boundary)).PolicyUsers).toHaveLength(1);
  expect(
    (await iam.listEntitiesForPolicy({ ...boundary, PolicyUsageFilter: 'PermissionsPolicy' })).PolicyUsers,
  ).toEqual([]);
});

it('GetAccountSummary returns the numbers of resources (IAM API reference)', async () => {
  const { SummaryMap } = await (await accountInUse()).getAccountSummary({});
  expect(SummaryMap).toMatchObject({
    Users: 1,
    Groups: 1,
    Roles: 1,
    Policies: 2,
    UsersQuota: 5000,
    AccessKeysPerUserQuota: 2,
  });
});

describe('SimulatePrincipalPolicy (IAM API reference)', () => {
  async function decisions(parameters: object): Promise<(string | undefined)[]> {
    const iam = await accountInUse();
    const ActionNames = ['ec2:DescribeInstances', 'ec2:RunInstances', 's3:GetObject'];
    const source = { PolicySourceArn: arn(`user/x/${UserName}`), ActionNames, ...parameters };
    const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy(source);
    return EvaluationResults.map((result) => result.EvalDecision);
  }

  it('evaluates policies within the permissions boundary', async () => {
    expect(await decisions({})).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
  });

  it('evaluates additional policies and another permissions boundary', async () => {
    const deny = documentOf({ Effect: 'Deny', Action: 'ec2:Describe*', Resource: '*' });
    const all = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
    expect(await decisions({ PermissionsBoundaryPolicyInputList: [all] })).toEqual([
      'allowed',
      'allowed',
      'implicitDeny',
    ]);
    expect(await decisions({ PolicyInputList: [deny] })).toEqual(['explicitDeny', 'implicitDeny', 'implicitDeny']);
  });

  it('evaluates condition keys of the request, and returns the names of missing keys', async () => {
    const iam = await accountInUse();
    const statement = {
      Effect: 'Allow',
      Action: 'ec2:*',
      Resource: '*',
      Condition: { StringEquals: { 'ec2:Region': 'us-west-2' } },
    };
    await iam.createRole({
      RoleName: 'regional',
      AssumeRolePolicyDocument: documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }),
    });
    await iam.putRolePolicy({ RoleName: 'regional', PolicyName: 'p', PolicyDocument: documentOf(statement) });
    const simulate = async (region?: string): Promise<object | undefined> => {
      const context = {
        ContextKeyName: 'ec2:Region',
        ContextKeyType: 'string' as const,
        ContextKeyValues: [region ?? ''],
      };
      const { EvaluationResults } = await iam.simulatePrincipalPolicy({
        PolicySourceArn: arn('role/regional'),
        ActionNames: ['ec2:RunInstances'],
        ContextEntries: region === undefined ? [] : [context],
      });
      return EvaluationResults?.[0];
    };
    expect(await simulate()).toMatchObject({ EvalDecision: 'implicitDeny', MissingContextValues: ['ec2:Region'] });
    expect(await simulate('us-west-2')).toMatchObject({ EvalDecision: 'allowed', MissingContextValues: [] });
    expect(await simulate('eu-west-1')).toMatchObject({ EvalDecision: 'implicitDeny' });
  });
});

it('every item of a user can be listed and removed, and then the user deleted (IAM User Guide, "Delete or deactivate an IAM user")', async () => {
  const iam = await accountInUse();
  await iam.createLoginProfile({ UserName, Password: 'Passw0rd!', PasswordResetRequired: true });
  expect((await iam.getLoginProfile({ UserName })).LoginProfile).toMatchObject({
    UserName,
    PasswordResetRequired: true,
  });
  const { VirtualMFADevice } = await iam.createVirtualMFADevice({ VirtualMFADeviceName: 'phone', Path: '/x/' });
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  await iam.enableMFADevice({ UserName, SerialNumber, AuthenticationCode1: '123456', AuthenticationCode2: '234567' });
  await iam.uploadSSHPublicKey({ UserName, SSHPublicKeyBody: sshPublicKey });
  await iam.uploadSigningCertificate({ UserName, CertificateBody: signingCertificate });
  await iam.createServiceSpecificCredential({ UserName, ServiceName: 'codecommit.amazonaws.com' });
  await iam.createAccessKey({ UserName });

  await iam.deleteLoginProfile({ UserName });
  for (const device of (await iam.listMFADevices({ UserName })).MFADevices ?? []) {
    await iam.deactivateMFADevice({ UserName, SerialNumber: device.SerialNumber });
  }
  for (const { SSHPublicKeyId } of (await iam.listSSHPublicKeys({ UserName })).SSHPublicKeys ?? []) {
    await iam.deleteSSHPublicKey({ UserName, SSHPublicKeyId });
  }
  for (const { CertificateId } of (await iam.listSigningCertificates({ UserName })).Certificates ?? []) {
    await iam.deleteSigningCertificate({ UserName, CertificateId });
  }
  for (const credential of (await iam.listServiceSpecificCredentials({ UserName })).ServiceSpecificCredentials ?? []) {
    const { ServiceSpecificCredentialId } = credential;
    await iam.deleteServiceSpecificCredential({ UserName, ServiceSpecificCredentialId });
  }
  for (const { AccessKeyId } of (await iam.listAccessKeys({ UserName })).AccessKeyMetadata ?? []) {
    await iam.deleteAccessKey({ UserName, AccessKeyId });
  }
  for (const { PolicyArn } of (await iam.listAttachedUserPolicies({ UserName })).AttachedPolicies ?? []) {
    await iam.detachUserPolicy({ UserName, PolicyArn });
  }
  for (const PolicyName of (await iam.listUserPolicies({ UserName })).PolicyNames ?? []) {
    await iam.deleteUserPolicy({ UserName, PolicyName });
  }
  for (const { GroupName } of (await iam.listGroupsForUser({ UserName })).Groups ?? []) {
    await iam.removeUserFromGroup({ GroupName, UserName });
  }
  await iam.deleteUser({ UserName });
  expect((await iam.listUsers({})).Users).toEqual([]);
  const { VirtualMFADevices } = await iam.listVirtualMFADevices({ AssignmentStatus: 'Unassigned' });
  expect(VirtualMFADevices).toMatchObject([{ SerialNumber: arn('mfa/x/phone') }]);
});
