import { takeOver } from '../support/takeOver.ts';
import { inventory, keyOf, type Tenant, shortTimes } from '../support/testStack.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ environment: shortTimes, sweepEveryMs: 400 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);
const operations = async (tenant: Tenant) => (await testStack.calls(tenant)).map(({ operation }) => operation);

describe('a lost answer', () => {
  test.each([
    'iam:CreateUser',
    'iam:CreatePolicy',
    'iam:AttachUserPolicy',
    'sts:AssumeRole',
    'dynamodb:PutItem',
    'sts:GetCallerIdentity',
  ])('to %s does not prevent the create: there is one user, one policy, one key', async (operation) => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation, kind: 'lose-answer', times: 1 });
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await inventory(testStack, tenant)).toMatchObject({
      users: [{ name: 'tutum', keys: [keyOf(answer).accessKeyId], policies: ['tutum-policy'] }],
      policies: ['tutum-policy'],
    });
  });

  test('to CreateAccessKey leaves one key: Latchkey lists the keys, deletes the undisclosed one and creates another', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 1 });
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await keysOf(tenant)).toEqual([keyOf(answer).accessKeyId]);
    const keyCalls = (await operations(tenant)).filter(
      (operation) => operation.endsWith('AccessKey') || operation.endsWith('AccessKeys'),
    );
    expect(keyCalls).toEqual([
      'iam:CreateAccessKey',
      'iam:ListAccessKeys',
      'iam:DeleteAccessKey',
      'iam:CreateAccessKey',
    ]);
  });

  test('to CreateAccessKey, twice in a row, leaves one key, and a later look is due', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 2 });
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await keysOf(tenant)).toEqual([keyOf(answer).accessKeyId]);
    const { dueTimes, attempts } = await testStack.read(answer.body.id);
    expect(attempts).toBe(3);
    expect(dueTimes.reconcile).toBeGreaterThan(testStack.now() + 14 * 60_000);
  });

  test('to the write of the fence does not prevent the hand-over of the keys', async () => {
    const tenant = await testStack.newTenant();
    // The delay leaves time to add the fault before the fence, which is the first PutItem after AttachUserPolicy.
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 800, times: 3 });
    const creating = testStack.create(tenant);
    await testStack.untilCalled(tenant, 'iam:AttachUserPolicy');
    await testStack.fault({ operation: 'dynamodb:PutItem', kind: 'lose-answer', times: 1 });
    const answer = await creating;
    expect(answer.status).toBe(201);
    expect((await testStack.read(answer.body.id)).status).toBe('claimed');
  });
});

describe('a call that fails for a while', () => {
  test.each([
    { operation: 'iam:*', kind: 'throttle', times: 4 },
    { operation: 'iam:*', kind: 'fail-before', times: 4 },
    { operation: 'iam:CreateUser', kind: 'fail-after', times: 2 },
    { operation: 'sts:*', kind: 'throttle', times: 4 },
    { operation: 'dynamodb:*', kind: 'throttle', times: 3 },
    { operation: 'iam:CreateAccessKey', kind: 'fail-after', times: 1 },
  ] as const)('$operation, $kind, $times times, is retried: the create succeeds with one key', async (fault) => {
    const tenant = await testStack.newTenant();
    await testStack.fault(fault);
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await keysOf(tenant)).toEqual([keyOf(answer).accessKeyId]);
  });

  test.each(['iam:CreateUser', 'iam:CreatePolicy', 'iam:CreateAccessKey', '*'])(
    'what %s creates becomes visible late: the create waits and succeeds',
    async (operation) => {
      const tenant = await testStack.newTenant();
      await testStack.fault({ operation, kind: 'appear-late', ms: 400 });
      const answer = await testStack.create(tenant);
      expect([answer.status, answer.body.detail]).toEqual([201, '']);
      // The list may show the key later than STS accepts it.
      const listed = async () => ((await keysOf(tenant)).length > 0 ? keysOf(tenant) : undefined);
      expect(await testStack.eventually(listed, 'IAM lists no key')).toEqual([keyOf(answer).accessKeyId]);
    },
  );

  test('a create whose time is used up is 202, and a worker makes it ready, without a key', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'throttle' });
    const { status, headers, body } = await testStack.create(tenant);
    expect([status, headers.get('location')]).toEqual([202, `/v1/onboardings/${body.id}`]);
    expect(body).not.toHaveProperty('credentials');
    await testStack.clearFaults();
    const { steps } = await testStack.until(body.id, 'ready');
    expect(steps.map(({ name }) => name).join()).not.toContain('access-key');
    expect(await keysOf(tenant)).toEqual([]);
    const claimed = await testStack.claim(body.id);
    expect(await keysOf(tenant)).toEqual([keyOf(claimed).accessKeyId]);
  });

  test('a key that STS does not accept in time is handed over with verification pending', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'appear-late', ms: 60_000 });
    const answer = await testStack.create(tenant);
    expect([answer.status, keyOf(answer).verification]).toEqual([201, 'pending']);
  });
});

describe('if another process takes over', () => {
  const idOf = async (tenant: Tenant) => {
    const items = await testStack.items();
    return String(items.find((item) => item['accountId'] === tenant.accountId && item['sk'] === 'record')?.['id']);
  };

  test('before the fence of a create, no secret is disclosed, and the new key is deleted', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 800, times: 3 });
    const creating = testStack.create(tenant);
    await testStack.untilCalled(tenant, 'iam:CreateAccessKey');
    await takeOver(testStack, await idOf(tenant));
    await testStack.clearFaults();
    const { status, body, text } = await creating;
    expect([status, body.type, body.retryable]).toEqual([409, 'urn:latchkey:problem:taken-over', true]);
    expect(text).not.toContain('secretAccessKey');
    expect(await keysOf(tenant)).toEqual([]);
  });

  test('before the fence of a claim, no secret is disclosed, and the new key is deleted', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
    await testStack.until(body.id, 'ready');
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 800, times: 3 });
    const claiming = testStack.claim(body.id);
    await testStack.untilCalled(tenant, 'iam:CreateAccessKey');
    await takeOver(testStack, body.id);
    await testStack.clearFaults();
    const { status, text } = await claiming;
    expect(status).toBe(409);
    expect(text).not.toContain('secretAccessKey');
    expect(await keysOf(tenant)).toEqual([]);
    // The other process does nothing: its lease runs out, and a worker returns the onboarding to ready.
    await testStack.until(body.id, 'ready');
  });
});

describe('a rollback', () => {
  test('removes what the create made, and the receipt names it', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'delay', ms: 800, times: 1 });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    await testStack.root(tenant).createPolicy({ PolicyName: 'tutum-policy', PolicyDocument });
    const { status, body } = await testStack.create(tenant);
    expect(status).toBe(409);
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: ['tutum-policy'] });
    const failed = (await testStack.get(body.onboarding ?? '')).body;
    const removed = failed.receipt?.resources.map(({ type, status: now }) => `${type} ${now}`) ?? [];
    // The receipt has the key only if the key was created before the failure.
    expect(removed.filter((each) => each !== 'access-key removed')).toEqual(['user removed']);
  });

  test.each(['iam:DeleteUser', 'iam:GetUser'])(
    'is finished by a worker if %s fails for longer than the request takes',
    async (operation) => {
      const tenant = await testStack.newTenant();
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      });
      await testStack.root(tenant).createPolicy({ PolicyName: 'tutum-policy', PolicyDocument });
      await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'delay', ms: 800, times: 1 });
      await testStack.fault({ operation, kind: 'fail-before' });
      const { status, body } = await testStack.create(tenant);
      expect([status, body.status]).toEqual([202, 'rolling_back']);
      await testStack.clearFaults();
      await testStack.until(body.id, 'failed');
      expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: ['tutum-policy'] });
    },
  );

  test('removes a policy even if the answer to its CreatePolicy was lost', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'lose-answer', times: 1 });
    expect((await testStack.create(tenant)).status).toBe(409);
    expect((await inventory(testStack, tenant)).policies).toEqual([]);
  });

  test('keeps a foreign user that has the name of our deleted user', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'throttle' });
    const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
    await testStack.untilCalled(tenant, 'iam:AttachUserPolicy');
    const root = testStack.root(tenant);
    await root.deleteUser({ UserName: 'tutum' });
    await root.createUser({ UserName: 'tutum' });
    await testStack.clearFaults();
    await testStack.until(body.id, 'failed', 'needs_attention');
    expect((await testStack.get(body.id)).body.problem?.type).toBe('urn:latchkey:problem:foreign-resource');
    expect((await inventory(testStack, tenant)).users).toMatchObject([{ name: 'tutum', path: '/' }]);
  });

  test('leaves nothing if an action is denied to the role, and the 409 names the action', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).putRolePolicy({
      RoleName: roleNameOf(tenant),
      PolicyName: 'cut',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' }],
      }),
    });
    const { status, body } = await testStack.create(tenant);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(body.detail).toContain('iam:CreateAccessKey');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });
});
