import { catalog } from '../../catalog/index.ts';
import { keyOf, type Tenant } from '../support/testStack.ts';
import { vault, vaultParameters } from '../support/vault.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0 });
  testStack.deploy([...catalog, vault]);
});
afterAll(() => {
  testStack.close();
});

const buckets = ['arn:aws:s3:::one', 'arn:aws:s3:::two', 'arn:aws:s3:::three'];

/** Returns a tenant in whose account the stack is launched with these parameters, and its onboarding. */
async function onboarded(more: object = {}, launchedWith: object = more) {
  const tenant = testStack.nextTenant();
  const parameters = vaultParameters(tenant.accountId);
  await testStack.launch(tenant, { ...parameters, ...launchedWith }, 'vault');
  const answer = await testStack.create(tenant, { blueprint: 'vault', parameters: { ...parameters, ...more } });
  return { tenant, answer, parameters };
}

/** Returns whether IAM lets a user do something, with its policies and its permissions boundary. */
async function may(
  tenant: Tenant,
  user: string | undefined,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
) {
  const { EvaluationResults = [] } = await testStack.root(tenant).simulatePrincipalPolicy({
    PolicySourceArn: user,
    ActionNames: [action],
    ResourceArns: [resource],
    ContextEntries: Object.entries(context).map(([ContextKeyName, value]) => ({
      ContextKeyName,
      ContextKeyType: 'string' as const,
      ContextKeyValues: [value],
    })),
  });
  return EvaluationResults[0]?.EvalDecision;
}

describe("a blueprint that names the tenant's own resources", () => {
  test('gives each user the permissions for these resources, and no other', async () => {
    const { tenant, answer, parameters } = await onboarded();
    expect([answer.status, answer.body.status, answer.text]).toEqual([201, 'claimed', expect.any(String)]);
    const [writer, reader] = (answer.body.credentials ?? []).map(({ userArn }) => userArn);
    const tagged = { 'aws:ResourceTag/team': 'data base', 'aws:RequestedRegion': 'eu-west-1' };
    const instance = `arn:aws:ec2:eu-west-1:${tenant.accountId}:instance/i-1`;
    const cases = [
      ['s3:PutObject', 'arn:aws:s3:::acme-backup/a', {}, 'allowed'],
      ['s3:PutObject', 'arn:aws:s3:::acme-backup-other/a', {}, 'implicitDeny'],
      ['s3:ListBucket', 'arn:aws:s3:::acme-backup', {}, 'allowed'],
      ['s3:ListBucket', 'arn:aws:s3:::other', {}, 'implicitDeny'],
      ['s3:DeleteObject', 'arn:aws:s3:::acme-backup/home/vault-writer/a', {}, 'allowed'],
      ['s3:DeleteObject', 'arn:aws:s3:::acme-backup/home/vault-reader/a', {}, 'implicitDeny'],
      ['route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z0123456789ABC', {}, 'allowed'],
      ['route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z0', {}, 'implicitDeny'],
      ['iam:PassRole', parameters.roleArn, { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'allowed'],
      ['iam:PassRole', parameters.roleArn, { 'iam:PassedToService': 'ec2.amazonaws.com' }, 'implicitDeny'],
      ['ec2:StopInstances', instance, tagged, 'allowed'],
      ['ec2:StopInstances', instance, { ...tagged, 'aws:RequestedRegion': 'us-east-1' }, 'implicitDeny'],
      ['ec2:StopInstances', instance, { ...tagged, 'aws:ResourceTag/team': 'other' }, 'implicitDeny'],
    ] as const;
    for (const [action, resource, context, decision] of cases)
      expect([action, resource, await may(tenant, writer, action, resource, context)]).toEqual([
        action,
        resource,
        decision,
      ]);
    expect(await may(tenant, reader, 's3:GetObject', 'arn:aws:s3:::acme-backup/a')).toBe('allowed');
    expect(await may(tenant, reader, 's3:PutObject', 'arn:aws:s3:::acme-backup/a')).toBe('implicitDeny');
  });

  test('has a boundary that forbids another bucket, whatever policy somebody attaches', async () => {
    const { tenant, answer } = await onboarded();
    const { userArn, userName: UserName } = keyOf(answer);
    await testStack
      .root(tenant)
      .attachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    expect(await may(tenant, userArn, 's3:PutObject', 'arn:aws:s3:::acme-backup/a')).toBe('allowed');
    expect(await may(tenant, userArn, 's3:PutObject', 'arn:aws:s3:::other/a')).toBe('implicitDeny');
  });

  test('has no value of a parameter in the name of its boundary, and no unfilled placeholder in its document', async () => {
    const { tenant, answer, parameters } = await onboarded();
    const { User } = await testStack.root(tenant).getUser({ UserName: keyOf(answer).userName });
    const PolicyArn = User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
    expect(PolicyArn).toMatch(/latchkey-boundary-vault-[a-z2-7]{8}-[0-9a-f]{8}-[0-9a-f]{16}-1$/);
    const { PolicyVersion } = await testStack.root(tenant).getPolicyVersion({ PolicyArn, VersionId: 'v1' });
    const document = decodeURIComponent(PolicyVersion?.Document ?? '');
    expect(document).toContain('arn:aws:s3:::acme-backup/home/${aws:username}/*');
    expect(document.replaceAll('${aws:username}', '')).not.toContain('${');
    expect(document).toContain('"aws:ResourceTag/team":"data base"');
    // The engine decides about a key of KMS only with the policy of the key, which this account does not have.
    expect(document).toContain(`"Resource":"${parameters.keyArn}"`);
  });

  test("gives the users and policies the blueprint's tags and the caller's", async () => {
    const tags = [{ key: 'cost', value: '4711' }];
    const { tenant, answer } = await onboarded({ tags });
    expect(answer.body.status).toBe('claimed');
    const [writer, reader] = (answer.body.credentials ?? []).map(({ userName }) => userName);
    const root = testStack.root(tenant);
    const own = (list: readonly { Key?: string | undefined; Value?: string | undefined }[] = []) =>
      Object.fromEntries(list.flatMap(({ Key = '', Value }) => (Key.startsWith('latchkey:') ? [] : [[Key, Value]])));
    expect(own((await root.listUserTags({ UserName: writer })).Tags)).toEqual({ team: 'data base', cost: '4711' });
    expect(own((await root.listUserTags({ UserName: reader })).Tags)).toEqual({ cost: '4711' });
    const { Policies = [] } = await root.listPolicies({ Scope: 'Local' });
    const policy = Policies.find(({ PolicyName }) => PolicyName === 'vault-write');
    expect(own((await root.listPolicyTags({ PolicyArn: policy?.Arn })).Tags)).toEqual({
      cost: '4711',
      purpose: 'backup of Z0123456789ABC',
    });
  });
});

describe('a list', () => {
  test('is in the stack and in the policy as it was sent', async () => {
    const { tenant, answer } = await onboarded({ restoreFrom: buckets });
    expect(answer.status).toBe(201);
    const reader = answer.body.credentials?.[1]?.userArn;
    for (const bucket of buckets) expect(await may(tenant, reader, 's3:ListBucket', bucket)).toBe('allowed');
    expect(await may(tenant, reader, 's3:ListBucket', 'arn:aws:s3:::acme-backup')).toBe('implicitDeny');
  });

  test.each([
    { launched: buckets, sent: [...buckets].reverse(), status: 201 },
    { launched: buckets, sent: buckets.slice(1), status: 201 },
    { launched: buckets.slice(1), sent: buckets, status: 409 },
    { launched: buckets, sent: undefined, status: 409 },
  ])('a stack with $launched covers $sent: $status', async ({ launched, sent, status }) => {
    const { answer } = await onboarded({ restoreFrom: sent }, { restoreFrom: launched });
    expect([answer.status, answer.body.type]).toEqual([
      status,
      status === 201 ? undefined : 'urn:latchkey:problem:stack-outdated',
    ]);
  });
});

test('a stack that was launched with other values than those of its link gives no key', async () => {
  const tenant = testStack.nextTenant();
  const parameters = vaultParameters(tenant.accountId);
  const { launchUrl } = (
    await testStack.request('POST', `/v1/tenants/${tenant.tenantId}/access`, {
      accountId: tenant.accountId,
      blueprint: 'vault',
      parameters,
    })
  ).body;
  const changed = launchUrl.replace('acme-backup', 'another-bucket');
  expect(changed).not.toBe(launchUrl);
  await testStack.sandbox('POST', 'launch', { launchUrl: changed, accountId: tenant.accountId });
  const refused = await testStack.create(tenant, { blueprint: 'vault', parameters });
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
  expect(refused.body.detail).toContain('does not have the document that its name stands for');
  // The command of the answer repairs the stack.
  await testStack.sandbox('POST', 'launch', { launchUrl, accountId: tenant.accountId, update: true });
  const answer = await testStack.create(tenant, { blueprint: 'vault', parameters });
  expect([answer.status, answer.body.status]).toEqual([201, 'claimed']);
});

test.each([
  {
    wrong: { bucketArn: 'acme-backup' },
    at: '/parameters/bucketArn',
    says: 'must be the ARN of a resource of the type bucket',
  },
  { wrong: { bucketArn: 'arn:aws:s3:::acme-backup/key' }, at: '/parameters/bucketArn', says: 'must be the ARN' },
  { wrong: { bucketArn: 'arn:aws:s3:::acme-*' }, at: '/parameters/bucketArn', says: 'must not contain *' },
  { wrong: { bucketArn: 'arn:aws:s3:::${aws:username}' }, at: '/parameters/bucketArn', says: 'must not contain $' },
  { wrong: { bucketArn: 'arn:aws-cn:s3:::acme' }, at: '/parameters/bucketArn', says: 'must be in the partition aws' },
  { wrong: { bucketArn: 'arn:aws:sqs:::acme' }, at: '/parameters/bucketArn', says: 'names the service sqs' },
  { wrong: { bucketArn: `arn:aws:s3:::${'a'.repeat(512)}` }, at: '/parameters/bucketArn', says: 'at most 512' },
  { wrong: { bucketArn: 'arn:aws:s3:::a\nb' }, at: '/parameters/bucketArn', says: 'control character' },
  { wrong: { bucketArn: null }, at: '/parameters/bucketArn', says: 'is missing' },
  { wrong: { restoreFrom: ['arn:aws:s3:::a', 'arn:aws:s3:::a,b'] }, at: '/parameters/restoreFrom/1', says: 'comma' },
  { wrong: { restoreFrom: [] }, at: '/parameters/restoreFrom', says: 'a list of 1 to 40 strings' },
  {
    wrong: { keyArn: 'arn:aws:kms:mars-1:999900001111:key/11111111-2222-3333-4444-555555555555' },
    at: '/parameters/keyArn',
    says: 'region',
  },
  {
    wrong: { keyArn: 'arn:aws:kms:eu-west-1:999900001111:key/x' },
    at: '/parameters/keyArn',
    says: 'regular expression',
  },
  { wrong: { roleArn: 'arn:aws:iam::999900001111:role/x' }, at: '/parameters/roleArn', says: 'which is onboarded' },
  {
    wrong: { regions: ['eu-west-1', 'cn-north-1'] },
    at: '/parameters/regions/1',
    says: 'a region of the partition aws',
  },
  { wrong: { zoneId: 'z1' }, at: '/parameters/zoneId', says: 'regular expression' },
  { wrong: { team: 'a much too long name of a team' }, at: '/parameters/team', says: 'at most 20' },
  { wrong: { tags: [{ key: 'aws:x', value: '' }] }, at: '/parameters/tags/0', says: 'must not begin with aws:' },
  { wrong: { tags: [{ key: 'Team', value: '' }] }, at: '/parameters', says: 'two tags with the key' },
  { wrong: { readerName: 'VAULT-writer' }, at: '/parameters/readerName', says: 'a second user' },
  {
    wrong: { restoreFrom: Array.from({ length: 40 }, (_, n) => `arn:aws:s3:::${String(n).padStart(95, 'b')}`) },
    at: '/parameters/restoreFrom',
    says: /bytes|characters long/,
  },
])('$wrong is 422 at $at', async ({ wrong, at, says }) => {
  const tenant = testStack.nextTenant();
  const parameters = { ...vaultParameters(tenant.accountId), ...wrong };
  const { status, body } = await testStack.create(tenant, { blueprint: 'vault', parameters });
  expect(status).toBe(422);
  expect(body.errors[0]).toEqual({
    pointer: at,
    detail: typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
  });
});

test('a key may be in another account, if the blueprint says so', async () => {
  const keyArn = 'arn:aws:kms:eu-central-1:999900001111:key/11111111-2222-3333-4444-555555555555';
  expect((await onboarded({ keyArn })).answer.status).toBe(201);
});
