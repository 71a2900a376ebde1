import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { inventory, keyOf, later, startHouse, type House, type Tenant } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({
    sweepEveryMs: 0,
    environment: { LATCHKEY_MARGIN_MS: '200', LATCHKEY_REQUEST_TIMEOUT_MS: '800' },
  });
});
afterAll(() => house.close());

const retire = ({ tenantId, accountId }: Tenant) =>
  house.request('DELETE', `/v1/tenants/${tenantId}/access/${accountId}`);
const accessOf = async ({ tenantId, accountId }: Tenant) =>
  (await house.request('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint: 'tutum' })).body.externalId;
const unlaunched = async () => {
  const tenant = house.nextTenant();
  return { tenant, id: (await house.create(tenant)).body.id };
};

test('the external ID of a tenant and account is one, whoever asks first', async () => {
  const tenant = house.nextTenant();
  const [one, other, created, again] = await Promise.all([
    accessOf(tenant),
    accessOf(tenant),
    house.create(tenant),
    house.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } }),
  ]);
  expect(one).toMatch(/^[\w-]{22,}$/);
  expect([other, created.body.access?.['externalId'], again.body.access?.['externalId']]).toEqual([one, one, one]);
  expect(await accessOf({ ...tenant, accountId: '700000000001' })).not.toBe(one);
  expect(await accessOf({ ...tenant, tenantId: 'somebody-else' })).not.toBe(one);
});

test('offboarding keeps the external ID; DELETE access retires it for good', async () => {
  const tenant = await house.newTenant();
  const before = await accessOf(tenant);
  const { id } = (await house.create(tenant)).body;
  await house.offboard(id);
  expect(await accessOf(tenant)).toBe(before);

  const retired = await retire(tenant);
  expect([retired.status, retired.text]).toEqual([204, '']);
  expect(JSON.stringify(await house.items())).not.toContain(before);
  // The stack that stands still believes the old one, and lets nobody in any more.
  const next = await house.create(tenant);
  expect(next.body.status).toBe('awaiting_access');
  expect(next.body.access?.['externalId']).not.toBe(before);
  expect(next.body.access?.['externalId']).toBe(await accessOf(tenant));
  // Its tenant launches the new link, and all is well again.
  await house.sandbox('POST', 'launch', { launchUrl: next.body.access?.['launchUrl'], accountId: tenant.accountId });
  expect((await house.provision(next.body.id)).body.status).toBe('ready');
});

test('what is not there is retired as well: 204, twice', async () => {
  const tenant = house.nextTenant();
  expect([(await retire(tenant)).status, (await retire(tenant)).status]).toEqual([204, 204]);
  const { status } = await house.request('DELETE', `/v1/tenants/${tenant.tenantId}/access/12`);
  expect(status).toBe(422);
});

test.each<[string, () => Promise<{ tenant: Tenant; id: string }>]>([
  ['awaiting_access', unlaunched],
  [
    'ready',
    async () => {
      const tenant = await house.newTenant();
      const { id } = (await house.create(tenant, {}, later)).body;
      await house.until(id, 'ready');
      return { tenant, id };
    },
  ],
  [
    'claimed',
    async () => {
      const tenant = await house.newTenant();
      return { tenant, id: (await house.create(tenant)).body.id };
    },
  ],
])('while an onboarding that is %s holds its slot it is 409 and names that; nothing changes', async (status, make) => {
  const { tenant, id } = await make();
  const before = await accessOf(tenant);
  const refused = await retire(tenant);
  expect([refused.status, refused.body.type, refused.body.onboarding]).toEqual([
    409,
    'urn:latchkey:problem:slot-held',
    id,
  ]);
  expect(refused.body.detail).toContain(status);
  expect(await accessOf(tenant)).toBe(before);
  // Another account of the tenant is none of its business.
  expect((await retire({ ...tenant, accountId: '700000000002' })).status).toBe(204);
  expect((await house.offboard(id)).body.status).toBe('offboarded');
  expect((await retire(tenant)).status).toBe(204);
  expect(await inventory(house, tenant)).toEqual({ users: [], policies: [] });
});

test('an onboarding that failed before can be tried again after it: with a new external ID, for a stack to be launched anew', async () => {
  const tenant = await house.newTenant();
  const before = await accessOf(tenant);
  await house.root(tenant).createUser({ UserName: 'tutum' });
  const id = (await house.create(tenant)).body.onboarding ?? '';
  const early = await retire(tenant);
  expect([early.status, early.body.type, early.body.onboarding]).toEqual([409, 'urn:latchkey:problem:in-progress', id]);
  expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(15 * 60);
  // The account was looked at once more.
  await house.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'REMOVE reconcileAt, dueAt, due',
    }),
  );
  expect((await retire(tenant)).status).toBe(204);
  const again = await house.provision(id);
  expect([again.status, again.body.status]).toEqual([200, 'awaiting_access']);
  expect(again.body.access?.['externalId']).not.toBe(before);
});

test('while it is being given up nobody is told of it, and nothing is begun with it', async () => {
  const tenant = await house.newTenant();
  await house.root(tenant).createUser({ UserName: 'tutum' });
  const failed = (await house.create(tenant)).body.onboarding ?? '';
  await house.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `access#${tenant.tenantId}#${tenant.accountId}`, sk: 'access' },
      UpdateExpression: 'SET retiringUntil = :soon',
      ExpressionAttributeValues: { ':soon': Date.now() + 30_000 },
    }),
  );
  const path = `/v1/tenants/${tenant.tenantId}/access`;
  const answers = [
    await house.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } }),
    await house.provision(failed),
    await house.request('POST', path, { accountId: tenant.accountId, blueprint: 'tutum' }),
  ];
  for (const { status, body, headers } of answers) {
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:in-progress']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
});

test('beside a create either that holds the access, or it is gone and the create got another, or was told to wait', async () => {
  for (let round = 0; round < 2; round += 1) {
    const tenant = await house.newTenant();
    const before = await accessOf(tenant);
    const [created, retired] = await Promise.all([house.create(tenant), retire(tenant)]);
    if (created.status === 201 && created.body.status === 'claimed') {
      expect([retired.status, await accessOf(tenant)]).toEqual([409, before]);
      await house.stsWith(keyOf(created)).getCallerIdentity({});
      expect((await house.offboard(created.body.id)).body.status).toBe('offboarded');
    } else {
      expect([201, 409]).toContain(created.status);
      expect(await inventory(house, tenant)).toEqual({ users: [], policies: [] });
      if (retired.status === 204) expect(await accessOf(tenant)).not.toBe(before);
    }
  }
});
