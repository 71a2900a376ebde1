import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { later, longTimes, startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';
import { roleNameOf } from '../support/tenantNames.ts';

let testStack: TestStack;
beforeAll(async () => {
  // The longest of these trails takes DynamoDB's stand-in a while.
  testStack = await startTestStack({ environment: longTimes });
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
const entriesOf = async (id: string) =>
  (await eventsOf(id)).map(({ caller, action, outcome }) => `${caller} ${action} ${outcome}`);

test('the events of an onboarding list the caller, the action and the outcome of every change', async () => {
  const tenant = testStack.nextTenant();
  const { id } = (await testStack.create(tenant)).body;
  await testStack.launch(tenant);
  await testStack.provision(id);
  await testStack.claim(id);
  await testStack.offboard(id);
  expect(await entriesOf(id)).toEqual([
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
  // The events of one request have the same request ID.
  expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(4);
});

test('events of the worker name the worker as their caller; reads and refused requests are not recorded', async () => {
  const { id } = (await testStack.create(await testStack.newTenant(), {}, later)).body;
  await testStack.until(id, 'ready');
  await testStack.claim(id);
  await testStack.claim(id);
  await testStack.get(id);
  expect(await entriesOf(id)).toEqual([
    'local create provisioning',
    'worker work provisioning',
    'worker work ready',
    'local claim claiming',
    'local claim claimed',
  ]);
});

test('the event of a failure has its problem type and the request ID that the caller received', async () => {
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

test('GET events returns all events in order, even if the record can hold only the last 20', async () => {
  const { id } = (await testStack.create(testStack.nextTenant())).body;
  const expected = ['local create provisioning', 'local create awaiting_access'];
  for (let round = 0; round < 6; round += 1) {
    await testStack.request('POST', `/v1/onboardings/${id}/link`);
    await testStack.request('DELETE', `/v1/onboardings/${id}/link`);
    await testStack.provision(id);
    expected.push('local link awaiting_access', 'local revoke-link awaiting_access');
    expected.push('local provision provisioning', 'local provision awaiting_access');
  }
  expect(await entriesOf(id)).toEqual(expected);
  const { audit } = await testStack.read(id);
  expect(audit.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, index) => index + expected.length - 19));
  const overflow = (await testStack.items()).filter(
    ({ pk, sk }) => pk === `onboarding#${id}` && String(sk).startsWith('audit#'),
  );
  expect(overflow).toHaveLength(expected.length - 20);
});

test('GET events returns all events, even if they take more than one page of a DynamoDB query', async () => {
  const { id } = (await testStack.create(testStack.nextTenant())).body;
  const before = await entriesOf(id);
  // A DynamoDB query returns at most 1 MB; 30 × 40 KB are more.
  for (let n = 1; n <= 30; n += 1) {
    const sk = `audit#${String(n).padStart(9, '0')}`;
    const entry = { n, at: 1, by: 'vendor', action: 'work', outcome: 'ready', requestId: 'r'.repeat(40_000) };
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
  expect(await entriesOf(id)).toEqual([...Array.from({ length: 30 }, () => 'vendor work ready'), ...before]);
});

test('Latchkey makes every IAM call in the tenant’s account in a role session named after the onboarding', async () => {
  const tenant: Tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await testStack.offboard(id);
  const iamCalls = (await testStack.calls(tenant)).filter(({ operation }) => operation.startsWith('iam:'));
  expect(iamCalls.length).toBeGreaterThan(5);
  const role = `arn:aws:sts::${tenant.accountId}:assumed-role/${roleNameOf(tenant)}`;
  expect(new Set(iamCalls.map(({ principal }) => principal))).toEqual(new Set([`${role}/${id}`]));
});
