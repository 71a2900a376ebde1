import { inventory, keyOf } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { iamPathOf, roleNameOf } from '../support/tenantNames.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

describe('POST /v1/onboardings if the stack is launched', () => {
  test('answers 201 with working keys, and names everything it created', async () => {
    const tenant = await testStack.newTenant();
    const answer = await testStack.create(tenant);
    const { status, headers, body } = answer;

    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('location')).toBe(`/v1/onboardings/${body.id}`);
    expect(body.id).toMatch(/^ob_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(body).toMatchObject({ status: 'claimed', ...tenant, blueprint: 'tutum' });
    expect(body.credentials).toHaveLength(1);
    const key = keyOf(answer);
    expect(key).toMatchObject({
      userName: 'tutum',
      userArn: `arn:aws:iam::${tenant.accountId}:user${iamPathOf(tenant, body.id)}tutum`,
      verification: 'verified',
    });
    expect((await testStack.stsWith(key).getCallerIdentity({})).Account).toBe(tenant.accountId);
    expect(body.receipt?.resources.map(({ type, status: made }) => [type, made])).toEqual([
      ['policy', 'made'],
      ['user', 'made'],
      ['access-key', 'made'],
    ]);
    expect(await inventory(testStack, tenant)).toEqual({
      users: [{ name: 'tutum', path: iamPathOf(tenant, body.id), keys: [key.accessKeyId], policies: ['tutum-policy'] }],
      policies: ['tutum-policy'],
    });
  });

  test('sets the user’s path, boundary and tags in the CreateUser call itself', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant);
    const { User } = await testStack.root(tenant).getUser({ UserName: 'tutum' });
    expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toMatch(
      new RegExp(
        `^arn:aws:iam::${tenant.accountId}:policy/latchkey-boundary-tutum-[a-z2-7]{8}-[0-9a-f]{8}-[0-9a-f]{16}-1$`,
      ),
    );
    expect(User?.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'latchkey:onboarding', Value: body.id },
        { Key: 'latchkey:tenant', Value: tenant.tenantId },
        { Key: 'latchkey:blueprint', Value: 'tutum' },
      ]),
    );
    const operations = (await testStack.calls(tenant)).map(({ operation }) => operation);
    expect(operations).not.toContain('iam:TagUser');
    expect(operations).not.toContain('iam:PutUserPermissionsBoundary');
  });

  test('makes only the calls of the plan, and does not read the boundary again for a second onboarding', async () => {
    const tenant = await testStack.newTenant();
    await testStack.create(tenant);
    const before = (await testStack.calls(tenant)).length;
    await testStack.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } });
    const calls = (await testStack.calls(tenant)).slice(before).map(({ operation }) => operation);
    expect(calls.sort()).toEqual([
      'iam:AttachUserPolicy',
      'iam:CreateAccessKey',
      'iam:CreatePolicy',
      'iam:CreateUser',
      'sts:GetCallerIdentity',
      'sts:GetCallerIdentity',
      'sts:GetCallerIdentity',
    ]);
  });

  test.each([
    { parameters: {}, region: 'eu-west-1', may: true },
    { parameters: { region: 'us-west-2' }, region: 'us-west-2', may: true },
    { parameters: { region: 'us-west-2' }, region: 'eu-west-1', may: false },
  ])(
    'a user made with $parameters may use EC2 in $region: $may, and list instance profiles',
    async ({ parameters, region, may }) => {
      const tenant = await testStack.newTenant();
      const key = keyOf(await testStack.create(tenant, { parameters }));
      const { EvaluationResults = [] } = await testStack.root(tenant).simulatePrincipalPolicy({
        PolicySourceArn: key.userArn,
        ActionNames: ['ec2:RunInstances', 'iam:ListInstanceProfiles', 'iam:CreateUser'],
        ContextEntries: [{ ContextKeyName: 'ec2:Region', ContextKeyType: 'string', ContextKeyValues: [region] }],
      });
      const decisions = Object.fromEntries(
        EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision === 'allowed']),
      );
      expect(decisions).toEqual({ 'ec2:RunInstances': may, 'iam:ListInstanceProfiles': true, 'iam:CreateUser': false });
    },
  );

  test('uses the names of the request', async () => {
    const tenant = await testStack.newTenant();
    const key = keyOf(
      await testStack.create(tenant, { parameters: { userName: 'vendor.tutum', policyName: 'vendor-policy' } }),
    );
    expect(key.userName).toBe('vendor.tutum');
    expect((await inventory(testStack, tenant)).policies).toEqual(['vendor-policy']);
  });

  test('is 409 for a foreign user of that name, with its ARN and the parameter for another name; nothing is left behind', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const { status, body, headers } = await testStack.create(tenant);
    expect(status).toBe(409);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:latchkey:problem:foreign-resource', status: 409, retryable: false });
    expect(body.detail).toContain(`arn:aws:iam::${tenant.accountId}:user/tutum`);
    expect(body.detail).toContain('parameters.userName');
    expect(body.errors[0]?.pointer).toBe('/parameters/userName');
    expect(await inventory(testStack, tenant)).toEqual({
      users: [{ name: 'tutum', path: '/', keys: [], policies: [] }],
      policies: [],
    });
    expect((await testStack.get(body.onboarding ?? '')).body).toMatchObject({
      status: 'failed',
      problem: { type: 'urn:latchkey:problem:foreign-resource' },
    });
  });

  test.each(['Tutum', 'TUTUM'])(
    'is 409 for a foreign user %s, because IAM names are not case-sensitive',
    async (UserName) => {
      const tenant = await testStack.newTenant();
      await testStack.root(tenant).createUser({ UserName });
      const { status, body } = await testStack.create(tenant);
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:foreign-resource']);
      expect((await inventory(testStack, tenant)).policies).toEqual([]);
    },
  );

  test('is 409 for a foreign policy of that name, and does not change it', async () => {
    const tenant = await testStack.newTenant();
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    await testStack.root(tenant).createPolicy({ PolicyName: 'tutum-policy', PolicyDocument });
    const { status, body } = await testStack.create(tenant);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:foreign-resource']);
    expect(body.errors[0]?.pointer).toBe('/parameters/policyName');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: ['tutum-policy'] });
  });
});

describe('one holder for each slot', () => {
  test('a second onboarding of the same tenant, account, blueprint and user is 409 and names the first', async () => {
    const tenant = await testStack.newTenant();
    const first = await testStack.create(tenant);
    const second = await testStack.create(tenant);
    expect([second.status, second.body.type, second.body.onboarding]).toEqual([
      409,
      'urn:latchkey:problem:slot-held',
      first.body.id,
    ]);
    const sameButForCase = await testStack.create(tenant, { parameters: { userName: 'TUTUM' } });
    expect(sameButForCase.body.onboarding).toBe(first.body.id);
    expect((await inventory(testStack, tenant)).users).toHaveLength(1);
  });

  test('of ten concurrent creates, one succeeds, and nine are 409 and name its onboarding', async () => {
    const tenant = await testStack.newTenant();
    const answers = await Promise.all(Array.from({ length: 10 }, () => testStack.create(tenant)));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.onboarding === made[0]?.body.id)).toHaveLength(
      9,
    );
    expect((await inventory(testStack, tenant)).users).toHaveLength(1);
  });

  test('a failed onboarding releases its slot', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    expect((await testStack.create(tenant)).status).toBe(409);
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    expect((await testStack.create(tenant)).status).toBe(201);
  });
});

describe('POST /v1/onboardings if the stack is not launched', () => {
  test('answers 201 awaiting_access with the launch URL; provision and claim then return the keys', async () => {
    const tenant = testStack.nextTenant();
    const { status, body } = await testStack.create(tenant, { parameters: { region: 'eu-west-1' } });
    expect([status, body.status]).toEqual([201, 'awaiting_access']);
    expect(Object.keys(body.access ?? {}).sort()).toEqual([
      ...['cliCommand', 'externalId', 'launchRegion', 'launchUrl'],
      ...['roleArn', 'templateUrl', 'terraform', 'updateCommand'],
    ]);
    expect(body.access?.roleArn).toBe(`arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant)}`);
    expect(body.problem?.type).toBe('urn:latchkey:problem:role-not-usable');
    expect((await testStack.get(body.id)).body.access).toEqual(body.access);

    const early = await testStack.provision(body.id);
    expect([early.status, early.body.status]).toEqual([200, 'awaiting_access']);
    const unclaimed = await testStack.claim(body.id);
    expect([unclaimed.status, unclaimed.body.type]).toEqual([409, 'urn:latchkey:problem:not-ready']);

    await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    const provisioned = await testStack.provision(body.id);
    expect([provisioned.status, provisioned.body.status]).toEqual([200, 'ready']);
    expect(provisioned.body).not.toHaveProperty('credentials');
    const claimed = await testStack.claim(body.id);
    expect([claimed.status, claimed.body.status]).toEqual([200, 'claimed']);
    expect((await testStack.stsWith(keyOf(claimed)).getCallerIdentity({})).Account).toBe(tenant.accountId);
  });

  test('a launch URL for one account cannot be launched in another', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant);
    const elsewhere = { launchUrl: body.access?.launchUrl, accountId: testStack.nextTenant().accountId };
    await expect(testStack.sandbox('POST', 'launch', elsewhere)).rejects.toThrow('another AWS account');
  });

  test('the external ID belongs to the tenant and the account, and does not change', async () => {
    const tenant = testStack.nextTenant();
    const ask = async (tenantId: string, accountId: string) =>
      (await testStack.request('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint: 'tutum' })).body
        .externalId;
    const [first, second] = await Promise.all([
      ask(tenant.tenantId, tenant.accountId),
      ask(tenant.tenantId, tenant.accountId),
    ]);
    expect(second).toBe(first);
    expect(first.length).toBeGreaterThanOrEqual(22);
    expect(await ask('somebody-else', tenant.accountId)).not.toBe(first);
    expect(await ask(tenant.tenantId, testStack.nextTenant().accountId)).not.toBe(first);
  });
});

describe('a stack that cannot be trusted or does not cover the plan', () => {
  test('a trust policy without an external ID condition is 409 with the corrected statement, before anything is created', async () => {
    const tenant = await testStack.newTenant();
    await testStack.openTrust(tenant, (statement) => ({ ...statement, Condition: {} }));
    const { status, body } = await testStack.create(tenant);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:trust-policy-open']);
    expect(body.detail).toContain('"sts:ExternalId"');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
    expect((await testStack.get(body.onboarding ?? '')).body.status).toBe('failed');
  });

  test('a trust policy whose external ID ends in a wildcard is 409', async () => {
    const tenant = await testStack.newTenant();
    const { body: access } = await testStack.request('POST', `/v1/tenants/${tenant.tenantId}/access`, {
      accountId: tenant.accountId,
      blueprint: 'tutum',
    });
    const wildcard = { StringLike: { 'sts:ExternalId': `${access.externalId.slice(0, -4)}*` } };
    await testStack.openTrust(tenant, (statement) => ({ ...statement, Condition: wildcard }));
    expect((await testStack.create(tenant)).body.type).toBe('urn:latchkey:problem:trust-policy-open');
  });

  test('a trust policy that checks the external ID only of callers who send one is 409', async () => {
    const tenant = await testStack.newTenant();
    await testStack.openTrust(tenant, ({ Condition, ...statement }) => ({
      ...statement,
      Condition: JSON.parse(JSON.stringify(Condition).replace('"StringEquals"', '"StringEqualsIfExists"')),
    }));
    expect((await testStack.create(tenant)).body.type).toBe('urn:latchkey:problem:trust-policy-open');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });

  test('a boundary narrower than the plan is 409 with the update command, before anything is created', async () => {
    const tenant = await testStack.newTenant({ region: 'us-west-2' });
    const { status, body } = await testStack.create(tenant, { parameters: { region: 'eu-west-1' } });
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
    expect(body.detail).toContain('aws cloudformation update-stack');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
    const covered = await testStack.create(tenant, { parameters: { region: 'us-west-2' } });
    expect(covered.status).toBe(201);
  });

  test('a wider boundary covers a narrower plan', async () => {
    const tenant = await testStack.newTenant();
    expect((await testStack.create(tenant, { parameters: { region: 'eu-west-1' } })).status).toBe(201);
  });

  test('after a stack update to another boundary, a new user gets the new boundary', async () => {
    const tenant = await testStack.newTenant({ region: 'us-west-2' });
    expect((await testStack.create(tenant, { parameters: { region: 'us-west-2' } })).status).toBe(201);
    await testStack.launch(tenant, { region: null }, 'tutum', true);
    const wider = { region: 'us-west-2', userName: 'second', policyName: 'second-policy' };
    const { status, body } = await testStack.create(tenant, { parameters: wider });
    expect(status).toBe(201);
    const { User } = await testStack.root(tenant).getUser({ UserName: 'second' });
    expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toMatch(/-[0-9a-f]{16}-2$/);
    expect(body.status).toBe('claimed');
  });
});
