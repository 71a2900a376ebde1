import { createSandbox } from '../../local/sandbox/index.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { clientsOf, documentOf, keysOf, refusalOf, rootOf, vendorOf, type Keys } from '../support/sandboxClients.ts';

const tenant = '111122223333';
const roleArn = `arn:aws:iam::${tenant}:role/latchkey-bootstrap-tutum`;
const trust = documentOf({ Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' });
const invalid = {
  code: 'InvalidClientTokenId',
  words: 'The security token included in the request is invalid.',
  status: 403,
};

async function sessionOf(sandbox: Sandbox, more: object = {}): Promise<Required<Keys>> {
  const { Credentials } = await vendorOf(sandbox).sts.assumeRole({
    RoleArn: roleArn,
    RoleSessionName: 'run',
    DurationSeconds: 900,
    ...more,
  });
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

function whoIs(
  sandbox: Sandbox,
  keys: Keys,
): Promise<{ Arn?: string | undefined; UserId?: string | undefined; Account?: string | undefined }> {
  return clientsOf(sandbox, keys).sts.getCallerIdentity({});
}

describe('GetCallerIdentity (AWS STS API reference, GetCallerIdentity, examples)', () => {
  it('returns the ARN of the root user, users and sessions', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam, sts } = rootOf(sandbox, tenant);
    expect(await sts.getCallerIdentity({})).toMatchObject({
      Arn: `arn:aws:iam::${tenant}:root`,
      UserId: tenant,
      Account: tenant,
    });
    const { User } = await iam.createUser({ UserName: 'tutum', Path: '/a/' });
    expect(await whoIs(sandbox, await keysOf(iam, 'tutum'))).toMatchObject({
      Arn: `arn:aws:iam::${tenant}:user/a/tutum`,
      UserId: User?.UserId,
      Account: tenant,
    });
    const { Role } = await iam.createRole({ RoleName: 'latchkey-bootstrap-tutum', AssumeRolePolicyDocument: trust });
    expect(await whoIs(sandbox, await sessionOf(sandbox))).toMatchObject({
      Arn: `arn:aws:sts::${tenant}:assumed-role/latchkey-bootstrap-tutum/run`,
      UserId: `${Role?.RoleId ?? ''}:run`,
      Account: tenant,
    });
  });

  it('answers even a caller to whom everything is denied', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, tenant);
    await iam.createUser({ UserName: 'denied' });
    await iam.putUserPolicy({
      UserName: 'denied',
      PolicyName: 'p',
      PolicyDocument: documentOf({ Effect: 'Deny', Action: '*', Resource: '*' }),
    });
    await expect(whoIs(sandbox, await keysOf(iam, 'denied'))).resolves.toMatchObject({ Account: tenant });
  });
});

describe('a key (IAM User Guide, "Manage access keys for IAM users")', () => {
  it('has the characters and the length of a key of AWS', async () => {
    const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), tenant);
    const { User } = await iam.createUser({ UserName: 'tutum' });
    const keys = await keysOf(iam, 'tutum');
    expect(User?.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect(keys.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(keys.secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
  });

  it('is refused while it is inactive, and after its deletion', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const { iam } = rootOf(sandbox, tenant);
    await iam.createUser({ UserName: 'tutum' });
    const keys = await keysOf(iam, 'tutum');
    const named = { UserName: 'tutum', AccessKeyId: keys.accessKeyId };
    await iam.updateAccessKey({ ...named, Status: 'Inactive' });
    expect(await refusalOf(whoIs(sandbox, keys))).toEqual(invalid);
    await iam.updateAccessKey({ ...named, Status: 'Active' });
    expect(await refusalOf(whoIs(sandbox, keys))).toMatchObject({ code: 'ok' });
    await iam.deleteAccessKey(named);
    expect(await refusalOf(whoIs(sandbox, keys))).toEqual(invalid);
  });

  it('that was never created is invalid', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    for (const accessKeyId of ['AKIAIOSFODNN7EXAMPLE', '12345', 'ASIAIOSFODNN7EXAMPLE']) {
      expect(await refusalOf(whoIs(sandbox, { accessKeyId, secretAccessKey: 'x' }))).toEqual(invalid);
    }
  });

  it('has a time of last use (IAM API reference, GetAccessKeyLastUsed)', async () => {
    const sandbox = createSandbox({ dataDir: ':memory:', clock: () => Date.parse('2026-03-01T12:00:00Z') });
    const { iam } = rootOf(sandbox, tenant);
    await iam.createUser({ UserName: 'tutum' });
    const keys = await keysOf(iam, 'tutum');
    const lastUsed = (): Promise<object> => iam.getAccessKeyLastUsed({ AccessKeyId: keys.accessKeyId });
    expect(await lastUsed()).toMatchObject({
      UserName: 'tutum',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    });
    await whoIs(sandbox, keys);
    expect(await lastUsed()).toMatchObject({
      AccessKeyLastUsed: { ServiceName: 'sts', LastUsedDate: new Date('2026-03-01T12:00:00Z') },
    });
  });
});

describe('a session (IAM User Guide, "Temporary security credentials in IAM")', () => {
  let now = Date.parse('2026-03-01T12:00:00Z');
  async function start(): Promise<Sandbox> {
    const sandbox = createSandbox({ dataDir: ':memory:', clock: () => now });
    await rootOf(sandbox, tenant).iam.createRole({
      RoleName: 'latchkey-bootstrap-tutum',
      AssumeRolePolicyDocument: trust,
    });
    return sandbox;
  }

  it('has credentials in the format of AWS', async () => {
    const keys = await sessionOf(await start());
    expect(keys.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(keys.secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
  });

  it('is refused without its own session token', async () => {
    const sandbox = await start();
    const keys = await sessionOf(sandbox);
    const { sessionToken } = await sessionOf(sandbox);
    const { accessKeyId, secretAccessKey } = keys;
    const tampered = `${keys.sessionToken.slice(0, -2)}xx`;
    expect(await refusalOf(whoIs(sandbox, { accessKeyId, secretAccessKey }))).toEqual(invalid);
    expect(await refusalOf(whoIs(sandbox, { ...keys, sessionToken }))).toEqual(invalid);
    expect(await refusalOf(whoIs(sandbox, { ...keys, sessionToken: tampered }))).toEqual(invalid);
    expect(await refusalOf(whoIs(sandbox, { ...keys, sessionToken: 'nonsense' }))).toEqual(invalid);
  });

  it('ends at its expiration', async () => {
    const sandbox = await start();
    const keys = await sessionOf(sandbox);
    now += 899_000;
    expect(await refusalOf(whoIs(sandbox, keys))).toMatchObject({ code: 'ok' });
    now += 1_000;
    expect(await refusalOf(whoIs(sandbox, keys))).toEqual({
      code: 'ExpiredToken',
      words: 'The security token included in the request is expired',
      status: 403,
    });
  });

  it('ends when its role is deleted, even if a role with the same name is created', async () => {
    const sandbox = await start();
    const keys = await sessionOf(sandbox);
    const { iam } = rootOf(sandbox, tenant);
    await iam.deleteRole({ RoleName: 'latchkey-bootstrap-tutum' });
    expect(await refusalOf(whoIs(sandbox, keys))).toEqual(invalid);
    await iam.createRole({ RoleName: 'latchkey-bootstrap-tutum', AssumeRolePolicyDocument: trust });
    expect(await refusalOf(whoIs(sandbox, keys))).toEqual(invalid);
  });
});
