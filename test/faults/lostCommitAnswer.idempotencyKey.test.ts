import { requestClaim } from '../../lib/requests/requestClaim.ts';
import { keyOf } from '../support/testStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';
import { budgetMs, keyedClaim, newReady, startFenceStack, ways } from './fenceTrouble.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startFenceStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

test('a claim that does not know whether it handed over the keys keeps its Idempotency-Key', async () => {
  const { id, outcome } = await ways.claim(testStack, { lands: true, lost: Infinity, leftMs: 300 }, 'unknown-end');
  expect(outcome).toMatchObject({ slug: 'out-of-time' });
  const { status, body } = await testStack.claim(id, { 'idempotency-key': 'unknown-end' });
  expect([status, body.status, body.credentials]).toEqual([200, 'claimed', null]);
});

test('a claim that fails does not release the Idempotency-Key of the claim that handed over the keys', async () => {
  const id = await newReady(testStack, await testStack.newTenant());
  const before = await testStack.read(id);
  const key = { 'idempotency-key': 'sent-twice' };
  keyOf(await testStack.claim(id, key));
  // Another process has read the onboarding before that claim.
  const odd = { status: 400, code: 'SomethingNew', message: 'Something that nobody has seen before.' };
  await testStack.fault({ operation: 'iam:ListAccessKeys', kind: 'answer', ...odd });
  const deps = testStack.deps();
  const late = requestClaim(deps, before, {
    keyed: keyedClaim(id, 'sent-twice'),
    deadline: deps.clock.monotonic() + budgetMs,
  });
  await expect(testStack.run(late)).rejects.toMatchObject({ problem: { slug: 'aws-error' } });
  await testStack.clearFaults();
  const { status, body } = await testStack.claim(id, key);
  expect([status, body.status, body.credentials]).toEqual([200, 'claimed', null]);
});

test('a claim that ended without keys releases its Idempotency-Key: it is no replay of a later claim', async () => {
  const id = await newReady(testStack, await testStack.newTenant());
  const key = { 'idempotency-key': 'without-keys' };
  await testStack.fault({ operation: 'iam:GetUser', kind: 'fail-before' });
  const first = await testStack.claim(id, key);
  expect([first.status < 300, first.body.status, first.body.credentials]).toEqual([true, 'ready', null]);
  await testStack.clearFaults();
  keyOf(await testStack.claim(id));
  const { status, body } = await testStack.claim(id, key);
  expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:credentials-issued']);
});

test('a claim of a claimed onboarding with a new idempotency key is 409 each time', async () => {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant);
  const keyed = { 'idempotency-key': 'never-issued' };
  for (const answer of [await testStack.claim(body.id, keyed), await testStack.claim(body.id, keyed)]) {
    expect([answer.status, answer.body.type, answer.body.onboarding]).toEqual([
      409,
      'urn:latchkey:problem:credentials-issued',
      body.id,
    ]);
  }
});
