import { createSandbox } from '../../local/sandbox/index.ts';
import { account, api, refused, role, RoleName, testRefusals, user, UserName } from './refusals.ts';

const invalid = refused('ValidationError', 400);
const badInput = refused('InvalidInput', 400);
const names = 'IAM User Guide, "IAM and AWS STS quotas", name requirements';

testRefusals([
  invalid(
    'a character that is not allowed in names',
    names,
    (iam) => iam.createUser({ UserName: 'a b' }),
    'The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
  ),
  invalid(
    'a user name of 65 characters',
    names,
    (iam) => iam.createUser({ UserName: 'x'.repeat(65) }),
    `1 validation error detected: Value '${'x'.repeat(65)}' at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64`,
  ),
  invalid(
    'a group name of 129 characters',
    names,
    (iam) => iam.createGroup({ GroupName: 'x'.repeat(129) }),
    `1 validation error detected: Value '${'x'.repeat(129)}' at 'groupName' failed to satisfy constraint: Member must have length less than or equal to 128`,
  ),
  invalid(
    'a missing name',
    names,
    (iam) => iam.createUser({ UserName: undefined }),
    "1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member must not be null",
  ),
  invalid(
    'a path without slashes',
    names,
    (iam) => iam.createUser({ UserName, Path: 'path' }),
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  ),
  invalid(
    'a call of the root user without a user name',
    api('CreateAccessKey'),
    (iam) => iam.createAccessKey({}),
    'Must specify userName when calling with non-User credentials',
  ),
  invalid(
    'a page size of 0',
    api('ListUsers'),
    (iam) => iam.listUsers({ MaxItems: 0 }),
    "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ),
  invalid(
    'a maximum session duration of less than an hour',
    api('UpdateRole'),
    (iam) => iam.updateRole({ RoleName, MaxSessionDuration: 3599 }),
    "1 validation error detected: Value '3599' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
    role,
  ),
  invalid(
    'a maximum session duration of more than twelve hours',
    api('UpdateRole'),
    (iam) => iam.updateRole({ RoleName, MaxSessionDuration: 43_201 }),
    "1 validation error detected: Value '43201' at 'maxSessionDuration' failed to satisfy constraint: Member must have value less than or equal to 43200",
    role,
  ),
  invalid(
    'a role description of 1,001 characters',
    api('UpdateRole'),
    (iam) => iam.updateRole({ RoleName, Description: 'x'.repeat(1001) }),
    `1 validation error detected: Value '${'x'.repeat(1001)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 1000`,
    role,
  ),
  invalid(
    'a role description with a character that is not allowed',
    api('UpdateRoleDescription'),
    (iam) => iam.updateRoleDescription({ RoleName, Description: '→' }),
    String.raw`1 validation error detected: Value '→' at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$`,
    role,
  ),
  invalid(
    'a missing new description',
    api('UpdateRoleDescription'),
    (iam) => iam.updateRoleDescription({ RoleName, Description: undefined }),
    "1 validation error detected: Value null at 'description' failed to satisfy constraint: Member must not be null",
    role,
  ),
  badInput(
    'a text that is not an ARN',
    api('AttachUserPolicy'),
    (iam) => iam.attachUserPolicy({ UserName, PolicyArn: 'AdministratorAccessPolicy' }),
    'ARN AdministratorAccessPolicy is not valid.',
  ),
  badInput(
    'two tags with the same key',
    api('TagUser'),
    (iam) =>
      iam.createUser({
        UserName,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      }),
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ),
  refused('PolicyNotAttachable', 400)(
    'a policy for service roles',
    api('AttachUserPolicy'),
    (iam) =>
      iam.attachUserPolicy({
        UserName,
        PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSElasticLoadBalancingServiceRolePolicy',
      }),
    'Cannot attach a Service Role Policy to a Customer User.',
    user,
  ),
  refused('PasswordPolicyViolation', 400)(
    'a short password',
    api('CreateLoginProfile'),
    (iam) => iam.createLoginProfile({ UserName, Password: 'short' }),
    'Password should have a minimum length of 8',
    user,
  ),
  refused('InvalidAuthenticationCode', 403)(
    'the same authentication code twice',
    api('EnableMFADevice'),
    (iam) =>
      iam.enableMFADevice({
        UserName,
        SerialNumber: 'GAHT12345678',
        AuthenticationCode1: '123456',
        AuthenticationCode2: '123456',
      }),
    'Authentication code for device is not valid.',
    user,
  ),
  refused('MalformedCertificate', 400)(
    'a text that is not a certificate',
    api('UploadSigningCertificate'),
    (iam) => iam.uploadSigningCertificate({ UserName, CertificateBody: 'none' }),
    'Unable to parse certificate. Please ensure the certificate is in PEM format.',
    user,
  ),
]);

test.each(['iam', 'sts'] as const)(
  '%s answers an unknown or a missing operation with InvalidAction',
  async (service) => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const known = sandbox.authenticate(account, undefined);
    if (!known.ok) throw new Error(known.message);
    const call = { service, caller: known.caller, requestId: 'r' };
    const unknown = await sandbox.answer({ ...call, parameters: { Action: 'DoThings', Version: '2010-05-08' } });
    expect(unknown).toMatchObject({
      statusCode: 400,
      code: 'InvalidAction',
      body: expect.stringContaining('Could not find operation DoThings for version 2010-05-08'),
    });
    expect(await sandbox.answer({ ...call, parameters: {} })).toMatchObject({ statusCode: 400, code: 'InvalidAction' });
  },
);
