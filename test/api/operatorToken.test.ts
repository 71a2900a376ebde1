import { routeNames } from '../../lib/http/contract.ts';
import { mayCall, routes } from '../../lib/http/routes.ts';
import { pathOf } from '../support/routePath.ts';
import { later } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => {
  testStack.close();
});

const asOperator = { authorization: 'Bearer local-operator-token' };

const forbidden = [
  'createOnboarding',
  'claimCredentials',
  'retireKey',
  'updateOnboarding',
  'createLink',
  'shareLink',
  'tenantAccess',
  'retireAccess',
  'changeExternalId',
  'eraseTenant',
  'testWebhook',
];

test('an operator’s token creates, claims and retires no key, updates nothing and changes no access: these routes refuse it', () => {
  expect(routeNames.filter((name) => !mayCall(routes[name], 'operator'))).toEqual(forbidden);
});

test.each(routeNames.filter((name) => routes[name].callers !== 'anybody').map((name) => ({ name })))(
  '$name admits an operator’s token only if the table of routes says so; a refused call changes nothing',
  async ({ name }) => {
    const tenant = testStack.nextTenant();
    const { id } = (await testStack.create(tenant)).body;
    const before = await testStack.items();
    const path = pathOf(routes[name], { id, ...tenant });
    const { status, body } = await testStack.request(routes[name].method, path, undefined, asOperator);
    const isRefused = !mayCall(routes[name], 'operator');
    expect([status === 401, /needs (the back end's|a link) token/.test(body.detail)]).toEqual([isRefused, isRefused]);
    if (isRefused) expect(await testStack.items()).toEqual(before);
  },
);

test('an operator reads, retries and offboards an onboarding of the back end, and the audit trail names the operator', async () => {
  const tenant = testStack.nextTenant();
  const { id } = (await testStack.create(tenant, {}, later)).body;
  await testStack.provision(id);
  await testStack.launch(tenant);
  expect((await testStack.provision(id, asOperator)).body.status).toBe('ready');
  const claimed = await testStack.claim(id, asOperator);
  expect([claimed.status, claimed.body.credentials]).toEqual([401, undefined]);
  expect((await testStack.get(id)).body.status).toBe('ready');
  expect((await testStack.offboard(id, asOperator)).body.status).toBe('offboarded');
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`, undefined, asOperator);
  expect(text).toContain('"caller":"local-operator","action":"provision","outcome":"ready"');
  expect(text).toContain('"caller":"local-operator","action":"offboard","outcome":"offboarded"');
});
