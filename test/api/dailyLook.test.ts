import * as z from 'zod';
import { nextDailyLook } from '../../lib/record/dailyLook.ts';
import { payloadOf } from '../../lib/webhooks/payload.ts';
import { deployedTimes } from '../model/deployedTimes.ts';
import { lookedAt, workOn } from '../support/dailyLooks.ts';
import { roleRefused } from '../support/lateAws.ts';
import { keyOf, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/**
 * The daily looks of workers, in virtual time with the deployed settings. A worker starts when a test lets it, because
 * the queues of many days would take long. Each test has accounts of its own.
 */
const start = (setting: 'on' | 'off') =>
  startVirtualStack({
    worker: false,
    sweepEveryMs: 0,
    environment: { ...deployedTimes, LATCHKEY_DAILY_LOOK: setting },
  });
let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await start('on');
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const hour = 3_600_000;
const day = 24 * hour;
const pass = (ms: number) => testStack.pass(ms);
const looked = (id: string) => lookedAt(testStack, id);
const ec2 = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
const webhook = { url: 'https://vendor.example/hooks' };

async function claimed(tenant: Tenant, body: object = {}) {
  const created = await testStack.create(tenant, { webhook, ...body });
  const { userName: UserName, accessKeyId: AccessKeyId } = keyOf(created);
  return { id: created.body.id, tenant, iam: testStack.root(tenant), UserName, AccessKeyId };
}

const deliveries = z.looseObject({ deliveries: z.array(z.looseObject({ type: z.string() })) });
/** The types of the events of an onboarding, without those of other tests. */
const eventsOf = async (id: string) => {
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/deliveries`);
  const types = deliveries.parse(JSON.parse(text)).deliveries.map(({ type }) => type);
  return types.filter((type) => !['onboarding.claimed', 'credentials.rotation_due'].includes(type));
};
const lookedKeys = z.object({ keys: z.array(z.object({ createdAt: z.string(), ageDays: z.number() })) });
const last = async (id: string) => (await testStack.request('GET', `/v1/onboardings/${id}/health?live=false`)).body;

test('each claimed onboarding is looked at once a day, at a time that follows from its ID, and stays claimed', async () => {
  const { id, tenant } = await claimed(await testStack.newTenant());
  const due = (await testStack.read(id)).dueTimes.health ?? 0;
  expect(due).toBe(nextDailyLook(id, (await testStack.read(id)).updatedAt));
  const first = await looked(id);
  const second = await looked(id);
  expect([first.status, second.status]).toEqual(['claimed', 'claimed']);
  const between = (second.health?.checkedAt ?? 0) - (first.health?.checkedAt ?? 0);
  expect(Math.abs(between - day)).toBeLessThan(hour);
  expect(await eventsOf(id)).toEqual([]);
  expect(await last(id)).toMatchObject({ live: false, result: 'as_planned', nextLookAt: expect.any(String) });
  await testStack.offboard(id);
  await testStack.sandbox('DELETE', 'calls');
  await pass(2 * day);
  await workOn(testStack, id);
  expect([(await testStack.read(id)).status, await testStack.calls(tenant)]).toEqual(['offboarded', []]);
});

test('the times of day of many onboardings are spread over the day', () => {
  const now = Date.UTC(2026, 0, 1);
  const hours = Array.from({ length: 2400 }, (_, n) => {
    const at = nextDailyLook(`ob_${String(n).padStart(26, '0')}`, now);
    expect(at - now).toBeGreaterThanOrEqual(6 * hour);
    expect(at - now).toBeLessThan(30 * hour);
    return Math.floor((at % day) / hour);
  });
  for (let each = 0; each < 24; each += 1) expect(hours.filter((at) => at === each).length).toBeGreaterThan(50);
});

test('drift is reported once for each change of it, and not each night', async () => {
  const { id, iam, UserName } = await claimed(await testStack.newTenant());
  await iam.attachUserPolicy({ UserName, PolicyArn: ec2 });
  await looked(id);
  await looked(id);
  expect(await eventsOf(id)).toEqual(['onboarding.drifted']);
  await iam.untagUser({ UserName, TagKeys: ['latchkey:tenant'] });
  const { events } = await looked(id);
  expect(await eventsOf(id)).toEqual(['onboarding.drifted', 'onboarding.drifted']);
  const newest = events.at(-1);
  expect(newest?.data).toMatchObject({
    id,
    status: 'claimed',
    drift: [
      { kind: 'attachments', what: 'extra', repair: 'none' },
      { kind: 'tags', what: 'missing', repair: 'none' },
    ],
  });
  if (newest !== undefined) expect(payloadOf(newest)).toContain('"onboarding.drifted"');
  await iam.detachUserPolicy({ UserName, PolicyArn: ec2 });
  await iam.tagUser({ UserName, Tags: [{ Key: 'latchkey:tenant', Value: (await testStack.read(id)).tenantId }] });
  await looked(id);
  expect([(await eventsOf(id)).length, (await last(id))['result']]).toEqual([2, 'as_planned']);
  // The same drift again is news.
  await iam.attachUserPolicy({ UserName, PolicyArn: ec2 });
  await looked(id);
  expect(await eventsOf(id)).toHaveLength(3);
});

test('a look that IAM does not answer is repeated within hours, and forgets no drift', async () => {
  const { id, iam, UserName } = await claimed(await testStack.newTenant());
  await iam.attachUserPolicy({ UserName, PolicyArn: ec2 });
  await looked(id);
  await testStack.fault({ operation: 'iam:ListAttachedUserPolicies', kind: 'throttle' });
  const { dueTimes, health } = await looked(id);
  expect((dueTimes.health ?? 0) - (health?.checkedAt ?? 0)).toBeLessThanOrEqual(2 * hour);
  expect((await last(id))['result']).toBe('incomplete');
  await testStack.clearFaults();
  await looked(id);
  expect((await last(id))['result']).toBe('drifted');
  expect(await eventsOf(id)).toEqual(['onboarding.drifted']);
});

test('the loss of the access is reported once, only after a delay of AWS can no longer be the cause', async () => {
  const { id, tenant } = await claimed(await testStack.newTenant());
  await testStack.fault(roleRefused(tenant));
  const first = await looked(id);
  expect(await eventsOf(id)).toEqual([]);
  expect(first.health?.refusedSince).toBeDefined();
  expect((await last(id))['items']).toContainEqual(
    expect.objectContaining({ kind: 'role', state: 'unknown', reason: expect.stringContaining('tries again') }),
  );
  // It asks again when a delay can no longer be the cause, and then once a day.
  await looked(id);
  await looked(id);
  const record = await testStack.read(id);
  expect([record.status, await eventsOf(id)]).toEqual(['claimed', ['onboarding.access_lost']]);
  expect(await last(id)).toMatchObject({
    result: 'access_lost',
    items: expect.arrayContaining([
      expect.objectContaining({
        kind: 'role',
        state: 'drifted',
        differences: [expect.objectContaining({ what: 'changed', found: 'AWS refuses it', repair: 'none' })],
      }),
    ]),
  });
  const event = record.events.at(-1);
  if (event !== undefined) expect(payloadOf(event)).toMatch(/access-lost.*not authorized to perform: sts:AssumeRole/);
  await testStack.clearFaults();
  await looked(id);
  expect((await last(id))['result']).toBe('as_planned');
  await testStack.fault(roleRefused(tenant));
  await looked(id);
  await looked(id);
  expect(await eventsOf(id)).toEqual(['onboarding.access_lost', 'onboarding.access_lost']);
});

test('what IAM does not show yet is unknown, and no drift', async () => {
  await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'appear-late', ms: 4 * 60_000, times: 1 });
  const { id } = await claimed(await testStack.newTenant());
  const now = () => testStack.request('GET', `/v1/onboardings/${id}/health`);
  const stateOf = async () =>
    z
      .object({ items: z.array(z.looseObject({ kind: z.string() })) })
      .parse((await now()).body)
      .items.find(({ kind }) => kind === 'attachments');
  expect(await stateOf()).toMatchObject({ state: 'unknown', reason: expect.stringContaining('may not show it yet') });
  expect(await eventsOf(id)).toEqual([]);
  await pass(5 * 60_000);
  expect(await stateOf()).toMatchObject({ state: 'as_planned' });
});

test('a refusal that ends within minutes is not reported', async () => {
  const { id, tenant } = await claimed(await testStack.newTenant());
  await testStack.fault({ ...roleRefused(tenant), times: 1 });
  expect((await looked(id)).health?.refusedSince).toBeDefined();
  expect((await looked(id)).health?.refusedSince).toBeUndefined();
  expect(await eventsOf(id)).toEqual([]);
});

test('a quarantine of AWS is reported, is on record for a rotation, and is detached only after the last key is gone', async () => {
  const { id, tenant, UserName, AccessKeyId } = await claimed(await testStack.newTenant());
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: AccessKeyId });
  const policyArn = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
  const { health, events } = await looked(id);
  expect(health?.exposed).toMatchObject([{ userName: UserName, policyArn, since: health?.checkedAt }]);
  expect(await eventsOf(id)).toEqual(['credentials.exposed']);
  const event = events.at(-1);
  expect(event?.data).toMatchObject({
    users: [{ userName: UserName, policyArn }],
    keys: [{ accessKeyId: AccessKeyId }],
  });
  if (event !== undefined) expect(payloadOf(event)).toContain(AccessKeyId);
  await looked(id);
  expect(await eventsOf(id)).toEqual(['credentials.exposed']);
  // No look, and nothing else but the offboarding, detaches it.
  await testStack.provision(id);
  const { AttachedPolicies = [] } = await testStack.root(tenant).listAttachedUserPolicies({ UserName });
  expect(AttachedPolicies.map(({ PolicyArn }) => PolicyArn)).toContain(policyArn);
  await testStack.sandbox('DELETE', 'calls');
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  const operations = (await testStack.calls(tenant)).map(({ operation }) => operation);
  expect(operations.lastIndexOf('iam:DeleteAccessKey')).toBeGreaterThan(-1);
  expect(operations.indexOf('iam:DetachUserPolicy')).toBeGreaterThan(operations.lastIndexOf('iam:DeleteAccessKey'));
});

test('a rotation of an exposed user skips the grace time', async () => {
  const { id, UserName, AccessKeyId, iam } = await claimed(await testStack.newTenant());
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: AccessKeyId });
  await looked(id);
  const rotated = await testStack.rotate(id, { replaces: AccessKeyId });
  expect([rotated.status, keyOf(rotated).userName]).toEqual([200, UserName]);
  await workOn(testStack, id);
  const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName });
  expect(AccessKeyMetadata.find((key) => key.AccessKeyId === AccessKeyId)?.Status).toBe('Inactive');
});

test('a quarantine that somebody detaches is no longer on record, and a new one is reported again', async () => {
  const { id, iam, UserName, AccessKeyId } = await claimed(await testStack.newTenant());
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: AccessKeyId, policy: 'AWSCompromisedKeyQuarantine' });
  await looked(id);
  await iam.detachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine' });
  expect((await looked(id)).health?.exposed).toEqual([]);
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: AccessKeyId, policy: 'AWSCompromisedKeyQuarantineV2' });
  await looked(id);
  expect(await eventsOf(id)).toEqual(['credentials.exposed', 'credentials.exposed']);
});

test('a key that nobody used for 90 days is reported once, and the check of the new key by Latchkey is no use', async () => {
  const { id, AccessKeyId, UserName } = await claimed(await testStack.newTenant());
  await pass(88 * day);
  await looked(id);
  expect(await eventsOf(id)).toEqual([]);
  await looked(id);
  await looked(id);
  await looked(id);
  expect(await eventsOf(id)).toEqual(['credentials.unused']);
  const event = (await testStack.read(id)).events.at(-1);
  expect(event?.data).toMatchObject({ keys: [{ userName: UserName, accessKeyId: AccessKeyId, lastUsedAt: null }] });
  if (event !== undefined) expect(payloadOf(event)).toContain(AccessKeyId);
  await looked(id);
  expect(await eventsOf(id)).toHaveLength(1);
  const [key] = lookedKeys.parse(await last(id)).keys;
  expect(key?.ageDays).toBe(Math.floor((testStack.now() - Date.parse(key?.createdAt ?? '')) / day));
  expect(key?.ageDays).toBeGreaterThan(90);
});

test('a key that is in use is not reported', async () => {
  const created = await testStack.create(await testStack.newTenant(), { webhook });
  await pass(46 * day);
  await testStack.stsWith(keyOf(created)).getCallerIdentity({});
  await pass(46 * day);
  await looked(created.body.id);
  expect(await eventsOf(created.body.id)).toEqual([]);
});

test('with the setting off, nobody looks, and a look that was due is not due any more', async () => {
  const off = await start('off');
  const tenant = await off.newTenant();
  const { id } = (await off.create(tenant)).body;
  expect((await off.read(id)).dueTimes.health).toBeUndefined();
  await off.changeRecord(id, ({ dueTimes }) => ({ dueTimes: { ...dueTimes, health: off.now() } }));
  await off.sandbox('DELETE', 'calls');
  await workOn(off, id);
  expect([(await off.read(id)).dueTimes.health, await off.calls(tenant)]).toEqual([undefined, []]);
  off.close();
});
