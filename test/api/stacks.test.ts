import { deletePolicy } from '../support/rolePolicy.ts';
import { believedAtOnce, inventory, keyOf, later, type Tenant } from '../support/testStack.ts';
import { roleNameOf, stackNameOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    sweepEveryMs: 0,
    environment: { ...believedAtOnce, LATCHKEY_BOUNDARY_LAG_MS: '1' },
  });
});
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const outdated = 'urn:latchkey:problem:stack-outdated';
const createCalls = async (tenant: Tenant) =>
  (await testStack.calls(tenant))
    .map(({ operation }) => operation)
    .filter((each) => /^iam:(Create|Attach|Add)/.test(each));
const removeStack = (tenant: Tenant) =>
  testStack.sandbox('DELETE', 'launch', { stackName: stackNameOf(tenant), accountId: tenant.accountId });

test('a stack that does not cover the onboarding is 409 with the update command, before anything is created', async () => {
  const tenant = await testStack.newTenant({ region: 'us-west-2' });
  const { status, body } = await testStack.create(tenant);
  expect([status, body.type]).toEqual([409, outdated]);
  expect(body.detail).toContain('aws cloudformation update-stack');
  expect(await createCalls(tenant)).toEqual([]);
  expect((await testStack.get(body.onboarding ?? '')).body.status).toBe('failed');
});

test('a wider stack covers a narrower onboarding', async () => {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant, { parameters: { region: 'us-west-2' } });
  expect([answer.status, keyOf(answer).userName]).toEqual([201, 'tutum']);
});

test('after an update to a narrower boundary, an onboarding that it does not cover is 409, and one that it covers succeeds', async () => {
  const tenant = await testStack.newTenant();
  const first = await testStack.create(tenant);
  await testStack.offboard(first.body.id);
  await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
  const wide = await testStack.create(tenant);
  expect([wide.status, wide.body.type]).toEqual([409, outdated]);
  expect(wide.body.detail).toContain('aws cloudformation update-stack');
  expect(await inventory(testStack, tenant)).toEqual(nothing);
  const narrow = await testStack.create(tenant, { parameters: { region: 'us-west-2' } });
  expect([narrow.status, keyOf(narrow).userName]).toEqual([201, 'tutum']);
});

test('a stack can be updated to another boundary and back while users have the first one, and new users get the newest', async () => {
  const tenant = await testStack.newTenant();
  const boundaryOf = async (UserName: string) =>
    (await testStack.root(tenant).getUser({ UserName })).User?.PermissionsBoundary?.PermissionsBoundaryArn;
  const named = (userName: string, region?: string) => ({
    parameters: { userName, policyName: `${userName}-policy`, ...(region !== undefined && { region }) },
  });
  expect((await testStack.create(tenant, named('first'))).status).toBe(201);
  await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
  expect((await testStack.create(tenant, named('second', 'us-west-2'))).status).toBe(201);
  await testStack.launch(tenant, {}, 'tutum', true);
  expect((await testStack.create(tenant, named('third'))).status).toBe(201);
  const [first = '', second = '', third = ''] = await Promise.all(['first', 'second', 'third'].map(boundaryOf));
  // The digest of the values is the same in the first and the third. The names of both differ in the last part.
  expect([first, second, third].map((arn) => arn.split('-').at(-1))).toEqual(['1', '2', '3']);
  expect(third).toBe(first.replace(/1$/, '3'));
  expect(second).not.toBe(first.replace(/1$/, '2'));
});

describe('the receipt of an offboarding', () => {
  const named = (userName: string, region?: string) => ({
    parameters: { userName, policyName: `${userName}-policy`, ...(region !== undefined && { region }) },
  });
  /** Offboards, and returns the boundaries in the receipt and how often IAM was asked for a policy. */
  const offboard = async (tenant: Tenant, id: string) => {
    const reads = async () =>
      (await testStack.calls(tenant)).filter(({ operation }) => operation === 'iam:GetPolicy').length;
    const before = await reads();
    const { body } = await testStack.offboard(id);
    expect(body.status).toBe('offboarded');
    const left = (body.receipt?.resources ?? []).filter(({ type }) => type === 'permissions-boundary');
    return { left, script: body['removalScript'], reads: (await reads()) - before };
  };
  const arnOf = async (tenant: Tenant, UserName: string) =>
    (await testStack.root(tenant).getUser({ UserName })).User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
  const lineOf = (arn: string) => ({
    type: 'permissions-boundary',
    arn,
    status: 'left',
    reason: expect.stringContaining(`aws iam delete-policy --policy-arn '${arn}'`),
  });

  test('names each boundary that updates of the stack left behind and that is still there, and how to delete it', async () => {
    const tenant = await testStack.newTenant();
    const root = testStack.root(tenant);
    const first = await testStack.create(tenant, named('first'));
    await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
    const second = await testStack.create(tenant, named('second', 'us-west-2'));
    await testStack.launch(tenant, {}, 'tutum', true);
    const [oldest, older] = [await arnOf(tenant, 'first'), await arnOf(tenant, 'second')];
    const one = await offboard(tenant, first.body.id);
    expect(one.left).toEqual([lineOf(older), lineOf(oldest)]);
    expect(one.script).toBe([older, oldest].map((arn) => `aws iam delete-policy --policy-arn '${arn}'`).join('\n'));
    await root.deletePolicy({ PolicyArn: oldest });
    const other = await offboard(tenant, second.body.id);
    expect(other.left).toEqual([lineOf(older)]);
    await root.deletePolicy({ PolicyArn: older });
    await removeStack(tenant);
    expect((await root.listPolicies({ Scope: 'Local' })).Policies).toEqual([]);
  });

  test('names no boundary if no user had the old one when the stack was updated, because CloudFormation then deleted it', async () => {
    const tenant = await testStack.newTenant();
    const once = await offboard(tenant, (await testStack.create(tenant)).body.id);
    await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
    const { body } = await testStack.create(tenant, { parameters: { region: 'us-west-2' } });
    const twice = await offboard(tenant, body.id);
    expect([once.left, once.script, twice.left, twice.script]).toEqual([[], undefined, [], undefined]);
    expect(twice.reads - once.reads).toBe(2);
  });

  test('names a boundary that Latchkey may not read, and the offboarding ends', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant);
    const oldest = await arnOf(tenant, 'tutum');
    await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'iam:GetPolicy', Resource: 'arn:aws:iam::*:policy/latchkey-boundary-*' }],
    });
    await testStack.root(tenant).putRolePolicy({ RoleName: roleNameOf(tenant), PolicyName: 'cut', PolicyDocument });
    expect((await offboard(tenant, body.id)).left).toEqual([lineOf(oldest)]);
  });
});

describe('a stack that was deleted', () => {
  test('leaves a new onboarding in awaiting_access until it is launched again', async () => {
    const tenant = await testStack.newTenant();
    await removeStack(tenant);
    const waiting = await testStack.create(tenant);
    expect([waiting.status, waiting.body.status]).toEqual([201, 'awaiting_access']);
    await testStack.launch(tenant);
    expect((await testStack.provision(waiting.body.id)).body.status).toBe('ready');
  });

  test('after an offboarding does not change the answer of DELETE, and the account has none of our resources', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant)).body;
    await testStack.offboard(id);
    await removeStack(tenant);
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    const { Roles = [] } = await testStack.root(tenant).listRoles({});
    const { Policies = [] } = await testStack.root(tenant).listPolicies({ Scope: 'Local' });
    expect([Roles.map((role) => role.RoleName), Policies]).toEqual([[], []]);
  });

  test('before the claim, at least its role, makes the claim 409 access-lost; every resource is left with a reason', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant, {}, later)).body;
    await testStack.until(id, 'ready');
    await deletePolicy(testStack, tenant);
    await testStack.root(tenant).deleteRole({ RoleName: roleNameOf(tenant) });
    const claim = await testStack.claim(id);
    expect([claim.status, claim.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    const { body } = await testStack.get(id);
    expect(body.status).toBe('needs_attention');
    expect(body.receipt?.resources.map(({ type, status }) => [type, status]).toSorted()).toEqual([
      ['policy', 'left'],
      ['user', 'left'],
    ]);
    expect(claim.body.detail).toContain(`the receipt in GET /v1/onboardings/${id} lists them`);
    for (const { reason } of body.receipt?.resources ?? []) expect(reason).toContain(roleNameOf(tenant));
  });
});

test('a create can name another role whose name begins with the namespace and ends with the tenant token', async () => {
  const tenant = await testStack.newTenant();
  const root = testStack.root(tenant);
  const { Role } = await root.getRole({ RoleName: roleNameOf(tenant) });
  const own = { RoleName: roleNameOf(tenant), PolicyName: 'provision' };
  const { PolicyDocument = '' } = await root.getRolePolicy(own);
  const RoleName = roleNameOf(tenant, 'by-hand');
  const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  await root.createRole({ RoleName, AssumeRolePolicyDocument });
  await root.putRolePolicy({ ...own, RoleName, PolicyDocument: decodeURIComponent(PolicyDocument) });
  await root.deleteRolePolicy(own);
  const bootstrapRoleArn = `arn:aws:iam::${tenant.accountId}:role/${RoleName}`;
  const { status, body } = await testStack.create(tenant, { bootstrapRoleArn });
  expect([status, body.status]).toEqual([201, 'claimed']);
});

describe('a role whose policy was deleted', () => {
  test.each(['did not work', 'worked'])(
    'makes a create fail with 409 that names the action if the role %s before; nothing is left, and the onboarding can be retried',
    async (before) => {
      const tenant = await testStack.newTenant();
      if (before === 'worked') await testStack.offboard((await testStack.create(tenant)).body.id);
      const restorePolicy = await deletePolicy(testStack, tenant);
      const { status, body } = await testStack.create(tenant);
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
      expect(body.detail).toMatch(/iam:\w+/);
      expect(body.detail).toContain('Update the CloudFormation stack');
      expect(await inventory(testStack, tenant)).toEqual(nothing);
      const id = body.onboarding ?? '';
      expect((await testStack.get(id)).body.status).toBe('failed');
      await restorePolicy();
      expect((await testStack.provision(id)).body.status).toBe('ready');
    },
  );

  test('makes a claim fail with 409 that names the action; the onboarding stays ready until the policy is restored', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant, {}, later)).body;
    await testStack.until(id, 'ready');
    const restorePolicy = await deletePolicy(testStack, tenant);
    const claim = await testStack.claim(id);
    expect([claim.status, claim.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(claim.body.detail).toMatch(/iam:\w+/);
    expect((await testStack.get(id)).body.status).toBe('ready');
    await restorePolicy();
    expect((await testStack.claim(id)).status).toBe(200);
  });
});
