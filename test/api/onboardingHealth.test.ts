import * as z from 'zod';
import { claimedOn, driftOf, healthOf, healthSchema, type Health } from '../support/health.ts';
import { tenantFor } from '../support/onboarded.ts';
import { absentId } from '../support/routePath.ts';
import { sha256 } from '../support/sha256.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { token } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const othersToken = 'the-token-of-other-tenants';
const asOthers = { authorization: `Bearer ${othersToken}` };

/** GET /v1/onboardings/{id}/health. What Latchkey has just created is believed at once, except in the tests of delays. */
let testStack: VirtualStack;
beforeAll(async () => {
  const environment = {
    LATCHKEY_ENTITY_LAG_MS: '1',
    LATCHKEY_API_TOKEN_HASHES: `local=${sha256(token)},others=${sha256(othersToken)}:nobody`,
  };
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false, environment });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string() })) });
const statesOf = ({ items }: Health) =>
  items.filter(({ state }) => state !== 'as_planned').map(({ kind, state }) => `${kind} ${state}`);

test.each(['tutum', 'koding', 'cycle', 'humalect', 'serverless'])(
  'nothing has drifted in a new onboarding of %s, and its keys are shown with their age and use',
  async (blueprint) => {
    const parameters = blueprint === 'cycle' ? { userNames: ['ann', 'bob'] } : {};
    const { id, AccessKeyId } = await claimedOn(testStack, blueprint, parameters);
    const health = await healthOf(testStack, id);
    expect({ drift: driftOf(health), states: statesOf(health), result: health.result }).toEqual({
      drift: [],
      states: ['trust not_checked'],
      result: 'as_planned',
    });
    expect(health.keys.find((key) => key.accessKeyId === AccessKeyId)).toMatchObject({
      madeBy: 'latchkey',
      state: 'active',
      ageDays: 0,
      // Latchkey has verified the key.
      lastUsed: { service: 'sts', region: 'us-east-1' },
    });
  },
);

test('a key of which Latchkey knew before the first claim is shown, and is no difference', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, {}, { prefer: 'respond-async' })).body;
  await testStack.run(testStack.deps().clock.sleep(1));
  expect((await testStack.provision(id)).body.status).toBe('ready');
  const { AccessKey } = await testStack.root(tenant).createAccessKey({ UserName: 'tutum' });
  await testStack.claim(id);
  const health = await healthOf(testStack, id);
  expect(driftOf(health)).toEqual([]);
  expect(health.keys.map(({ madeBy }) => madeBy).toSorted()).toEqual(['latchkey', 'other']);
  expect(health.keys.map(({ accessKeyId }) => accessKeyId)).toContain(AccessKey?.AccessKeyId);
});

test('a look makes no call but AssumeRole, Get and List, and the trust policy is tried only with trust=probe', async () => {
  const { id } = await claimedOn(testStack, 'koding');
  const looked = async (query: string) => {
    await testStack.sandbox('DELETE', 'calls');
    const health = await healthOf(testStack, id, query);
    const { calls } = callsSchema.parse(await testStack.sandbox('GET', 'calls'));
    const operations = calls.map(({ operation }) => operation).filter((each) => /^(iam|sts):/.test(each));
    return { health, operations };
  };
  const { operations } = await looked('');
  expect(operations.filter((each) => !/^(sts:AssumeRole|iam:(Get|List)\w+)$/.test(each))).toEqual([]);
  expect(operations.filter((each) => each === 'sts:AssumeRole')).toHaveLength(1);
  const probed = await looked('?trust=probe');
  expect(probed.operations.filter((each) => each === 'sts:AssumeRole')).toHaveLength(3);
  const trustIn = ({ items }: Health) => items.find(({ kind }) => kind === 'trust');
  expect(trustIn(probed.health)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('new') });
  await testStack.run(testStack.deps().clock.sleep(3 * 60_000));
  const closed = trustIn((await looked('?trust=probe')).health);
  expect(closed).toMatchObject({ state: 'as_planned', checkedAt: expect.any(String) });
  // A later look shows the result with its time, and does not try again.
  await testStack.run(testStack.deps().clock.sleep(60_000));
  const after = await looked('');
  expect(trustIn(after.health)).toEqual(closed);
  expect(after.operations.filter((each) => each === 'sts:AssumeRole')).toHaveLength(1);
});

test('a trust policy that no longer requires the external ID is named, without the external ID', async () => {
  const { id, tenant } = await claimedOn(testStack, 'tutum');
  await testStack.run(testStack.deps().clock.sleep(3 * 60_000));
  await testStack.openTrust(tenant, ({ Condition: _, ...statement }) => statement);
  const answer = await testStack.request('GET', `/v1/onboardings/${id}/health?trust=probe`);
  const health = healthSchema.parse(JSON.parse(answer.text));
  expect(driftOf(health)).toEqual(['trust changed: none']);
  expect(answer.text).not.toContain('external-id-');
});

test('live=false returns the result of the last look without a call, and null before the first', async () => {
  const { id, tenant } = await claimedOn(testStack, 'tutum');
  await testStack.sandbox('DELETE', 'calls');
  expect(await healthOf(testStack, id, '?live=false')).toMatchObject({ checkedAt: null, result: null, items: [] });
  expect(await testStack.calls(tenant)).toEqual([]);
  const live = await healthOf(testStack, id);
  await testStack.run(testStack.deps().clock.sleep(60_000));
  expect(await healthOf(testStack, id, '?live=false')).toEqual({ ...live, live: false });
});

test.each(['?live=no', '?trust=yes', '?live=false&trust=probe'])('%s is 400', async (query) => {
  const { id } = await claimedOn(testStack, 'tutum');
  expect((await testStack.request('GET', `/v1/onboardings/${id}/health${query}`)).status).toBe(400);
});

test('there is nothing to compare before the keys can be claimed and after the end, and 409 says so', async () => {
  const { body } = await testStack.create(testStack.nextTenant());
  const { id } = await claimedOn(testStack, 'tutum');
  await testStack.offboard(id);
  for (const each of [body.id, id]) {
    const { status, body: problem } = await testStack.request('GET', `/v1/onboardings/${each}/health`);
    expect([status, problem]).toMatchObject([409, { type: 'urn:latchkey:problem:wrong-state' }]);
    expect((await healthOf(testStack, each, '?live=false')).live).toBe(false);
  }
});

test('a stack of an earlier version, which lacks a permission, makes the item unknown, and is no drift', async () => {
  const { id, tenant, iam } = await claimedOn(testStack, 'tutum');
  const RoleName = roleNameOf(tenant);
  const { PolicyNames: [PolicyName] = [] } = await iam.listRolePolicies({ RoleName });
  const { PolicyDocument = '' } = await iam.getRolePolicy({ RoleName, PolicyName });
  const older = decodeURIComponent(PolicyDocument).replace(
    /"iam:GetPolicy","iam:GetPolicyVersion"\](,"Resource":"[^"]*boundary)/,
    '"iam:GetPolicy"]$1',
  );
  expect(older).not.toBe(decodeURIComponent(PolicyDocument));
  await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument: older });
  await testStack.run(testStack.deps().clock.sleep(3 * 60_000));
  const health = await healthOf(testStack, id);
  expect([driftOf(health), health.result]).toEqual([[], 'incomplete']);
  expect(health.items.filter(({ state }) => state === 'unknown')).toMatchObject([
    { kind: 'boundary-document', reason: expect.stringMatching(/iam:GetPolicyVersion.*update it/) },
  ]);
});

test('if IAM throttles a call until the time is over, the item is unknown, and no drift is named', async () => {
  const { id } = await claimedOn(testStack, 'tutum');
  await testStack.fault({ operation: 'iam:ListAttachedUserPolicies', kind: 'throttle' });
  const health = await healthOf(testStack, id);
  expect([driftOf(health), health.result]).toEqual([[], 'incomplete']);
  expect(health.items.find(({ kind }) => kind === 'attachments')).toMatchObject({
    state: 'unknown',
    reason: expect.stringContaining('Throttling'),
  });
});

test.each(['', '?live=false', '?trust=probe'])(
  'for a token of other tenants, GET health%s of an onboarding is the 404 of one that does not exist, and nothing is read of its account',
  async (query) => {
    const { id, tenant } = await claimedOn(testStack, 'tutum');
    await testStack.sandbox('DELETE', 'calls');
    const ask = (onboarding: string) =>
      testStack.request('GET', `/v1/onboardings/${onboarding}/health${query}`, undefined, asOthers);
    const [theirs, none] = [await ask(id), await ask(absentId)];
    const texts = [theirs, none].map(({ status, text }) => [status, text.replace(/"requestId":"[^"]*"/, '')]);
    expect(texts[0]).toEqual([404, expect.stringContaining('urn:latchkey:problem:not-found')]);
    expect(texts[0]).toEqual(texts[1]);
    expect(await testStack.calls(tenant)).toEqual([]);
    expect((await testStack.read(id)).health).toBeUndefined();
  },
);

test('differences that are too many for an item of the table are left out, and the look is stored', async () => {
  const tenant = await tenantFor(testStack, 'cycle');
  const tags = Array.from({ length: 40 }, (_, n) => ({
    key: `${String(n)}-`.padEnd(120, 'k'),
    value: 'é'.repeat(240),
  }));
  const userNames = Array.from({ length: 10 }, (_, n) => `user${String(n)}`);
  const { body } = await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames }, tags });
  const TagKeys = tags.map(({ key }) => key);
  for (const UserName of userNames) await testStack.root(tenant).untagUser({ UserName, TagKeys });
  const health = await healthOf(testStack, body.id);
  const ofTags = health.items.filter(({ kind, state }) => kind === 'tags' && state === 'drifted');
  expect(ofTags).toHaveLength(10);
  expect(ofTags.every(({ differences = [] }) => differences.length > 0)).toBe(true);
  expect(ofTags.at(-1)?.reason).toContain('more differences are not listed here');
  expect(await healthOf(testStack, body.id, '?live=false')).toEqual({ ...health, live: false });
});
