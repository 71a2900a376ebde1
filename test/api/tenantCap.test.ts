import { later } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  // Without a worker and a sweep, an asynchronous onboarding stays in flight.
  testStack = await startVirtualStack({ environment: { LATCHKEY_TENANT_CAP: '2' }, worker: false, sweepEveryMs: 0 });
});
afterAll(() => {
  testStack.close();
});

let accounts = 0;
const create = (tenantId: string, more?: Readonly<Record<string, string>>) => {
  accounts += 1;
  return testStack.create({ tenantId, accountId: String(600_000_000_000 + accounts) }, {}, more);
};
const fillCap = async (tenantId: string) => [await create(tenantId, later), await create(tenantId, later)];

test('a create above the tenant’s cap is 429 with Retry-After, and writes nothing except the access item', async () => {
  const inFlight = await fillCap('acme');
  expect(inFlight.map(({ status }) => status)).toEqual([202, 202]);
  const before = await testStack.items();
  for (const prefer of [{}, later]) {
    const { status, body, headers } = await create('acme', { ...prefer, 'idempotency-key': 'refused' });
    expect([status, body.type, body.retryable]).toEqual([429, 'urn:latchkey:problem:too-many-onboardings', true]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body.detail).toContain('2 onboardings');
  }
  const kinds = (await testStack.items())
    .filter(({ pk }) => !before.some((item) => item['pk'] === pk))
    .map(({ sk }) => String(sk));
  expect(kinds.filter((kind) => kind !== 'access')).toEqual([]);
});

test('the cap of one tenant does not affect other tenants', async () => {
  await fillCap('busy');
  expect((await create('busy')).status).toBe(429);
  expect((await create('idle')).status).toBe(201);
});

test('the same request with the same Idempotency-Key succeeds once the tenant is below its cap', async () => {
  const [first] = await fillCap('waiting');
  const tenant = { tenantId: 'waiting', accountId: '600000009999' };
  const key = { 'idempotency-key': 'later-on' };
  expect((await testStack.create(tenant, {}, key)).status).toBe(429);
  // Its stack is not launched, so it stops in awaiting_access and is not in flight any more.
  expect((await testStack.provision(first?.body.id ?? '')).body.status).toBe('awaiting_access');
  const retried = await testStack.create(tenant, {}, key);
  expect([retried.status, retried.body.status]).toEqual([201, 'awaiting_access']);
});

test('the cap refuses a provision that would exceed it, but no replay and no offboarding', async () => {
  const resting = await create('full', { 'idempotency-key': 'first' });
  const inFlight = await fillCap('full');
  accounts -= 3;
  const replay = await create('full', { 'idempotency-key': 'first' });
  accounts += 2;
  expect([replay.status, replay.body.id]).toEqual([201, resting.body.id]);
  const provision = await testStack.provision(resting.body.id);
  expect([provision.status, provision.body.type]).toEqual([429, 'urn:latchkey:problem:too-many-onboardings']);
  // An onboarding that is already in flight may continue.
  expect((await testStack.provision(inFlight[0]?.body.id ?? '')).body.status).toBe('awaiting_access');
  expect((await testStack.offboard(resting.body.id)).body.status).toBe('offboarded');
});
