import * as z from 'zod';
import { asIs, asOperator, keyed } from '../support/operator.ts';
import { inventory, keyOf, later } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0 });
});
afterEach(async () => {
  for (const { scope } of (await stops()).stops) await allow(scope);
});
afterAll(() => {
  testStack.close();
});

const reason = 'We are looking into a report.';
const stop = (scope: string, why = reason, as = asOperator) =>
  testStack.request('POST', `/v1/stops/${scope}`, { reason: why }, as);
const allow = (scope: string, as = asOperator) => testStack.request('DELETE', `/v1/stops/${scope}`, undefined, as);
const listSchema = z.object({
  stops: z.array(z.object({ scope: z.string(), reason: z.string(), caller: z.string(), since: z.string() })),
  actions: z.array(z.looseObject({ action: z.string(), scope: z.string().optional(), caller: z.string() })),
});
const stops = async (as = asOperator) =>
  listSchema.parse(JSON.parse((await testStack.request('GET', '/v1/stops', undefined, as)).text));
const link = (id: string) => testStack.request('POST', `/v1/onboardings/${id}/link`);
const readyOne = async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, {}, later)).body;
  await testStack.until(id, 'ready');
  return { tenant, id };
};

const refused = { status: 503, type: 'urn:latchkey:problem:stopped', retryable: true };

test.each<[string, (tenantId: string) => string]>([
  ['all requests', () => 'all'],
  ['one tenant', (tenantId) => `tenant:${tenantId}`],
  ['one blueprint', () => 'blueprint:tutum'],
])(
  'a stop of %s refuses create, provision, claim and link with its reason, changes nothing, and offboarding continues',
  async (_, scopeOf) => {
    const waiting = testStack.nextTenant();
    const waitingId = (await testStack.create(waiting)).body.id;
    const { tenant, id } = await readyOne();
    const failed = await testStack.newTenant();
    await testStack.root(failed).createUser({ UserName: 'tutum' });
    const failedId = (await testStack.create(failed)).body.onboarding ?? '';
    expect((await testStack.get(failedId)).body.status).toBe('failed');
    const scopes = [...new Set([tenant, waiting, failed].map(({ tenantId }) => scopeOf(tenantId)))];
    for (const scope of scopes) expect((await stop(scope)).status).toBe(200);

    const before = await testStack.items();
    const second = { parameters: { userName: 'second', policyName: 'second-policy' } };
    for (const answer of [
      await testStack.create(tenant, second),
      await testStack.create(tenant, second, later),
      await testStack.provision(waitingId),
      await testStack.provision(failedId),
      await testStack.claim(id),
      await link(id),
    ]) {
      expect({ ...answer.body, status: answer.status }).toMatchObject(refused);
      expect(answer.body.detail).toContain(reason);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(asIs(await testStack.items())).toEqual(asIs(before));

    expect((await testStack.get(id)).status).toBe(200);
    expect((await testStack.offboard(waitingId)).body.status).toBe('offboarded');
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
    for (const scope of scopes) expect((await allow(scope)).status).toBe(204);
    expect(keyOf(await testStack.create(tenant))).toBeDefined();
  },
);

test('a stop of one tenant or another blueprint does not concern the others', async () => {
  await stop('tenant:somebody-else');
  await stop('blueprint:koding');
  expect((await testStack.create(await testStack.newTenant())).status).toBe(201);
});

test('a create that a stop refused can be sent again with its Idempotency-Key; a replay is answered while stopped', async () => {
  const tenant = await testStack.newTenant();
  await stop('all');
  expect((await testStack.create(tenant, {}, keyed('one'))).status).toBe(503);
  await allow('all');
  const { body } = await testStack.create(tenant, {}, keyed('one'));
  await stop('all');
  const replayed = await testStack.create(tenant, {}, keyed('one'));
  expect([replayed.status < 300, replayed.body.id, replayed.body.credentials]).toEqual([true, body.id, null]);
});

test('a create that has begun before the stop ends with keys that its caller has, and no others', async () => {
  const tenant = await testStack.newTenant();
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 700, times: 1 });
  const creating = testStack.create(tenant);
  await testStack.untilCalled(tenant, 'iam:CreatePolicy');
  await stop('all');
  const { accessKeyId } = keyOf(await creating);
  expect((await inventory(testStack, tenant)).users.map(({ keys }) => keys)).toEqual([[accessKeyId]]);
});

test('a provisioning that is queued continues up to ready, without keys, and a rollback ends in failed', async () => {
  const tenant = await testStack.newTenant();
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 700, times: 1 });
  const { id } = (await testStack.create(tenant, {}, later)).body;
  await stop('all');
  await testStack.until(id, 'ready');
  expect((await inventory(testStack, tenant)).users.map(({ keys }) => keys)).toEqual([[]]);
  expect((await testStack.claim(id)).status).toBe(503);

  await allow('all');
  const other = await testStack.newTenant();
  await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'answer', status: 409, code: 'LimitExceeded' });
  await testStack.fault({ operation: 'iam:DeleteUser', kind: 'delay', ms: 700, times: 1 });
  const failing = (await testStack.create(other, {}, later)).body.id;
  await testStack.untilCalled(other, 'iam:CreateUser');
  await stop('all');
  await testStack.until(failing, 'failed');
  await testStack.clearFaults();
  expect(await inventory(testStack, other)).toEqual({ users: [], policies: [] });
});

test('who stopped and allowed what is on record, once for each change, and also if the requests came at the same time', async () => {
  const { actions: before } = await stops();
  await Promise.all(['tenant:a', 'tenant:b', 'tenant:c', 'tenant:a'].map((scope) => stop(scope)));
  await stop('tenant:a');
  await stop('tenant:a', 'Another reason.');
  await Promise.all([allow('tenant:b'), allow('tenant:b')]);
  const { stops: standing, actions } = await stops();
  expect(standing.map(({ scope, reason: why, caller }) => [scope, why, caller]).toSorted()).toEqual([
    ['tenant:a', 'Another reason.', 'local-operator'],
    ['tenant:c', reason, 'local-operator'],
  ]);
  const made = actions
    .slice(0, actions.length - before.length)
    .map(({ action, scope }) => `${action} ${String(scope)}`);
  expect(made.toSorted()).toEqual([
    'allow tenant:b',
    'stop tenant:a',
    'stop tenant:a',
    'stop tenant:b',
    'stop tenant:c',
  ]);
  for (let round = 0; round < 4; round += 1)
    for (const scope of ['x', 'y']) await stop(`tenant:${scope}`, String(round));
  const all = await stops();
  expect(all.actions).toHaveLength(actions.length + 8);
  expect(new Set(all.actions.map(({ requestId }) => requestId)).size).toBe(all.actions.length);
  expect(all.actions.slice(8)).toEqual(actions);
});

test('only an operator can stop, and a scope that is unknown or misspelt stops nothing', async () => {
  expect((await stop('all', reason, {})).status).toBe(401);
  expect((await stop('blueprint:tutmu')).body.type).toBe('urn:latchkey:problem:unknown-blueprint');
  for (const scope of ['everything', 'tenant:', 'tenant:%20', 'all:', 'blueprint:a b']) {
    const { status, body } = await stop(scope);
    expect([scope, status, body.detail]).toEqual([
      scope,
      422,
      expect.stringMatching(/^Nothing was changed\. The scope/),
    ]);
  }
  for (const why of ['', ' \n', 'x'.repeat(201)]) expect((await stop('all', why)).status).toBe(422);
  expect((await stops({})).stops).toEqual([]);
});
