import { inventory, keyOf, later, startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const RoleName = 'latchkey-bootstrap-tutum';
const outdated = 'urn:latchkey:problem:stack-outdated';
const created = async (tenant: Tenant) =>
  (await testStack.calls(tenant))
    .map(({ operation }) => operation)
    .filter((each) => /^iam:(Create|Attach|Add)/.test(each));
const removeStack = ({ accountId }: Tenant) =>
  testStack.sandbox('DELETE', 'launch', { stackName: 'latchkey-tutum', accountId });

/** The role's one policy, cut; gives it back when called. */
async function cut(tenant: Tenant) {
  const root = testStack.root(tenant);
  const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
  const [PolicyName = ''] = PolicyNames;
  const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
  await root.deleteRolePolicy({ RoleName, PolicyName });
  return () => root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
}

test('a stack that does not cover the onboarding is 409 with the update command, before anything is made', async () => {
  const tenant = await testStack.newTenant({ region: 'us-west-2' });
  const { status, body } = await testStack.create(tenant);
  expect([status, body.type]).toEqual([409, outdated]);
  expect(body.detail).toContain('aws cloudformation update-stack');
  expect(await created(tenant)).toEqual([]);
  expect((await testStack.get(body.onboarding ?? '')).body.status).toBe('failed');
});

test('a wider stack covers a narrower onboarding', async () => {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant, { parameters: { region: 'us-west-2' } });
  expect([answer.status, keyOf(answer).userName]).toEqual([201, 'tutum']);
});

test('a boundary that was swapped for a narrower one is not believed any more: 409 with nothing left, and what the new one covers goes on', async () => {
  const tenant = await testStack.newTenant();
  const first = await testStack.create(tenant);
  await testStack.offboard(first.body.id);
  await testStack.launch(tenant, { region: 'us-west-2' });
  const wide = await testStack.create(tenant);
  expect([wide.status, wide.body.type]).toEqual([409, outdated]);
  expect(wide.body.detail).toContain('aws cloudformation update-stack');
  expect(await inventory(testStack, tenant)).toEqual(nothing);
  const narrow = await testStack.create(tenant, { parameters: { region: 'us-west-2' } });
  expect([narrow.status, keyOf(narrow).userName]).toEqual([201, 'tutum']);
});

describe('a stack that was deleted', () => {
  test('before anything was made: the onboarding awaits access, and goes on once it is launched again', async () => {
    const tenant = await testStack.newTenant();
    await removeStack(tenant);
    const waiting = await testStack.create(tenant);
    expect([waiting.status, waiting.body.status]).toEqual([201, 'awaiting_access']);
    await testStack.launch(tenant);
    expect((await testStack.provision(waiting.body.id)).body.status).toBe('ready');
  });

  test('after an offboarding: nothing of it is missed, and nothing of ours is in the account', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant)).body;
    await testStack.offboard(id);
    await removeStack(tenant);
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    const { Roles = [] } = await testStack.root(tenant).listRoles({});
    const { Policies = [] } = await testStack.root(tenant).listPolicies({ Scope: 'Local' });
    expect([Roles.map((role) => role.RoleName), Policies]).toEqual([[], []]);
  });

  test('as far as its role goes, before the claim: needs attention, every ARN left, and why', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant, {}, later)).body;
    await testStack.until(id, 'ready');
    await cut(tenant);
    await testStack.root(tenant).deleteRole({ RoleName });
    const claim = await testStack.claim(id);
    expect([claim.status, claim.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    const { body } = await testStack.get(id);
    expect(body.status).toBe('needs_attention');
    expect(body.receipt?.resources.map(({ type, status }) => [type, status]).toSorted()).toEqual([
      ['policy', 'left'],
      ['user', 'left'],
    ]);
    for (const { arn, reason } of body.receipt?.resources ?? []) {
      expect(claim.body.detail).toContain(arn);
      expect(reason).toContain(RoleName);
    }
  });
});

describe('a role whose policy was cut', () => {
  test.each([
    ['never worked', outdated],
    ['has worked', 'urn:latchkey:problem:access-denied'],
  ])(
    'before a create, where it %s: 409, nothing is made, the onboarding failed, and can be tried again',
    async (before, type) => {
      const tenant = await testStack.newTenant();
      if (before === 'has worked') await testStack.offboard((await testStack.create(tenant)).body.id);
      const giveBack = await cut(tenant);
      const { status, body } = await testStack.create(tenant);
      expect([status, body.type]).toEqual([409, type]);
      expect(body.detail).toMatch(/Update the CloudFormation stack|update-stack/);
      expect(await inventory(testStack, tenant)).toEqual(nothing);
      const id = body.onboarding ?? '';
      expect((await testStack.get(id)).body.status).toBe('failed');
      await giveBack();
      expect((await testStack.provision(id)).body.status).toBe('ready');
    },
  );

  test('before a claim: 409 that names the action, the onboarding stays ready, and can be claimed once it is back', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant, {}, later)).body;
    await testStack.until(id, 'ready');
    const giveBack = await cut(tenant);
    const claim = await testStack.claim(id);
    expect([claim.status, claim.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(claim.body.detail).toMatch(/iam:\w+/);
    expect((await testStack.get(id)).body.status).toBe('ready');
    await giveBack();
    expect((await testStack.claim(id)).status).toBe(200);
  });
});
