import { inventory, keyOf } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { groupsOf, mayOf, tenantFor, whoAre } from '../support/onboarded.ts';
import { iamPathOf, roleNameOf } from '../support/tenantNames.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

describe('Koding', () => {
  test.each([
    { route53: false, policies: ['AmazonEC2FullAccess', 'IAMReadOnlyAccess'] },
    {
      route53: true,
      policies: [
        'AmazonEC2FullAccess',
        'IAMReadOnlyAccess',
        'AmazonRoute53FullAccess',
        'AmazonRoute53DomainsFullAccess',
      ],
    },
  ])(
    'with route53 $route53, the user is in its own group with the policies $policies',
    async ({ route53, policies }) => {
      const tenant = await tenantFor(testStack, 'koding', { route53 });
      const answer = await testStack.create(tenant, { blueprint: 'koding', parameters: { route53 } });
      expect([answer.status, answer.body.status]).toEqual([201, 'claimed']);
      const path = iamPathOf(tenant, answer.body.id, 'koding');
      expect(await whoAre(testStack, answer)).toEqual([`arn:aws:iam::${tenant.accountId}:user${path}koding-user`]);
      expect(await groupsOf(testStack, tenant)).toEqual([
        { name: 'Developers', path, members: ['koding-user'], policies: expect.arrayContaining(policies) },
      ]);
      expect((await groupsOf(testStack, tenant))[0]?.policies).toHaveLength(policies.length);
      expect(
        await mayOf(
          testStack,
          tenant,
          answer,
          'ec2:RunInstances',
          'iam:ListUsers',
          'route53:CreateHostedZone',
          'iam:CreateUser',
        ),
      ).toEqual({
        'ec2:RunInstances': true,
        'iam:ListUsers': true,
        'route53:CreateHostedZone': route53,
        'iam:CreateUser': false,
      });
      expect(answer.body.receipt?.resources.map(({ type, status }) => [type, status])).toEqual([
        ['group', 'made'],
        ['user', 'made'],
        ['access-key', 'made'],
      ]);
    },
  );

  test('a stack without Route 53 does not cover an onboarding with it: 409 before anything is created', async () => {
    const tenant = await tenantFor(testStack, 'koding', { route53: false });
    const { status, body } = await testStack.create(tenant, { blueprint: 'koding', parameters: { route53: true } });
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
    expect(await groupsOf(testStack, tenant)).toEqual([]);
  });

  test.each(['Developers', 'DEVELOPERS'])(
    'an existing group %s is 409 with the parameter for another name; the group is unchanged and nothing is left behind',
    async (GroupName) => {
      const tenant = await tenantFor(testStack, 'koding');
      const iam = testStack.root(tenant);
      await iam.createGroup({ GroupName });
      await iam.createUser({ UserName: 'ada' });
      await iam.addUserToGroup({ GroupName, UserName: 'ada' });
      await iam.attachGroupPolicy({ GroupName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
      const before = await groupsOf(testStack, tenant);

      const { status, body } = await testStack.create(tenant, { blueprint: 'koding' });
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:foreign-resource']);
      expect(body.detail).toContain('parameters.groupName');
      expect(body.errors[0]?.pointer).toBe('/parameters/groupName');
      expect(await groupsOf(testStack, tenant)).toEqual(before);
      expect(before).toEqual([{ name: GroupName, path: '/', members: ['ada'], policies: ['IAMReadOnlyAccess'] }]);
      expect((await inventory(testStack, tenant)).users.map(({ name }) => name)).toEqual(['ada']);

      const parameters = { groupName: 'KodingDevelopers' };
      const other = await testStack.create(tenant, { blueprint: 'koding', parameters });
      expect([other.status, await whoAre(testStack, other)]).toEqual([201, [keyOf(other).userArn]]);
      expect((await groupsOf(testStack, tenant)).filter(({ path }) => path === '/')).toEqual(before);
    },
  );

  test('the group of another onboarding is not shared: 409 names that onboarding', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const first = await testStack.create(tenant, { blueprint: 'koding' });
    const second = await testStack.create(tenant, { blueprint: 'koding', parameters: { userName: 'second' } });
    expect([second.status, second.body.detail]).toEqual([409, expect.stringContaining(first.body.id)]);
    expect(await groupsOf(testStack, tenant)).toMatchObject([{ members: ['koding-user'] }]);
    expect((await inventory(testStack, tenant)).users).toHaveLength(1);
  });

  test.each(['iam:AddUserToGroup', 'iam:AttachGroupPolicy', 'iam:CreateGroup', 'iam:CreateAccessKey'])(
    'if %s is denied, the user and the group are removed again',
    async (Action) => {
      const tenant = await tenantFor(testStack, 'koding');
      await testStack.root(tenant).putRolePolicy({
        RoleName: roleNameOf(tenant, 'koding'),
        PolicyName: 'no',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action, Resource: '*' }],
        }),
      });
      const { status, body } = await testStack.create(tenant, { blueprint: 'koding' });
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
      expect(body.detail).toContain(Action);
      expect(await groupsOf(testStack, tenant)).toEqual([]);
      expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
      expect((await testStack.get(body.onboarding ?? '')).body.status).toBe('failed');
    },
  );

  test('a group step is retried if its answer is lost, and takes effect once', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    for (const operation of ['iam:CreateGroup', 'iam:AddUserToGroup']) {
      await testStack.fault({ operation, kind: 'fail-after', times: 1 });
    }
    const answer = await testStack.create(tenant, { blueprint: 'koding' });
    expect([answer.status, await whoAre(testStack, answer)]).toEqual([201, [keyOf(answer).userArn]]);
    expect(await groupsOf(testStack, tenant)).toMatchObject([{ name: 'Developers', members: ['koding-user'] }]);
  });
});
