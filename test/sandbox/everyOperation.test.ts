import { createSandbox } from '../../local/sandbox/index.ts';
import { iamOperations } from '../../local/sandbox/iam/operations.ts';
import { documentOf, keysOf, rootOf } from '../support/sandboxClients.ts';

const accountId = '111122223333';
const trust = documentOf({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });
const policyArn = `arn:aws:iam::${accountId}:policy/path/policy`;

/** Parameters that are valid for every operation. Each operation reads only its own. */
const parameters = {
  UserName: 'somebody',
  GroupName: 'group',
  RoleName: 'role',
  Description: 'new',
  PolicyArn: policyArn,
  PolicyName: 'policy',
  PolicyDocument: document,
  AssumeRolePolicyDocument: trust,
  PermissionsBoundary: policyArn,
  VersionId: 'v1',
  AccessKeyId: 'AKIAEXAMPLE000000000',
  Status: 'Inactive',
  Password: 'a Password 1',
  VirtualMFADeviceName: 'phone',
  SerialNumber: `arn:aws:iam::${accountId}:mfa/phone`,
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  SSHPublicKeyId: 'APKAEXAMPLE0000000000',
  SSHPublicKeyBody: 'ssh-rsa AAAA',
  Encoding: 'SSH',
  CertificateId: 'EXAMPLECERTIFICATEID000000000000',
  CertificateBody: 'none',
  ServiceName: 'codecommit.amazonaws.com',
  ServiceSpecificCredentialId: 'ACCAEXAMPLE0000000000',
  PolicySourceArn: `arn:aws:iam::${accountId}:user/somebody`,
  'ActionNames.member.1': 'ec2:RunInstances',
  'Tags.member.1.Key': 'stage',
  'Tags.member.1.Value': 'test',
  'TagKeys.member.1': 'stage',
};

/** A create with tags needs a second permission. Source: IAM User Guide, "Tags for IAM resources". */
const second: Readonly<Record<string, string>> = {
  CreateUser: 'TagUser',
  CreatePolicy: 'TagPolicy',
  CreateRole: 'TagRole',
  CreateVirtualMFADevice: 'TagMFADevice',
};

describe.each(Object.keys(iamOperations))('%s', (operation) => {
  async function callAs(statements: readonly object[]): Promise<string> {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, accountId);
    await iam.createUser({ UserName: 'caller' });
    if (statements.length > 0) {
      await iam.putUserPolicy({ UserName: 'caller', PolicyName: 'given', PolicyDocument: documentOf(...statements) });
    }
    const known = sandbox.authenticate((await keysOf(iam, 'caller')).accessKeyId, undefined);
    if (!known.ok) throw new Error(known.message);
    const { code } = await sandbox.answer({
      service: 'iam',
      caller: known.caller,
      parameters: { Action: operation, Version: '2010-05-08', ...parameters },
      requestId: 'request-1',
    });
    return code;
  }

  it('is denied to a user without any permission', async () => {
    expect(await callAs([])).toBe('AccessDenied');
  });

  it('is denied if every other action is allowed', async () => {
    expect(await callAs([{ Effect: 'Allow', NotAction: `iam:${operation}`, Resource: '*' }])).toBe('AccessDenied');
  });

  it('is authorized if no other action is allowed', async () => {
    const actions = [operation, second[operation]].flatMap((name) => (name === undefined ? [] : [`iam:${name}`]));
    expect(await callAs([{ Effect: 'Allow', Action: actions, Resource: '*' }])).not.toBe('AccessDenied');
  });

  if (second[operation] !== undefined) {
    it('is denied with tags if the permission to tag is missing', async () => {
      expect(await callAs([{ Effect: 'Allow', Action: `iam:${operation}`, Resource: '*' }])).toBe('AccessDenied');
    });
  }
});
