import { erasures, erasuresIn, startForErasures } from '../support/erasures.ts';
import { asIs, keyed } from '../support/operator.ts';
import type { Tenant } from '../support/testStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startForErasures();
});
afterAll(() => testStack.close());

const { age, erase, stop, allow, audit, ended, naming } = erasures(() => testStack);

test('a tenant that has ended is erased: no item names it, its accounts or onboardings, and the audit trail says that one was erased', async () => {
  const { tenant, id } = await ended();
  const [first, second] = [(await testStack.create(tenant, {}, keyed('erased'))).body.id, 'elsewhere'];
  await testStack.offboard(first);
  const elsewhere = { ...tenant, accountId: '700000000077' };
  const waiting = (await testStack.create(elsewhere)).body;
  await testStack.offboard(waiting.id);
  const pk = `onboarding#${id}`;
  await testStack.putItem({ pk, sk: 'audit#000000001', by: tenant.tenantId });
  await testStack.putItem({ pk, sk: 'event#1#msg_1', data: { tenantId: tenant.tenantId } });
  await stop(tenant);
  await allow(tenant);
  for (let n = 0; n < 6; n += 1) await stop({ tenantId: `${second}-${String(n)}`, accountId: '' });
  for (const each of [id, first, waiting.id]) await age(each);
  const controlTenant = await testStack.newTenant();
  const kept = (await testStack.create(controlTenant)).body;

  expect((await naming(tenant.tenantId)).length).toBeGreaterThan(8);
  const before = erasuresIn(await audit());
  const { status, text } = await erase(tenant);
  expect([status, text]).toEqual([204, '']);
  const { externalId = '' } = waiting.access ?? {};
  expect(externalId).not.toBe('');
  expect(
    await naming(`"${tenant.tenantId}`, `:${tenant.tenantId}`, `#${tenant.tenantId}`, externalId, id, first),
  ).toEqual([]);
  expect(await audit()).not.toContain(tenant.tenantId);
  expect(erasuresIn(await audit())).toBe(before + 2);
  for (const each of [id, first, waiting.id]) expect((await testStack.get(each)).status).toBe(404);

  expect((await testStack.get(kept.id)).body.status).toBe('claimed');
  expect((await erase(tenant)).status).toBe(204);
  expect(erasuresIn(await audit())).toBe(before + 2);
  // The same tenant can begin again, with another external ID.
  expect((await testStack.create(tenant)).body.status).toBe('awaiting_access');
});

const anything = expect.any(String);
test.each<[string, () => Promise<Tenant>, string, string]>([
  ['its keys are in use', async () => claimed(), 'slot-held', 'claimed'],
  ['an onboarding waits for its stack', async () => waitingForStack(), 'slot-held', 'awaiting_access'],
  ['an onboarding can be tried again', async () => failed(), 'slot-held', 'failed'],
  [
    'an account has to be checked for calls that AWS carried out late',
    async () => changedTo('dueTimes', { reconcile: testStack.now() + 900_000 }),
    'in-progress',
    'late',
  ],
  ['an onboarding has ended less than a day ago', async () => (await ended()).tenant, 'in-progress', '24 hours'],
  [
    'webhook events are not delivered',
    async () => changedTo('waitingEvents', { first: 1, at: testStack.now() }),
    'in-progress',
    'webhook',
  ],
  [
    'its account could not be checked',
    async () => changedTo('unknownCalls', [{ action: 'iam:*', name: '*', arn: '*', sentAt: 1 }]),
    'wrong-state',
    'leftovers=accept',
  ],
  ['something is left in its account', async () => withLeftovers(), 'wrong-state', 'leftovers=accept'],
  ['an old boundary is left in its account', async () => withOldBoundary(), 'wrong-state', 'leftovers=accept'],
  [
    'an item of its user is left in its account',
    async () => withLeftItem('mfa-device', 'arn:aws:iam::111122223333:mfa/phone'),
    'wrong-state',
    'leftovers=accept',
  ],
  ['its requests are stopped', async () => stopped(), 'wrong-state', '/v1/stops/tenant:'],
])('a tenant is not erased while %s: 409, and nothing changes', async (_, make, slug, says) => {
  const tenant = await make();
  const before = await testStack.items();
  const { status, body, headers } = await erase(tenant);
  expect([status, body.type]).toEqual([409, `urn:latchkey:problem:${slug}`]);
  expect(body.detail).toContain('Nothing was erased');
  expect(body.detail).toContain(says);
  if (slug === 'slot-held') expect(body).toMatchObject({ conflictsWith: body.onboarding });
  expect(headers.get('retry-after')).toEqual(slug === 'in-progress' ? anything : null);
  expect(asIs(await testStack.items())).toEqual(asIs(before));
  await allow(tenant);
});

test('a tenant is erased although a key was left, if the user of the key is removed', async () => {
  const tenant = await withLeftItem('access-key', 'AKIARTX3GSDSZFQGFTM6');
  expect((await erase(tenant)).status).toBe(204);
});

test('leftovers=accept erases a tenant although something is left in its account', async () => {
  const tenant = await withLeftovers();
  expect((await erase(tenant, '?leftovers=accept')).status).toBe(204);
  expect(await naming(`"${tenant.tenantId}"`)).toEqual([]);
  expect((await erase(tenant, '?leftovers=all')).status).toBe(400);
});

const claimed = async () => {
  const tenant = await testStack.newTenant();
  await testStack.create(tenant);
  return tenant;
};
const waitingForStack = async () => {
  const tenant = testStack.nextTenant();
  await testStack.create(tenant);
  return tenant;
};
const failed = async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  await age((await testStack.create(tenant)).body.onboarding ?? '');
  return tenant;
};
const changedTo = async (field: string, value: unknown) => {
  const { tenant, id } = await ended();
  await age(id);
  await testStack.changeRecord(id, () => ({ [field]: value }));
  return tenant;
};
const withLeftovers = () =>
  changedTo('resources', [
    { type: 'policy', name: 'tutum-policy', arn: 'arn:aws:iam::111122223333:policy/x/tutum-policy', status: 'left' },
  ]);
const withOldBoundary = () =>
  changedTo('oldBoundaries', ['arn:aws:iam::111122223333:policy/latchkey-boundary-tutum-qivthlmh-ab4b27fc-any-1']);
/** The user itself is removed. */
const withLeftItem = async (type: string, itemId: string) => {
  const { tenant, id } = await ended();
  await age(id);
  await testStack.changeRecord(id, ({ resources }) => {
    const user = resources.find((each) => each.type === 'user');
    expect(user?.status).toBe('removed');
    return { userItems: [{ arn: user?.arn, type, id: itemId, status: 'left', reason: 'Somebody else made it.' }] };
  });
  return tenant;
};
const stopped = async () => {
  const { tenant, id } = await ended();
  await age(id);
  await stop(tenant);
  return tenant;
};
