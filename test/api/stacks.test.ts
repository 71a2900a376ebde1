import { deletePolicy } from '../support/rolePolicy.ts';
import {
  believedAtOnce,
  inventory,
  keyOf,
  later,
  startTestStack,
  type TestStack,
  type Tenant,
} from '../support/testStack.ts';
import { roleNameOf, stackNameOf } from '../support/tenantNames.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({
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
  expect(await Promise.all(['first', 'second', 'third'].map(boundaryOf))).toEqual([
    expect.stringMatching(/-any-1$/),
    expect.stringMatching(/-us-west-2-2$/),
    expect.stringMatching(/-any-3$/),
  ]);
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
