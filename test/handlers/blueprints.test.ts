import { inventory, keyOf, startHouse, type Answer, type House, type Tenant } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterEach(() => house.clearFaults());
afterAll(() => house.close());

type Parameters = Readonly<Record<string, unknown>>;
const ten = Array.from({ length: 10 }, (_, index) => `cycle-${String(index)}`);

/** A tenant in an account of its own, with the stack of this blueprint launched for these parameters. */
async function tenantFor(blueprint: string, parameters: Parameters = {}): Promise<Tenant> {
  const tenant = house.nextTenant();
  await house.launch(tenant, parameters, blueprint);
  return tenant;
}

/** The groups of an account, each with its members and policies. */
async function groupsOf(tenant: Tenant) {
  const iam = house.root(tenant);
  const { Groups = [] } = await iam.listGroups({});
  return Promise.all(
    Groups.map(async ({ GroupName = '', Path }) => {
      const { Users = [] } = await iam.getGroup({ GroupName });
      const { AttachedPolicies = [] } = await iam.listAttachedGroupPolicies({ GroupName });
      return {
        name: GroupName,
        path: Path,
        members: Users.map(({ UserName }) => UserName),
        policies: AttachedPolicies.map(({ PolicyName }) => PolicyName),
      };
    }),
  );
}

/** Tries each key of an answer; who it is according to STS. */
async function whoAre({ body }: Answer): Promise<readonly (string | undefined)[]> {
  const identities = (body.credentials ?? []).map((key) => house.stsWith(key).getCallerIdentity({}));
  return (await Promise.all(identities)).map(({ Arn }) => Arn);
}

/** Which of these actions the user of an answer may do, with its groups and its boundary. */
async function mayOf(tenant: Tenant, answer: Answer, ...ActionNames: string[]) {
  const question = { PolicySourceArn: keyOf(answer).userArn, ActionNames };
  const { EvaluationResults = [] } = await house.root(tenant).simulatePrincipalPolicy(question);
  return Object.fromEntries(
    EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision === 'allowed']),
  );
}

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
  ])('with route53 $route53 the user is in a group of its own with $policies', async ({ route53, policies }) => {
    const tenant = await tenantFor('koding', { route53 });
    const answer = await house.create(tenant, { blueprint: 'koding', parameters: { route53 } });
    expect([answer.status, answer.body.status]).toEqual([201, 'claimed']);
    const path = `/latchkey/koding/${answer.body.id}/`;
    expect(await whoAre(answer)).toEqual([`arn:aws:iam::${tenant.accountId}:user${path}koding-user`]);
    expect(await groupsOf(tenant)).toEqual([
      { name: 'Developers', path, members: ['koding-user'], policies: expect.arrayContaining(policies) },
    ]);
    expect((await groupsOf(tenant))[0]?.policies).toHaveLength(policies.length);
    expect(
      await mayOf(tenant, answer, 'ec2:RunInstances', 'iam:ListUsers', 'route53:CreateHostedZone', 'iam:CreateUser'),
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
  });

  test('a stack without Route 53 does not cover it: 409 before anything is made', async () => {
    const tenant = await tenantFor('koding', { route53: false });
    const { status, body } = await house.create(tenant, { blueprint: 'koding', parameters: { route53: true } });
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
    expect(await groupsOf(tenant)).toEqual([]);
  });

  test.each(['Developers', 'DEVELOPERS'])(
    'a group %s that is there is somebody’s: 409 with the override, nothing left behind, its members and policies as they were',
    async (GroupName) => {
      const tenant = await tenantFor('koding');
      const iam = house.root(tenant);
      await iam.createGroup({ GroupName });
      await iam.createUser({ UserName: 'ada' });
      await iam.addUserToGroup({ GroupName, UserName: 'ada' });
      await iam.attachGroupPolicy({ GroupName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
      const before = await groupsOf(tenant);

      const { status, body } = await house.create(tenant, { blueprint: 'koding' });
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:foreign-resource']);
      expect(body.detail).toContain('parameters.groupName');
      expect(body.errors[0]?.pointer).toBe('/parameters/groupName');
      expect(await groupsOf(tenant)).toEqual(before);
      expect(before).toEqual([{ name: GroupName, path: '/', members: ['ada'], policies: ['IAMReadOnlyAccess'] }]);
      expect((await inventory(house, tenant)).users.map(({ name }) => name)).toEqual(['ada']);

      const parameters = { groupName: 'KodingDevelopers' };
      const other = await house.create(tenant, { blueprint: 'koding', parameters });
      expect([other.status, await whoAre(other)]).toEqual([201, [keyOf(other).userArn]]);
      expect((await groupsOf(tenant)).filter(({ path }) => path === '/')).toEqual(before);
    },
  );

  test('the group of another onboarding is not shared either: 409 names that onboarding', async () => {
    const tenant = await tenantFor('koding');
    const first = await house.create(tenant, { blueprint: 'koding' });
    const second = await house.create(tenant, { blueprint: 'koding', parameters: { userName: 'second' } });
    expect([second.status, second.body.detail]).toEqual([409, expect.stringContaining(first.body.id)]);
    expect(await groupsOf(tenant)).toMatchObject([{ members: ['koding-user'] }]);
    expect((await inventory(house, tenant)).users).toHaveLength(1);
  });

  test.each(['iam:AddUserToGroup', 'iam:AttachGroupPolicy', 'iam:CreateGroup', 'iam:CreateAccessKey'])(
    'where %s is denied, user and group are removed again',
    async (Action) => {
      const tenant = await tenantFor('koding');
      await house.root(tenant).putRolePolicy({
        RoleName: 'latchkey-bootstrap-koding',
        PolicyName: 'no',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action, Resource: '*' }],
        }),
      });
      const { status, body } = await house.create(tenant, { blueprint: 'koding' });
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
      expect(body.detail).toContain(Action);
      expect(await groupsOf(tenant)).toEqual([]);
      expect(await inventory(house, tenant)).toEqual({ users: [], policies: [] });
      expect((await house.get(body.onboarding ?? '')).body.status).toBe('failed');
    },
  );

  test('a step on the group whose answer is lost is done again, and once', async () => {
    const tenant = await tenantFor('koding');
    for (const operation of ['iam:CreateGroup', 'iam:AddUserToGroup']) {
      await house.fault({ operation, kind: 'fail-after', times: 1 });
    }
    const answer = await house.create(tenant, { blueprint: 'koding' });
    expect([answer.status, await whoAre(answer)]).toEqual([201, [keyOf(answer).userArn]]);
    expect(await groupsOf(tenant)).toMatchObject([{ name: 'Developers', members: ['koding-user'] }]);
  });
});

describe('Cycle', () => {
  test.each([[ten.slice(0, 1)], [ten]])('%j each get a working key, EC2, and no password', async (userNames) => {
    const tenant = await tenantFor('cycle');
    const answer = await house.create(tenant, { blueprint: 'cycle', parameters: { userNames } });
    expect([answer.status, answer.body.status]).toEqual([201, 'claimed']);
    expect(answer.body.credentials?.map(({ userName }) => userName)).toEqual(userNames);
    const path = `/latchkey/cycle/${answer.body.id}/`;
    expect(await whoAre(answer)).toEqual(
      userNames.map((name) => `arn:aws:iam::${tenant.accountId}:user${path}${name}`),
    );
    const { users } = await inventory(house, tenant);
    expect(users).toHaveLength(userNames.length);
    for (const user of users) expect(user).toMatchObject({ path, policies: ['AmazonEC2FullAccess'] });
    for (const UserName of userNames) {
      await expect(house.root(tenant).getLoginProfile({ UserName })).rejects.toThrow(/Login Profile/i);
    }
    expect(await mayOf(tenant, answer, 'ec2:RunInstances', 's3:ListAllMyBuckets')).toEqual({
      'ec2:RunInstances': true,
      's3:ListAllMyBuckets': false,
    });
  });

  test('of ten users ten calls are in flight and never more, and all keys are asked for before any policy is attached', async () => {
    const tenant = await tenantFor('cycle');
    const delayMs = 250;
    await house.fault({ operation: 'iam:*', kind: 'delay', ms: delayMs });
    const answer = await house.create(tenant, { blueprint: 'cycle', parameters: { userNames: ten } });
    expect(answer.status).toBe(201);
    const steps = new Set(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:AttachUserPolicy']);
    const calls = (await house.calls(tenant))
      .filter(({ operation }) => steps.has(operation))
      .map(({ operation, at }) => ({ operation, at: Date.parse(at) }));
    expect(calls).toHaveLength(30);
    // Each call takes at least the delay: two that arrive closer together than that are in flight at once.
    const inFlight = calls.map(
      ({ at }) => calls.filter((other) => other.at >= at && other.at < at + delayMs - 5).length,
    );
    expect(Math.max(...inFlight)).toBe(10);
    const order = calls.map(({ operation }) => operation);
    expect(order.lastIndexOf('iam:CreateAccessKey')).toBeLessThan(order.indexOf('iam:AttachUserPolicy'));
  });

  test('one name of ten that is taken takes all ten back', async () => {
    const tenant = await tenantFor('cycle');
    await house.root(tenant).createUser({ UserName: 'CYCLE-7' });
    const { status, body } = await house.create(tenant, { blueprint: 'cycle', parameters: { userNames: ten } });
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:foreign-resource']);
    expect(body.errors[0]).toMatchObject({ pointer: '/parameters/userNames' });
    expect(body.detail).toContain('cycle-7');
    expect((await inventory(house, tenant)).users.map(({ name }) => name)).toEqual(['CYCLE-7']);
  });
});

describe('Humalect', () => {
  test('the user has the policy of the guide, with its account in it', async () => {
    const tenant = await tenantFor('humalect');
    const answer = await house.create(tenant, { blueprint: 'humalect' });
    expect([answer.status, await whoAre(answer)]).toEqual([201, [keyOf(answer).userArn]]);
    expect(await inventory(house, tenant)).toMatchObject({
      users: [{ name: 'humalect-user', policies: ['humalect-policy'] }],
      policies: ['humalect-policy'],
    });
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/humalect/${answer.body.id}/humalect-policy`;
    const { PolicyVersion } = await house.root(tenant).getPolicyVersion({ PolicyArn, VersionId: 'v1' });
    expect(decodeURIComponent(PolicyVersion?.Document ?? '').split(tenant.accountId)).toHaveLength(8);
    expect(await mayOf(tenant, answer, 'eks:CreateCluster', 'iam:CreateUser')).toEqual({
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
    const tenant = await tenantFor('serverless', { permissions });
    const parameters = { permissions, profile: 'devProfile', stage: 'prod' };
    const answer = await house.create(tenant, { blueprint: 'serverless', parameters });
    expect([answer.status, await whoAre(answer)]).toEqual([201, [keyOf(answer).userArn]]);
    expect(await inventory(house, tenant)).toMatchObject({
      users: [{ name: 'serverless-admin', policies: attached }],
      policies: own,
    });
    expect(await mayOf(tenant, answer, 'cloudformation:ValidateTemplate', 'iam:CreateUser')).toEqual({
      'cloudformation:ValidateTemplate': true,
      'iam:CreateUser': createsUsers,
    });
  });

  test('a stack for deploy does not cover admin; one for admin covers deploy', async () => {
    const narrow = await tenantFor('serverless', { permissions: 'deploy' });
    const refused = await house.create(narrow, { blueprint: 'serverless' });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
    const wide = await tenantFor('serverless');
    const parameters = { permissions: 'deploy' };
    expect((await house.create(wide, { blueprint: 'serverless', parameters })).status).toBe(201);
  });
});

test.each([
  { blueprint: 'koding', parameters: { userName: 'vendor.user', groupName: 'vendor.group' } },
  { blueprint: 'humalect', parameters: { userName: 'vendor.user', policyName: 'vendor.policy' } },
  {
    blueprint: 'serverless',
    parameters: { permissions: 'deploy', userName: 'vendor.user', policyName: 'vendor.policy' },
  },
])('$blueprint takes other names: $parameters', async ({ blueprint, parameters }) => {
  const tenant = await tenantFor(blueprint);
  const answer = await house.create(tenant, { blueprint, parameters });
  const names = answer.body.receipt?.resources.map(({ arn }) => arn.split('/').at(-1)) ?? [];
  const { userName, groupName, policyName }: Readonly<Record<string, string>> = parameters;
  expect(names).toEqual(expect.arrayContaining([userName, groupName ?? policyName]));
  expect(await whoAre(answer)).toEqual([expect.stringMatching(/\/vendor\.user$/)]);
});

test('a tenant with all five stacks has all five onboarded side by side', async () => {
  const acme = { tenantId: 'acme', accountId: '111122223333' };
  const parametersOf: Readonly<Record<string, Parameters>> = { koding: { route53: true }, cycle: { userNames: ten } };
  const blueprints = ['tutum', 'koding', 'cycle', 'humalect', 'serverless'];
  const answers = await Promise.all(
    blueprints.map((blueprint) => house.create(acme, { blueprint, parameters: parametersOf[blueprint] ?? {} })),
  );
  expect(answers.map(({ status }) => status)).toEqual(blueprints.map(() => 201));
  expect((await Promise.all(answers.map(whoAre))).flat()).toHaveLength(14);
});
