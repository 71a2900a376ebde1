import { catalog } from '../../catalog/index.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { inventory, keyOf } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { planned } from '../support/madeUser.ts';
import { mayOf, tenantFor, whoAre } from '../support/onboarded.ts';
import { iamPathOf } from '../support/tenantNames.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const ten = Array.from({ length: 10 }, (_, index) => `cycle-${String(index)}`);

describe('Cycle', () => {
  test.each([[ten.slice(0, 1)], [ten]])(
    'the users %j each get a working key, access to EC2, and no password',
    async (userNames) => {
      const tenant = await tenantFor(testStack, 'cycle');
      const answer = await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames } });
      expect([answer.status, answer.body.status]).toEqual([201, 'claimed']);
      expect(answer.body.credentials?.map(({ userName }) => userName)).toEqual(userNames);
      const path = iamPathOf(tenant, answer.body.id, 'cycle');
      expect(await whoAre(testStack, answer)).toEqual(
        userNames.map((name) => `arn:aws:iam::${tenant.accountId}:user${path}${name}`),
      );
      const { users } = await inventory(testStack, tenant);
      expect(users).toHaveLength(userNames.length);
      for (const user of users) expect(user).toMatchObject({ path, policies: ['AmazonEC2FullAccess'] });
      for (const UserName of userNames) {
        await expect(testStack.root(tenant).getLoginProfile({ UserName })).rejects.toThrow(/Login Profile/i);
      }
      expect(await mayOf(testStack, tenant, answer, 'ec2:RunInstances', 's3:ListAllMyBuckets')).toEqual({
        'ec2:RunInstances': true,
        's3:ListAllMyBuckets': false,
      });
    },
  );

  test('for ten users, at most ten calls are in flight, and all keys are created before any policy is attached', async () => {
    const tenant = await tenantFor(testStack, 'cycle');
    const delayMs = 1000;
    await testStack.fault({ operation: 'iam:*', kind: 'delay', ms: delayMs });
    const answer = await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames: ten } });
    expect(answer.status).toBe(201);
    const steps = new Set(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:AttachUserPolicy']);
    const calls = (await testStack.calls(tenant))
      .filter(({ operation }) => steps.has(operation))
      .map(({ operation, at }) => ({ operation, at: Date.parse(at) }));
    expect(calls).toHaveLength(30);
    // Each call takes at least delayMs, so two calls that arrive within delayMs are in flight at the same time.
    const inFlight = calls.map(
      ({ at }) => calls.filter((other) => other.at >= at && other.at < at + delayMs - 5).length,
    );
    expect(Math.max(...inFlight)).toBe(10);
    const order = calls.map(({ operation }) => operation);
    expect(order.lastIndexOf('iam:CreateAccessKey')).toBeLessThan(order.indexOf('iam:AttachUserPolicy'));
  });

  test('if one of ten user names is taken, all users are removed again', async () => {
    const tenant = await tenantFor(testStack, 'cycle');
    await testStack.root(tenant).createUser({ UserName: 'CYCLE-7' });
    const { status, body } = await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames: ten } });
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:foreign-resource']);
    expect(body.errors[0]).toMatchObject({ pointer: '/parameters/userNames' });
    expect(body.detail).toContain('cycle-7');
    expect((await inventory(testStack, tenant)).users.map(({ name }) => name)).toEqual(['CYCLE-7']);
  });
});

describe('Humalect', () => {
  test('the user has the policy of the guide, with the ID of the tenant’s account filled in', async () => {
    const tenant = await tenantFor(testStack, 'humalect');
    const answer = await testStack.create(tenant, { blueprint: 'humalect' });
    expect([answer.status, await whoAre(testStack, answer)]).toEqual([201, [keyOf(answer).userArn]]);
    expect(await inventory(testStack, tenant)).toMatchObject({
      users: [{ name: 'humalect-user', policies: ['humalect-policy'] }],
      policies: ['humalect-policy'],
    });
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy${iamPathOf(tenant, answer.body.id, 'humalect')}humalect-policy`;
    const { PolicyVersion } = await testStack.root(tenant).getPolicyVersion({ PolicyArn, VersionId: 'v1' });
    expect(decodeURIComponent(PolicyVersion?.Document ?? '').split(tenant.accountId)).toHaveLength(8);
    expect(await mayOf(testStack, tenant, answer, 'eks:CreateCluster', 'iam:CreateUser')).toEqual({
      'eks:CreateCluster': true,
      'iam:CreateUser': false,
    });
  });
});

describe('Serverless Framework', () => {
  test.each([
    { permissions: 'admin', attached: ['AdministratorAccess'], own: [], createsUsers: true },
    { permissions: 'deploy', attached: ['serverless-deploy'], own: ['serverless-deploy'], createsUsers: false },
  ])('with $permissions the user has $attached', async ({ permissions, attached, own, createsUsers }) => {
    const tenant = await tenantFor(testStack, 'serverless', { permissions });
    const parameters = { permissions, profile: 'devProfile', stage: 'prod' };
    const answer = await testStack.create(tenant, { blueprint: 'serverless', parameters });
    expect([answer.status, await whoAre(testStack, answer)]).toEqual([201, [keyOf(answer).userArn]]);
    expect(await inventory(testStack, tenant)).toMatchObject({
      users: [{ name: 'serverless-admin', policies: attached }],
      policies: own,
    });
    expect(await mayOf(testStack, tenant, answer, 'cloudformation:ValidateTemplate', 'iam:CreateUser')).toEqual({
      'cloudformation:ValidateTemplate': true,
      'iam:CreateUser': createsUsers,
    });
  });

  test('a stack for deploy does not cover an admin onboarding; a stack for admin covers a deploy onboarding', async () => {
    const narrow = await tenantFor(testStack, 'serverless', { permissions: 'deploy' });
    const refused = await testStack.create(narrow, { blueprint: 'serverless' });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
    const wide = await tenantFor(testStack, 'serverless');
    const parameters = { permissions: 'deploy' };
    expect((await testStack.create(wide, { blueprint: 'serverless', parameters })).status).toBe(201);
  });
});

test.each([
  { blueprint: 'koding', parameters: { userName: 'vendor.user', groupName: 'vendor.group' } },
  { blueprint: 'humalect', parameters: { userName: 'vendor.user', policyName: 'vendor.policy' } },
  {
    blueprint: 'serverless',
    parameters: { permissions: 'deploy', userName: 'vendor.user', policyName: 'vendor.policy' },
  },
])('$blueprint creates its resources with the names of the request: $parameters', async ({ blueprint, parameters }) => {
  const tenant = await tenantFor(testStack, blueprint);
  const answer = await testStack.create(tenant, { blueprint, parameters });
  const names = answer.body.receipt?.resources.map(({ arn }) => arn.split('/').at(-1)) ?? [];
  const { userName, groupName, policyName }: Readonly<Record<string, string>> = parameters;
  expect(names).toEqual(expect.arrayContaining([userName, groupName ?? policyName]));
  expect(await whoAre(testStack, answer)).toEqual([expect.stringMatching(/\/vendor\.user$/)]);
});

test('a tenant with all stacks can onboard all blueprints concurrently', async () => {
  const tenant = testStack.nextTenant();
  const requests = catalog.map((blueprint) => ({ blueprint, parameters: requiredParameters(blueprint, 10) }));
  for (const { blueprint, parameters } of requests) await testStack.launch(tenant, parameters, blueprint.name);
  const answers = await Promise.all(
    requests.map(({ blueprint: { name }, parameters }) => testStack.create(tenant, { blueprint: name, parameters })),
  );
  expect(answers.map(({ status }) => status)).toEqual(catalog.map(() => 201));
  const users = await Promise.all(answers.map((answer) => whoAre(testStack, answer)));
  expect(users.map(({ length }) => length)).toEqual(
    requests.map(({ blueprint, parameters }) => planned(blueprint, parameters).plan.userNames.length),
  );
});
