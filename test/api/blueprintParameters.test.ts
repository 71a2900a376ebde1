import { catalog } from '../../catalog/index.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

const eleven = Array.from({ length: 11 }, (_, index) => `user-${String(index)}`);

test.each([
  { blueprint: 'cycle', parameters: {}, wrong: 'userNames', says: /list of 1 to 10 user names/ },
  { blueprint: 'cycle', parameters: { userNames: [] }, wrong: 'userNames', says: /list of 1 to 10 user names/ },
  { blueprint: 'cycle', parameters: { userNames: eleven }, wrong: 'userNames', says: /list of 1 to 10 user names/ },
  { blueprint: 'cycle', parameters: { userNames: 'ada' }, wrong: 'userNames', says: /list of 1 to 10 user names/ },
  { blueprint: 'cycle', parameters: { userNames: ['ada', 'Ada'] }, wrong: 'userNames/1', says: /repeats the name Ada/ },
  {
    blueprint: 'cycle',
    parameters: { userNames: ['ada,bob'] },
    wrong: 'userNames/0',
    says: /no comma, space or slash/,
  },
  {
    blueprint: 'cycle',
    parameters: { userNames: ['ada bob'] },
    wrong: 'userNames/0',
    says: /no comma, space or slash/,
  },
  {
    blueprint: 'cycle',
    parameters: { userNames: ['bob', 'ada/bob'] },
    wrong: 'userNames/1',
    says: /no comma, space or slash/,
  },
  { blueprint: 'cycle', parameters: { userNames: ['u'.repeat(65)] }, wrong: 'userNames/0', says: /1 to 64/ },
  {
    blueprint: 'cycle',
    parameters: { userNames: ['ada'], route53: true },
    wrong: 'route53',
    says: /of cycle, which has userNames\.$/,
  },
  {
    blueprint: 'koding',
    parameters: { userNames: ['ada'] },
    wrong: 'userNames',
    says: /which has route53, userName/,
  },
  { blueprint: 'koding', parameters: { route53: 'true' }, wrong: 'route53', says: /true or false/ },
  { blueprint: 'koding', parameters: { groupName: 'g'.repeat(129) }, wrong: 'groupName', says: /1 to 128/ },
  { blueprint: 'koding', parameters: { groupName: 'a/b' }, wrong: 'groupName', says: /no comma, space or slash/ },
  { blueprint: 'koding', parameters: { userName: '' }, wrong: 'userName', says: /1 to 64/ },
  {
    blueprint: 'humalect',
    parameters: { permissions: 'admin' },
    wrong: 'permissions',
    says: /which has userName/,
  },
  { blueprint: 'humalect', parameters: { policyName: 'p'.repeat(129) }, wrong: 'policyName', says: /1 to 128/ },
  { blueprint: 'humalect', parameters: { userName: 'a,b' }, wrong: 'userName', says: /no comma, space or slash/ },
  { blueprint: 'serverless', parameters: { permissions: 'Admin' }, wrong: 'permissions', says: /admin, deploy/ },
  {
    blueprint: 'serverless',
    parameters: { region: 'us-west-2' },
    wrong: 'region',
    says: /which has permissions/,
  },
  { blueprint: 'serverless', parameters: { profile: 'a]b' }, wrong: 'profile', says: /letters, digits/ },
  { blueprint: 'serverless', parameters: { stage: '' }, wrong: 'stage', says: /letters, digits/ },
  { blueprint: 'tutum', parameters: { region: 'cn-north-1' }, wrong: 'region', says: /partition aws/ },
  { blueprint: 'tutum', parameters: { region: 'us-gov-west-1' }, wrong: 'region', says: /partition aws/ },
  { blueprint: 'tutum', parameters: { region: 'mars-north-1' }, wrong: 'region', says: /partition aws/ },
  {
    blueprint: 'tutum',
    parameters: { groupName: 'Developers' },
    wrong: 'groupName',
    says: /which has region/,
  },
])('$blueprint with $parameters is 422 at $wrong, and nothing is created', async (bad) => {
  const { blueprint, parameters, wrong, says } = bad;
  const tenant = testStack.nextTenant();
  const before = (await testStack.items()).length;
  const { status, headers, body } = await testStack.create(tenant, { blueprint, parameters });
  expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
  expect(body.errors).toEqual([{ pointer: `/parameters/${wrong}`, detail: expect.stringMatching(says) }]);
  expect(await testStack.calls(tenant)).toEqual([]);
  expect((await testStack.items()).length).toBe(before);
});

test('an unknown blueprint is 422, and the answer names the known blueprints', async () => {
  const { status, body } = await testStack.create(testStack.nextTenant(), { blueprint: 'docker' });
  expect([status, body.errors]).toEqual([
    422,
    [{ pointer: '/blueprint', detail: expect.stringContaining(catalog.map(({ name }) => name).join(', ')) }],
  ]);
});
