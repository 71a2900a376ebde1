import { callCount, changesSince } from '../support/changes.ts';
import { inventory, keyOf, later, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    sweepEveryMs: 0,
    environment: { LATCHKEY_MARGIN_MS: '200', LATCHKEY_REQUEST_TIMEOUT_MS: '800' },
  });
});
afterAll(() => testStack.close());

const retire = ({ tenantId, accountId }: Tenant) =>
  testStack.request('DELETE', `/v1/tenants/${tenantId}/access/${accountId}`);
const accessOf = async ({ tenantId, accountId }: Tenant) =>
  (await testStack.request('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint: 'tutum' })).body
    .externalId;
const unlaunched = async () => {
  const tenant = testStack.nextTenant();
  return { tenant, id: (await testStack.create(tenant)).body.id };
};

test('a tenant and an account have one external ID, even if four requests ask for it at once', async () => {
  const tenant = testStack.nextTenant();
  const [one, other, created, retried] = await Promise.all([
    accessOf(tenant),
    accessOf(tenant),
    testStack.create(tenant),
    testStack.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } }),
  ]);
  expect(one).toMatch(/^[\w-]{22,}$/);
  expect([other, created.body.access?.['externalId'], retried.body.access?.['externalId']]).toEqual([one, one, one]);
  expect(await accessOf({ ...tenant, accountId: '700000000001' })).not.toBe(one);
  expect(await accessOf({ ...tenant, tenantId: 'somebody-else' })).not.toBe(one);
});

test('an offboarding keeps the external ID; DELETE access deletes it', async () => {
  const tenant = await testStack.newTenant();
  const before = await accessOf(tenant);
  const { id } = (await testStack.create(tenant)).body;
  await testStack.offboard(id);
  expect(await accessOf(tenant)).toBe(before);

  const retired = await retire(tenant);
  expect([retired.status, retired.text]).toEqual([204, '']);
  expect(JSON.stringify(await testStack.items())).not.toContain(before);
  // The launched stack still expects the old external ID, so its role cannot be assumed with the new one.
  const next = await testStack.create(tenant);
  expect(next.body.status).toBe('awaiting_access');
  expect(next.body.access?.['externalId']).not.toBe(before);
  expect(next.body.access?.['externalId']).toBe(await accessOf(tenant));
  // After the tenant updates the stack with the new link, the role can be assumed again.
  await testStack.sandbox('POST', 'launch', {
    launchUrl: next.body.access?.['launchUrl'],
    accountId: tenant.accountId,
    update: true,
  });
  expect((await testStack.provision(next.body.id)).body.status).toBe('ready');
});

test('DELETE access is 204 if there is no access, and 422 for an invalid account ID', async () => {
  const tenant = testStack.nextTenant();
  expect([(await retire(tenant)).status, (await retire(tenant)).status]).toEqual([204, 204]);
  const { status } = await testStack.request('DELETE', `/v1/tenants/${tenant.tenantId}/access/12`);
  expect(status).toBe(422);
});

test.each<[string, () => Promise<{ tenant: Tenant; id: string }>]>([
  ['awaiting_access', unlaunched],
  [
    'ready',
    async () => {
      const tenant = await testStack.newTenant();
      const { id } = (await testStack.create(tenant, {}, later)).body;
      await testStack.until(id, 'ready');
      return { tenant, id };
    },
  ],
  [
    'claimed',
    async () => {
      const tenant = await testStack.newTenant();
      return { tenant, id: (await testStack.create(tenant)).body.id };
    },
  ],
])(
  'DELETE access is 409 while an onboarding that is %s holds a slot; the answer names it and nothing changes',
  async (status, make) => {
    const { tenant, id } = await make();
    const before = await accessOf(tenant);
    const calls = await callCount(testStack);
    const refused = await retire(tenant);
    // Without a write there is no mark that keeps the tenant out, and no wait after it.
    expect(await changesSince(testStack, calls)).toEqual([]);
    expect(refused.status).toBe(409);
    const conflict = { type: 'urn:latchkey:problem:slot-held', onboarding: id, conflictsWith: id };
    expect(refused.body).toMatchObject(conflict);
    expect(refused.body.detail).toContain(status);
    expect(await accessOf(tenant)).toBe(before);
    // The onboarding does not prevent DELETE access of another account of the tenant.
    expect((await retire({ ...tenant, accountId: '700000000002' })).status).toBe(204);
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect((await retire(tenant)).status).toBe(204);
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  },
);

test('DELETE access waits for the reconcile of a failed onboarding; a retry after it gets a new external ID', async () => {
  const tenant = await testStack.newTenant();
  const before = await accessOf(tenant);
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  const early = await retire(tenant);
  expect([early.status, early.body.type, early.body.onboarding]).toEqual([
    409,
    'urn:latchkey:problem:check-pending',
    id,
  ]);
  expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(15 * 60);
  // Writes what the reconcile writes: no reconcile is due any more.
  await testStack.changeRecord(id, () => ({ dueTimes: {}, dueAt: undefined, due: undefined }));
  expect((await retire(tenant)).status).toBe(204);
  const retried = await testStack.provision(id);
  expect([retried.status, retried.body.status]).toEqual([200, 'awaiting_access']);
  expect(retried.body.access?.['externalId']).not.toBe(before);
});

test('while the access is being deleted, create, provision and POST access are 409 with Retry-After', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const failed = (await testStack.create(tenant)).body.onboarding ?? '';
  const key = { pk: `access#${tenant.tenantId}#${tenant.accountId}`, sk: 'access' };
  await testStack.changeItem(key, (access) => ({ ...access, retiringUntil: testStack.now() + 30_000 }));
  const path = `/v1/tenants/${tenant.tenantId}/access`;
  const answers = [
    await testStack.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } }),
    await testStack.provision(failed),
    await testStack.request('POST', path, { accountId: tenant.accountId, blueprint: 'tutum' }),
  ];
  for (const { status, body, headers } of answers) {
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:in-progress']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
});

test('of a concurrent create and DELETE access, either the create succeeds and DELETE is 409, or no resource is left', async () => {
  for (let round = 0; round < 2; round += 1) {
    const tenant = await testStack.newTenant();
    const before = await accessOf(tenant);
    const [created, retired] = await Promise.all([testStack.create(tenant), retire(tenant)]);
    if (created.status === 201 && created.body.status === 'claimed') {
      expect([retired.status, await accessOf(tenant)]).toEqual([409, before]);
      await testStack.stsWith(keyOf(created)).getCallerIdentity({});
      expect((await testStack.offboard(created.body.id)).body.status).toBe('offboarded');
    } else {
      expect([201, 409]).toContain(created.status);
      expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
      if (retired.status === 204) expect(await accessOf(tenant)).not.toBe(before);
    }
  }
});
