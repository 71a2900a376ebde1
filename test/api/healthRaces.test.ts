import * as z from 'zod';
import { resume } from '../../lib/lifecycle/resume.ts';
import { withEventDelivery } from '../../lib/webhooks/outbox.ts';
import { keyOf } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** A look at an account beside other work on the onboarding, and what it must never contain or change. */
let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ worker: false, sweepEveryMs: 0, environment: { LATCHKEY_DAILY_LOOK: 'on' } });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const pass = (ms: number) => testStack.run(testStack.deps().clock.sleep(ms));
const workOn = (id: string) => withEventDelivery(testStack.deps(), (deps) => resume(deps, id, Infinity));
const lookItem = (id: string) => ({ pk: `onboarding#${id}`, sk: 'look' });

async function claimed() {
  const tenant = await testStack.newTenant();
  const created = await testStack.create(tenant, { webhook: { url: 'https://vendor.example/hooks' } });
  const { id } = created.body;
  const { health = 0 } = (await testStack.read(id)).dueTimes;
  await pass(health - testStack.now());
  return { id, tenant, key: keyOf(created) };
}

test('an offboarding that begins during a look is not held up, and the result of the look is dropped', async () => {
  const { id, tenant, key } = await claimed();
  await testStack.root(tenant).updateAccessKey({
    UserName: key.userName,
    AccessKeyId: key.accessKeyId,
    Status: 'Inactive',
  });
  await testStack.fault({ operation: 'iam:ListGroupsForUser', kind: 'delay', ms: 3000, times: 1 });
  const looking = workOn(id);
  await pass(2500);
  const offboarded = await testStack.offboard(id);
  expect([offboarded.status, offboarded.body.status]).toEqual([200, 'offboarded']);
  await testStack.run(looking);
  expect((await testStack.request('GET', `/v1/onboardings/${id}/health?live=false`)).body['result']).toBe(null);
  const { status, health, events } = await testStack.read(id);
  expect([status, health]).toEqual(['offboarded', undefined]);
  expect(events.map(({ type }) => type)).toEqual(['onboarding.claimed', 'onboarding.offboarded']);
});

test('a look whose keys have changed meanwhile is dropped, and GET no longer shows it', async () => {
  const { id } = await claimed();
  await testStack.fault({ operation: 'iam:ListGroupsForUser', kind: 'delay', ms: 3000, times: 1 });
  const looking = workOn(id);
  await pass(2500);
  await testStack.changeRecord(id, (record) => ({
    ...('keys' in record && { keys: record.keys?.map((each) => ({ ...each, id: 'AKIAOTHER0000000000X' })) }),
    version: record.version + 1,
  }));
  await testStack.run(looking);
  expect((await testStack.read(id)).health).toBeUndefined();
  const { body } = await testStack.request('GET', `/v1/onboardings/${id}/health?live=false`);
  expect(body).toMatchObject({ checkedAt: null, result: null });
});

test.each([
  { update: 'is complete before the look', delayMs: 1 },
  { update: 'still runs when the look is complete', delayMs: 4000 },
])('a look reports no drift because of an update that began during it and $update', async ({ delayMs }) => {
  const { id } = await claimed();
  await testStack.fault({ operation: 'iam:GetUser', kind: 'delay', ms: 3000, times: 1 });
  const looking = workOn(id);
  await pass(500);
  await testStack.fault({ operation: 'iam:DeletePolicy', kind: 'delay', ms: delayMs, times: 1 });
  const parameters = { region: 'us-west-2' };
  const updated = await testStack.request('POST', `/v1/onboardings/${id}/update`, { parameters });
  expect(updated.status).toBe(200);
  await testStack.run(looking);
  const { health, events } = await testStack.read(id);
  expect(health?.drift).toBeUndefined();
  expect(events.map(({ type }) => type)).not.toContain('onboarding.drifted');
  const { body } = await testStack.request('GET', `/v1/onboardings/${id}/health?live=false`);
  expect(body).toMatchObject({ checkedAt: null, result: null });
  expect((await testStack.request('GET', `/v1/onboardings/${id}/health`)).body).toMatchObject({ result: 'as_planned' });
});

test('a change of the record that leaves the keys as they are does not lose the result of a look', async () => {
  const { id, tenant, key } = await claimed();
  await testStack.root(tenant).untagUser({ UserName: key.userName, TagKeys: ['latchkey:tenant'] });
  await testStack.fault({ operation: 'iam:ListGroupsForUser', kind: 'delay', ms: 3000, times: 1 });
  const looking = workOn(id);
  await pass(2500);
  const [claimedEvent] = (await testStack.read(id)).events;
  const again = `/v1/onboardings/${id}/deliveries/${claimedEvent?.id ?? ''}/redeliver`;
  expect((await testStack.request('POST', again)).status).toBe(202);
  await testStack.changeRecord(id, ({ version }) => ({ version: version + 1 }));
  await testStack.run(looking);
  const { health, events } = await testStack.read(id);
  expect(health?.drift).toHaveLength(1);
  expect(events.map(({ type }) => type)).toEqual(['onboarding.claimed', 'onboarding.drifted']);
});

test.each([
  { other: 'a claim', path: '/credentials', method: 'POST' },
  { other: 'an offboarding', path: '', method: 'DELETE' },
])(
  'a look at an onboarding that is ready calls nothing of $other that began during it a drift',
  async ({ path, method }) => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant, {}, { prefer: 'respond-async' })).body;
    await testStack.run(workOn(id));
    expect((await testStack.read(id)).status).toBe('ready');
    // A difference may no longer be a delay of IAM.
    await pass(16 * 60_000);
    await testStack.fault({ operation: 'iam:ListGroupsForUser', kind: 'delay', ms: 3000, times: 1 });
    const looking = testStack.request('GET', `/v1/onboardings/${id}/health`);
    await testStack.request(method, `/v1/onboardings/${id}${path}`);
    const { status, body } = await looking;
    expect([status, body]).toMatchObject([409, { type: 'urn:latchkey:problem:in-progress' }]);
  },
);

test('two looks at once report a drift once', async () => {
  const { id, tenant, key } = await claimed();
  await testStack.root(tenant).untagUser({ UserName: key.userName, TagKeys: ['latchkey:tenant'] });
  const get = () => testStack.request('GET', `/v1/onboardings/${id}/health`);
  const answers = await Promise.all([get(), get()]);
  await testStack.run(workOn(id));
  expect(answers.map(({ status, body }) => [status, body['result']])).toEqual([
    [200, 'drifted'],
    [200, 'drifted'],
  ]);
  const { events } = await testStack.read(id);
  expect(events.map(({ type }) => type)).toEqual(['onboarding.claimed', 'onboarding.drifted']);
});

test('no secret is in the result, the record, the events or the log, and an erasure takes the result along', async () => {
  const { id, key } = await claimed();
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: key.accessKeyId });
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/health?trust=probe`);
  const stored = JSON.stringify(await testStack.items());
  expect(stored).toContain('AWSCompromisedKeyQuarantineV3');
  for (const each of [text, stored]) expect(each).not.toContain(key.secretAccessKey);
  expect(z.object({ externalId: z.string() }).safeParse(JSON.parse(text)).success).toBe(false);
  expect((await testStack.items()).some(({ pk, sk }) => pk === lookItem(id).pk && sk === 'look')).toBe(true);
  await testStack.offboard(id);
  await testStack.run(testStack.deps().store.eraseArchived(id));
  expect((await testStack.items()).some(({ pk, sk }) => pk === lookItem(id).pk && sk === 'look')).toBe(false);
});

test('a look that is due does not keep anything else that is due from being done', async () => {
  const { id } = await claimed();
  const now = testStack.now();
  await testStack.changeRecord(id, ({ dueTimes }) => ({
    dueTimes: { ...dueTimes, health: now - 60_000, rotationNotice: now - 1000 },
  }));
  await testStack.run(workOn(id));
  const first = await testStack.read(id);
  expect([first.dueTimes.health, first.health]).toEqual([now - 60_000, undefined]);
  await testStack.run(workOn(id));
  expect((await testStack.read(id)).health?.checkedAt).toBeGreaterThanOrEqual(now);
});
