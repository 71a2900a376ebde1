import type { IAM } from '@aws-sdk/client-iam';
import { createSandbox } from '../../local/sandbox/index.ts';
import { clientsOf, documentOf, keysOf, refusalOf, rootOf, userWith } from '../support/sandboxClients.ts';

const account = '111122223333';
const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`;
const boundaryArn = arn('policy/boundary');
const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });
const allow = (Action: string, Resource: string): object => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: string, Resource: string): object => ({ Effect: 'Deny', Action, Resource });
const no = (action: string, resource: string): string =>
  `User: ${arn('user/caller')} is not authorized to perform: ${action} on resource: ${resource}`;

describe('a permissions boundary (IAM User Guide, "Permissions boundaries for IAM entities")', () => {
  async function callerBoundedBy(...statements: readonly object[]): Promise<IAM> {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, account);
    await iam.createPolicy({ PolicyName: 'boundary', PolicyDocument: documentOf(...statements) });
    await iam.createUser({ UserName: 'caller', PermissionsBoundary: boundaryArn });
    await iam.attachUserPolicy({ UserName: 'caller', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    return clientsOf(sandbox, await keysOf(iam, 'caller')).iam;
  }

  it('limits the permissions that policies allow', async () => {
    const iam = await callerBoundedBy(allow('iam:Get*', '*'));
    expect(await refusalOf(iam.getUser({ UserName: 'caller' }))).toMatchObject({ code: 'ok' });
    expect(await refusalOf(iam.createUser({ UserName: 'new' }))).toMatchObject({
      code: 'AccessDenied',
      words: `${no('iam:CreateUser', arn('user/new'))} because no permissions boundary allows the iam:CreateUser action`,
    });
  });

  it('can deny an action explicitly', async () => {
    const iam = await callerBoundedBy(allow('*', '*'), deny('iam:CreateUser', '*'));
    expect((await refusalOf(iam.createUser({ UserName: 'new' }))).words).toBe(
      `${no('iam:CreateUser', arn('user/new'))} with an explicit deny in a permissions boundary`,
    );
  });

  it('grants no permission by itself', async () => {
    const iam = await callerBoundedBy(allow('*', '*'));
    await iam.detachUserPolicy({ UserName: 'caller', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    expect(await refusalOf(iam.getUser({ UserName: 'caller' }))).toMatchObject({ code: 'AccessDenied' });
  });
});

describe('a principal has the permissions', () => {
  it('of its groups, as long as it is a member (IAM User Guide, "IAM user groups")', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, account);
    const caller = await userWith(sandbox, account, 'caller', []);
    await iam.createGroup({ GroupName: 'admins' });
    await iam.putGroupPolicy({
      GroupName: 'admins',
      PolicyName: 'all',
      PolicyDocument: documentOf(allow('iam:*', '*')),
    });
    const attempt = (): Promise<unknown> => refusalOf(caller.iam.listUsers({}));
    expect(await attempt()).toMatchObject({ code: 'AccessDenied' });
    await iam.addUserToGroup({ GroupName: 'admins', UserName: 'caller' });
    expect(await attempt()).toMatchObject({ code: 'ok' });
    await iam.removeUserFromGroup({ GroupName: 'admins', UserName: 'caller' });
    expect(await attempt()).toMatchObject({ code: 'AccessDenied' });
  });

  it('of the default version of a managed policy (IAM User Guide, "Versioning IAM policies")', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, account);
    const caller = await userWith(sandbox, account, 'caller', []);
    const PolicyArn = arn('policy/changing');
    await iam.createPolicy({ PolicyName: 'changing', PolicyDocument: documentOf(allow('iam:ListUsers', '*')) });
    await iam.attachUserPolicy({ UserName: 'caller', PolicyArn });
    const attempt = (): Promise<unknown> => refusalOf(caller.iam.listUsers({}));
    expect(await attempt()).toMatchObject({ code: 'ok' });
    await iam.createPolicyVersion({ PolicyArn, PolicyDocument: document });
    expect(await attempt()).toMatchObject({ code: 'ok' });
    await iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' });
    expect(await attempt()).toMatchObject({ code: 'AccessDenied' });
  });

  it('that both the role and the session policy allow (IAM User Guide, "Session policies")', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, account);
    await iam.createRole({
      RoleName: 'role',
      AssumeRolePolicyDocument: documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }),
    });
    await iam.putRolePolicy({ RoleName: 'role', PolicyName: 'all', PolicyDocument: documentOf(allow('iam:*', '*')) });
    const caller = await userWith(sandbox, account, 'caller', [allow('sts:AssumeRole', '*')]);
    const { Credentials } = await caller.sts.assumeRole({
      RoleArn: arn('role/role'),
      RoleSessionName: 'narrow',
      Policy: documentOf(allow('iam:ListUsers', '*')),
    });
    const narrow = clientsOf(sandbox, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    expect(await refusalOf(narrow.iam.listUsers({}))).toMatchObject({ code: 'ok' });
    expect((await refusalOf(narrow.iam.listRoles({}))).words).toMatch(
      /because no session policy allows the iam:ListRoles action$/,
    );
  });
});
