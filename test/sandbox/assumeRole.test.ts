import { createSandbox } from '../../local/sandbox/index.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import {
  clientsOf,
  documentOf,
  keysOf,
  refusalOf,
  rootOf,
  userWith,
  vendorOf,
  type Clients,
} from '../support/sandboxClients.ts';

const tenant = '111122223333';
const vendor = '999988887777';
const caller = `arn:aws:sts::${vendor}:assumed-role/latchkey-local/local`;
const roleArn = `arn:aws:iam::${tenant}:role/latchkey-bootstrap-tutum`;
const denied = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;

const confusedDeputy = 'IAM User Guide, "The confused deputy problem"';
const principals = 'IAM User Guide, "AWS JSON policy elements: Principal"';
const crossAccount = 'IAM User Guide, "Cross-account policy evaluation logic"';
const assumeRole = 'AWS STS API reference, AssumeRole';

async function sandboxTrusting(statement: object, name = 'latchkey-bootstrap-tutum'): Promise<Sandbox> {
  const sandbox = createSandbox({ dataDir: ':memory:' });
  const trust = documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
  await rootOf(sandbox, tenant).iam.createRole({ RoleName: name, AssumeRolePolicyDocument: trust });
  return sandbox;
}

const account = { Principal: { AWS: `arn:aws:iam::${vendor}:root` } };
const external = { StringEquals: { 'sts:ExternalId': 'right' } };

describe('a trust policy', () => {
  const cases = [
    { name: 'allows the trusted account', source: crossAccount, trust: account, given: {}, code: 'ok' },
    {
      name: 'may name an account by its ID alone',
      source: principals,
      trust: { Principal: { AWS: vendor } },
      given: {},
      code: 'ok',
    },
    {
      name: 'without a condition allows a call with any external ID',
      source: confusedDeputy,
      trust: account,
      given: { ExternalId: 'wrong' },
      code: 'ok',
    },
    {
      name: 'that requires an external ID denies a call without one',
      source: confusedDeputy,
      trust: { ...account, Condition: external },
      given: {},
      code: 'AccessDenied',
    },
    {
      name: 'that requires an external ID denies a wrong one',
      source: confusedDeputy,
      trust: { ...account, Condition: external },
      given: { ExternalId: 'Right' },
      code: 'AccessDenied',
    },
    {
      name: 'that requires an external ID allows the correct one',
      source: confusedDeputy,
      trust: { ...account, Condition: external },
      given: { ExternalId: 'right' },
      code: 'ok',
    },
    {
      name: 'denies other accounts',
      source: principals,
      trust: { Principal: { AWS: 'arn:aws:iam::444455556666:root' } },
      given: {},
      code: 'AccessDenied',
    },
    {
      name: 'compares aws:PrincipalArn with the ARN of the calling role, not of its session',
      source: 'IAM User Guide, "AWS global condition context keys", aws:PrincipalArn',
      trust: { ...account, Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${vendor}:role/latchkey-*` } } },
      given: {},
      code: 'ok',
    },
    {
      name: 'denies a principal with another ARN',
      source: 'IAM User Guide, "AWS global condition context keys", aws:PrincipalArn',
      trust: { ...account, Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${vendor}:role/other-*` } } },
      given: {},
      code: 'AccessDenied',
    },
    {
      name: 'can allow one role',
      source: principals,
      trust: { Principal: { AWS: `arn:aws:iam::${vendor}:role/latchkey-local` } },
      given: {},
      code: 'ok',
    },
    {
      name: 'can allow every principal',
      source: principals,
      trust: { Principal: { AWS: '*' } },
      given: {},
      code: 'ok',
    },
    {
      name: 'can require a session name',
      source: principals,
      trust: { ...account, Condition: { StringEquals: { 'sts:RoleSessionName': 'session' } } },
      given: {},
      code: 'ok',
    },
    {
      name: 'denies a call that one statement denies and another allows',
      source: 'IAM User Guide, "Policy evaluation logic"',
      trust: { ...account, Effect: 'Deny' },
      given: {},
      code: 'AccessDenied',
    },
  ];
  test.each(cases)('$name ($source)', async ({ trust, given, code }) => {
    const { sts } = vendorOf(await sandboxTrusting(trust));
    const refusal = await refusalOf(sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session', ...given }));
    expect(refusal).toEqual(code === 'ok' ? expect.objectContaining({ code }) : { code, words: denied, status: 403 });
  });

  it(`does not trust a user that was deleted and created again, and shows the unique ID of the old user (${principals})`, async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, tenant);
    const { User } = await iam.createUser({ UserName: 'operator' });
    const trust = documentOf({ Effect: 'Allow', Principal: { AWS: User?.Arn }, Action: 'sts:AssumeRole' });
    await iam.createRole({ RoleName: 'latchkey-bootstrap-tutum', AssumeRolePolicyDocument: trust });
    const assume = async (): Promise<string> => {
      const { sts } = clientsOf(sandbox, await keysOf(iam, 'operator'));
      return (await refusalOf(sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session' }))).code;
    };
    expect(await assume()).toBe('ok');
    const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName: 'operator' });
    for (const { AccessKeyId } of AccessKeyMetadata) await iam.deleteAccessKey({ UserName: 'operator', AccessKeyId });
    await iam.deleteUser({ UserName: 'operator' });
    await iam.createUser({ UserName: 'operator' });
    expect(await assume()).toBe('AccessDenied');
    const { Role } = await iam.getRole({ RoleName: 'latchkey-bootstrap-tutum' });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(`"AWS":"${User?.UserId ?? 'none'}"`);
  });
});

describe('the caller of AssumeRole', () => {
  it(`needs a permission in its own policy as well (${crossAccount})`, async () => {
    const sandbox = await sandboxTrusting(account, 'another');
    const other = `arn:aws:iam::${tenant}:role/another`;
    const refusal = await refusalOf(vendorOf(sandbox).sts.assumeRole({ RoleArn: other, RoleSessionName: 'session' }));
    expect(refusal.words).toBe(
      `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${other} because no identity-based policy allows the sts:AssumeRole action`,
    );
  });

  it(`gets the same error for a role that does not exist (${assumeRole})`, async () => {
    const { sts } = vendorOf(createSandbox({ dataDir: ':memory:' }));
    const refusal = await refusalOf(sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session' }));
    expect(refusal).toEqual({ code: 'AccessDenied', words: denied, status: 403 });
  });

  it(`cannot be the root user (${assumeRole})`, async () => {
    const sandbox = await sandboxTrusting(account);
    const refusal = await refusalOf(
      rootOf(sandbox, vendor).sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session' }),
    );
    expect(refusal).toEqual({ code: 'AccessDenied', words: 'Roles may not be assumed by root accounts.', status: 403 });
  });

  it(`may be a user in the account of the role, if the role trusts that user (${principals})`, async () => {
    const sandbox = await sandboxTrusting({ Principal: { AWS: `arn:aws:iam::${tenant}:root` } });
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn };
    const allowed = await userWith(sandbox, tenant, 'allowed', [statement]);
    const other = await userWith(sandbox, tenant, 'other', []);
    const assume = ({ sts }: Clients): Promise<unknown> =>
      sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session' });
    expect(await refusalOf(assume(allowed))).toMatchObject({ code: 'ok' });
    expect(await refusalOf(assume(other))).toMatchObject({ code: 'AccessDenied' });
  });
});

describe('AssumeRole refuses', () => {
  const minimum = 'failed to satisfy constraint: Member must have length greater than or equal to 2';
  const cases = [
    { name: 'a session name of one character', given: { RoleSessionName: 'x' }, words: minimum },
    {
      name: 'a session name of 65 characters',
      given: { RoleSessionName: 'x'.repeat(65) },
      words: 'less than or equal to 64',
    },
    { name: 'a session name with a space', given: { RoleSessionName: 'a b' }, words: 'regular expression pattern' },
    { name: 'an external ID of one character', given: { ExternalId: 'x' }, words: minimum },
    {
      name: 'an external ID of 1,225 characters',
      given: { ExternalId: 'x'.repeat(1225) },
      words: 'less than or equal to 1224',
    },
    {
      name: 'a duration of less than 15 minutes',
      given: { DurationSeconds: 899 },
      words: 'greater than or equal to 900',
    },
    {
      name: 'a duration of more than an hour in a role chain',
      given: { DurationSeconds: 3601 },
      words: '1 hour session limit for roles assumed by role chaining',
    },
  ];
  test.each(cases)(`$name (${assumeRole})`, async ({ given, words }) => {
    const { sts } = vendorOf(await sandboxTrusting(account));
    const refusal = await refusalOf(sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session', ...given }));
    expect(refusal).toEqual({ code: 'ValidationError', words: expect.stringContaining(words), status: 400 });
  });

  it(`a duration that is longer than the role allows (${assumeRole})`, async () => {
    const sandbox = await sandboxTrusting({ Principal: { AWS: tenant } });
    const user = await userWith(sandbox, tenant, 'user', [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }]);
    const refusal = await refusalOf(
      user.sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session', DurationSeconds: 3601 }),
    );
    expect(refusal.words).toBe('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  });
});
