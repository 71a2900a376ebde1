import * as z from 'zod';
import { later } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** Answers of different calls about the same thing agree with each other. */
let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => {
  testStack.close();
});

test('offboarding what was never created answers with an empty receipt, and so do GET and a second DELETE', async () => {
  const { body } = await testStack.create(testStack.nextTenant());
  const answers = [await testStack.offboard(body.id), await testStack.get(body.id), await testStack.offboard(body.id)];
  for (const answer of answers)
    expect([answer.status, answer.body]).toMatchObject([200, { status: 'offboarded', receipt: { resources: [] } }]);
});

test('the date to rotate the keys by is in the create, in GET, in the list and in a replay', async () => {
  const tenant = await testStack.newTenant();
  const key = { 'idempotency-key': 'rotate-by' };
  const { body } = await testStack.create(tenant, {}, key);
  const list = await testStack.request('GET', `/v1/onboardings?tenantId=${tenant.tenantId}`);
  const [listed] = z.object({ onboardings: z.array(z.looseObject({})) }).parse(list.body).onboardings;
  const replay = await testStack.create(tenant, {}, key);
  const shown = [body, (await testStack.get(body.id)).body, listed, replay.body].map((each) => each?.['rotateBy']);
  expect(shown).toEqual(Array(4).fill(expect.stringMatching(/Z$/)));
  expect(new Set(shown).size).toBe(1);
});

test('a status that never allows a request is wrong-state, not retryable and without Retry-After', async () => {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant);
  expect((await testStack.offboard(body.id, later)).body.status).toBe('offboarding');
  const refused = await testStack.provision(body.id);
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { type: 'urn:latchkey:problem:wrong-state', retryable: false },
  ]);
  expect(refused.headers.get('retry-after')).toBeNull();
});

test('each request that has to wait for work on the onboarding is in-progress, with one title', async () => {
  const tenant = await testStack.newTenant();
  const key = { 'idempotency-key': 'at-work' };
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 3000 });
  const working = testStack.create(tenant, {}, key);
  await testStack.untilCalled(tenant, 'iam:CreatePolicy');
  const replay = await testStack.create(tenant, {}, key);
  const offboard = await testStack.offboard(replay.body.onboarding ?? '');
  await testStack.clearFaults();
  await working;
  for (const { status, body, headers } of [replay, offboard]) {
    expect([status, body]).toMatchObject([
      409,
      { type: 'urn:latchkey:problem:in-progress', title: 'Another operation is in progress', retryable: true },
    ]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
});
