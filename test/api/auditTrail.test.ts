import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { later, startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

const schema = z.strictObject({
  events: z.array(
    z.strictObject({
      time: z.iso.datetime(),
      caller: z.string(),
      action: z.string(),
      outcome: z.string(),
      problem: z.string().optional(),
      requestId: z.string().min(1),
    }),
  ),
});
const eventsOf = async (id: string) =>
  schema.parse(JSON.parse((await testStack.request('GET', `/v1/onboardings/${id}/events`)).text)).events;
const told = async (id: string) =>
  (await eventsOf(id)).map(({ caller, action, outcome }) => `${caller} ${action} ${outcome}`);

test('an onboarding’s whole life stands in its events: who asked, for what, and what came of it', async () => {
  const tenant = testStack.nextTenant();
  const { id } = (await testStack.create(tenant)).body;
  await testStack.launch(tenant);
  await testStack.provision(id);
  await testStack.claim(id);
  await testStack.offboard(id);
  expect(await told(id)).toEqual([
    'local create provisioning',
    'local create awaiting_access',
    'local provision provisioning',
    'local provision ready',
    'local claim claiming',
    'local claim claimed',
    'local offboard offboarding',
    'local offboard offboarded',
  ]);
  const events = await eventsOf(id);
  expect(events[1]?.problem).toBe('urn:latchkey:problem:role-not-usable');
  const times = events.map(({ time }) => time);
  expect(times).toEqual(times.toSorted());
  // One request, one ID.
  expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(4);
});

test('what the worker does is the worker’s; what only reads, or was refused, is no event', async () => {
  const { id } = (await testStack.create(await testStack.newTenant(), {}, later)).body;
  await testStack.until(id, 'ready');
  await testStack.claim(id);
  await testStack.claim(id);
  await testStack.get(id);
  expect(await told(id)).toEqual([
    'local create provisioning',
    'worker work provisioning',
    'worker work ready',
    'local claim claiming',
    'local claim claimed',
  ]);
});

test('a failure stands there with its problem, under the request ID that its caller got', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const { body } = await testStack.create(tenant);
  const last = (await eventsOf(body.onboarding ?? '')).at(-1);
  expect(last).toMatchObject({
    caller: 'local',
    action: 'create',
    outcome: 'failed',
    problem: 'urn:latchkey:problem:foreign-resource',
    requestId: body['requestId'],
  });
});

test('more than the record has room for comes back whole and in order', async () => {
  const { id } = (await testStack.create(testStack.nextTenant())).body;
  const expected = ['local create provisioning', 'local create awaiting_access'];
  for (let round = 0; round < 6; round += 1) {
    await testStack.request('POST', `/v1/onboardings/${id}/link`);
    await testStack.request('DELETE', `/v1/onboardings/${id}/link`);
    await testStack.provision(id);
    expected.push('local link awaiting_access', 'local revoke-link awaiting_access');
    expected.push('local provision provisioning', 'local provision awaiting_access');
  }
  expect(await told(id)).toEqual(expected);
  const { audit } = await testStack.read(id);
  expect(audit.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, index) => index + expected.length - 19));
  const old = (await testStack.items()).filter(
    ({ pk, sk }) => pk === `onboarding#${id}` && String(sk).startsWith('audit#'),
  );
  expect(old).toHaveLength(expected.length - 20);
});

test('more than DynamoDB gives in one answer comes back whole as well', async () => {
  const { id } = (await testStack.create(testStack.nextTenant())).body;
  const before = await told(id);
  // 30 × 40 KB are more than its 1 MB.
  for (let n = 1; n <= 30; n += 1) {
    const sk = `audit#${String(n).padStart(9, '0')}`;
    const entry = { n, at: 1, by: 'vendor', action: 'look', outcome: 'ready', requestId: 'r'.repeat(40_000) };
    await testStack.table.send(
      new PutCommand({ TableName: 'latchkey-state', Item: { pk: `onboarding#${id}`, sk, ...entry } }),
    );
  }
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET audit[0].n = :first, audit[1].n = :second',
      ExpressionAttributeValues: { ':first': 31, ':second': 32 },
    }),
  );
  expect(await told(id)).toEqual([...Array.from({ length: 30 }, () => 'vendor look ready'), ...before]);
});

test('every call in the tenant’s account is made by a session named after the onboarding', async () => {
  const tenant: Tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await testStack.offboard(id);
  const sessions = (await testStack.calls(tenant)).filter(({ operation }) => operation.startsWith('iam:'));
  expect(sessions.length).toBeGreaterThan(5);
  const role = `arn:aws:sts::${tenant.accountId}:assumed-role/latchkey-bootstrap-tutum`;
  expect(new Set(sessions.map(({ principal }) => principal))).toEqual(new Set([`${role}/${id}`]));
});
