import { later, startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  // Nobody works on what is put down: it stays in flight.
  testStack = await startTestStack({ environment: { LATCHKEY_TENANT_CAP: '2' }, worker: false, sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

let accounts = 0;
const create = (tenantId: string, more?: Readonly<Record<string, string>>) => {
  accounts += 1;
  return testStack.create({ tenantId, accountId: String(600_000_000_000 + accounts) }, {}, more);
};
const full = async (tenantId: string) => [await create(tenantId, later), await create(tenantId, later)];

test('one onboarding of a tenant more than may be in flight is 429 with Retry-After, and nothing of it is written but its access', async () => {
  const inFlight = await full('acme');
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

test('other tenants are not held up by it', async () => {
  await full('busy');
  expect((await create('busy')).status).toBe(429);
  expect((await create('idle')).status).toBe(201);
});

test('the Idempotency-Key of the refused one is not used up: the same request succeeds when there is room', async () => {
  const [first] = await full('waiting');
  const tenant = { tenantId: 'waiting', accountId: '600000009999' };
  const key = { 'idempotency-key': 'later-on' };
  expect((await testStack.create(tenant, {}, key)).status).toBe(429);
  // Its stack is not launched: it comes to rest.
  expect((await testStack.provision(first?.body.id ?? '')).body.status).toBe('awaiting_access');
  const again = await testStack.create(tenant, {}, key);
  expect([again.status, again.body.status]).toEqual([201, 'awaiting_access']);
});

test('a replay is no new onboarding, and no removal waits for room; a provision that would be one too many does', async () => {
  const resting = await create('full', { 'idempotency-key': 'first' });
  const inFlight = await full('full');
  accounts -= 3;
  const replay = await create('full', { 'idempotency-key': 'first' });
  accounts += 2;
  expect([replay.status, replay.body.id]).toEqual([200, resting.body.id]);
  const provision = await testStack.provision(resting.body.id);
  expect([provision.status, provision.body.type]).toEqual([429, 'urn:latchkey:problem:too-many-onboardings']);
  // One that is in flight already goes on.
  expect((await testStack.provision(inFlight[0]?.body.id ?? '')).body.status).toBe('awaiting_access');
  expect((await testStack.offboard(resting.body.id)).body.status).toBe('offboarded');
});
