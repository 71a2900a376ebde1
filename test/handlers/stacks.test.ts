import { inventory, keyOf, later, startHouse, type House, type Tenant } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({ sweepEveryMs: 0 });
});
afterAll(() => house.close());

const nothing = { users: [], policies: [] };
const RoleName = 'latchkey-bootstrap-tutum';
const outdated = 'urn:latchkey:problem:stack-outdated';
const created = async (tenant: Tenant) =>
  (await house.calls(tenant)).map(({ operation }) => operation).filter((each) => /^iam:(Create|Attach|Add)/.test(each));
const removeStack = ({ accountId }: Tenant) =>
  house.sandbox('DELETE', 'launch', { stackName: 'latchkey-tutum', accountId });

/** The role's one policy, cut; gives it back when called. */
async function cut(tenant: Tenant) {
  const root = house.root(tenant);
  const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
  const [PolicyName = ''] = PolicyNames;
  const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
  await root.deleteRolePolicy({ RoleName, PolicyName });
  return () => root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
}

test('a stack that does not cover the onboarding is 409 with the update command, before anything is made', async () => {
  const tenant = await house.newTenant({ region: 'us-west-2' });
  const { status, body } = await house.create(tenant);
  expect([status, body.type]).toEqual([409, outdated]);
  expect(body.detail).toContain('aws cloudformation update-stack');
  expect(await created(tenant)).toEqual([]);
  expect((await house.get(body.onboarding ?? '')).body.status).toBe('failed');
});

test('a wider stack covers a narrower onboarding', async () => {
  const tenant = await house.newTenant();
  const answer = await house.create(tenant, { parameters: { region: 'us-west-2' } });
  expect([answer.status, keyOf(answer).userName]).toEqual([201, 'tutum']);
});

test('a boundary that was swapped for a narrower one is not believed any more: 409 with nothing left, and what the new one covers goes on', async () => {
  const tenant = await house.newTenant();
  const first = await house.create(tenant);
  await house.offboard(first.body.id);
  await house.launch(tenant, { region: 'us-west-2' });
  const wide = await house.create(tenant);
  expect([wide.status, wide.body.type]).toEqual([409, outdated]);
  expect(wide.body.detail).toContain('aws cloudformation update-stack');
  expect(await inventory(house, tenant)).toEqual(nothing);
  const narrow = await house.create(tenant, { parameters: { region: 'us-west-2' } });
  expect([narrow.status, keyOf(narrow).userName]).toEqual([201, 'tutum']);
});

describe('a stack that was deleted', () => {
  test('before anything was made: the onboarding awaits access, and goes on once it is launched again', async () => {
    const tenant = await house.newTenant();
    await removeStack(tenant);
    const waiting = await house.create(tenant);
    expect([waiting.status, waiting.body.status]).toEqual([201, 'awaiting_access']);
    await house.launch(tenant);
    expect((await house.provision(waiting.body.id)).body.status).toBe('ready');
  });

  test('after an offboarding: nothing of it is missed, and nothing of ours is in the account', async () => {
    const tenant = await house.newTenant();
    const { id } = (await house.create(tenant)).body;
    await house.offboard(id);
    await removeStack(tenant);
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    const { Roles = [] } = await house.root(tenant).listRoles({});
    const { Policies = [] } = await house.root(tenant).listPolicies({ Scope: 'Local' });
    expect([Roles.map((role) => role.RoleName), Policies]).toEqual([[], []]);
  });

  test('as far as its role goes, before the claim: needs attention, every ARN left, and why', async () => {
    const tenant = await house.newTenant();
    const { id } = (await house.create(tenant, {}, later)).body;
    await house.until(id, 'ready');
    await cut(tenant);
    await house.root(tenant).deleteRole({ RoleName });
    const claim = await house.claim(id);
    expect([claim.status, claim.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    const { body } = await house.get(id);
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
      const tenant = await house.newTenant();
      if (before === 'has worked') await house.offboard((await house.create(tenant)).body.id);
      const giveBack = await cut(tenant);
      const { status, body } = await house.create(tenant);
      expect([status, body.type]).toEqual([409, type]);
      expect(body.detail).toMatch(/update the stack|update-stack/);
      expect(await inventory(house, tenant)).toEqual(nothing);
      const id = body.onboarding ?? '';
      expect((await house.get(id)).body.status).toBe('failed');
      await giveBack();
      expect((await house.provision(id)).body.status).toBe('ready');
    },
  );

  test('before a claim: 409 that names the action, the onboarding stays ready, and can be claimed once it is back', async () => {
    const tenant = await house.newTenant();
    const { id } = (await house.create(tenant, {}, later)).body;
    await house.until(id, 'ready');
    const giveBack = await cut(tenant);
    const claim = await house.claim(id);
    expect([claim.status, claim.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(claim.body.detail).toMatch(/iam:\w+/);
    expect((await house.get(id)).body.status).toBe('ready');
    await giveBack();
    expect((await house.claim(id)).status).toBe(200);
  });
});
