import { takeOver } from '../support/takeOver.ts';
import { inventory, keyOf, startTestStack, type TestStack, type Tenant, shortTimes } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: shortTimes, sweepEveryMs: 100 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);
const operations = async (tenant: Tenant) => (await testStack.calls(tenant)).map(({ operation }) => operation);

describe('an answer that is lost', () => {
  test.each([
    'iam:CreateUser',
    'iam:CreatePolicy',
    'iam:AttachUserPolicy',
    'sts:AssumeRole',
    'dynamodb:PutItem',
    'sts:GetCallerIdentity',
  ])('to %s costs nothing: one user, one policy, one key', async (operation) => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation, kind: 'lose-answer', times: 1 });
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await inventory(testStack, tenant)).toMatchObject({
      users: [{ name: 'tutum', keys: [keyOf(answer).accessKeyId], policies: ['tutum-policy'] }],
      policies: ['tutum-policy'],
    });
  });

  test('to CreateAccessKey leaves no second key: the first is looked for and deleted before another is made', async () => {
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

  test('twice in a row still ends with one key, and the account is looked at once more later', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 2 });
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await keysOf(tenant)).toEqual([keyOf(answer).accessKeyId]);
    const { reconcileAt, attempts } = await testStack.read(answer.body.id);
    expect(attempts).toBe(3);
    expect(reconcileAt).toBeGreaterThan(Date.now() + 14 * 60_000);
  });

  test('to the write of the fence is found again, and the keys are handed over', async () => {
    const tenant = await testStack.newTenant();
    // key-less create: slot, record, and the third put is the fence.
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 250, times: 3 });
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
  ] as const)('$operation $kind $times times: it succeeds, once', async (fault) => {
    const tenant = await testStack.newTenant();
    await testStack.fault(fault);
    const answer = await testStack.create(tenant);
    expect(answer.status).toBe(201);
    expect(await keysOf(tenant)).toEqual([keyOf(answer).accessKeyId]);
  });

  test.each(['iam:CreateUser', 'iam:CreatePolicy', 'iam:CreateAccessKey', '*'])(
    'what %s creates appears late: it is waited for',
    async (operation) => {
      const tenant = await testStack.newTenant();
      await testStack.fault({ operation, kind: 'appear-late', ms: 400 });
      const answer = await testStack.create(tenant);
      expect([answer.status, answer.body.detail]).toEqual([201, '']);
      expect(await keysOf(tenant)).toEqual([keyOf(answer).accessKeyId]);
    },
  );

  test("past the request's budget it is 202, and a worker ends it as ready, without a key", async () => {
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

  test('a key that AWS does not accept in time is handed over as pending', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'appear-late', ms: 60_000 });
    const answer = await testStack.create(tenant);
    expect([answer.status, keyOf(answer).verification]).toEqual([201, 'pending']);
  });
});

describe('somebody else takes over', () => {
  const idOf = async (tenant: Tenant) => {
    const items = await testStack.items();
    return String(items.find((item) => item['accountId'] === tenant.accountId && item['sk'] === 'record')?.['id']);
  };

  test('before the fence: no secret leaves, and the key just made is deleted', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 300, times: 3 });
    const creating = testStack.create(tenant);
    await testStack.untilCalled(tenant, 'iam:CreateAccessKey');
    await takeOver(testStack, await idOf(tenant));
    const { status, body, text } = await creating;
    expect([status, body.type, body.retryable]).toEqual([409, 'urn:latchkey:problem:taken-over', true]);
    expect(text).not.toContain('secretAccessKey');
    expect(await keysOf(tenant)).toEqual([]);
  });

  test('before the fence of a claim: the same', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
    await testStack.until(body.id, 'ready');
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 300, times: 3 });
    const claiming = testStack.claim(body.id);
    await testStack.untilCalled(tenant, 'iam:CreateAccessKey');
    await takeOver(testStack, body.id);
    const { status, text } = await claiming;
    expect(status).toBe(409);
    expect(text).not.toContain('secretAccessKey');
    expect(await keysOf(tenant)).toEqual([]);
    // Whoever took over never went on: its lease runs out, and a worker puts the onboarding back to ready.
    await testStack.until(body.id, 'ready');
  });
});

describe('the way back', () => {
  test('removes what was made, in reverse, and names what it removed', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'delay', ms: 150, times: 1 });
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
    // The key is named where it was made before the failure was known.
    expect(removed.filter((each) => each !== 'access-key removed')).toEqual(['user removed']);
  });

  test.each(['iam:DeleteUser', 'iam:GetUser'])(
    'goes on after %s has failed for longer than a request lasts',
    async (operation) => {
      const tenant = await testStack.newTenant();
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      });
      await testStack.root(tenant).createPolicy({ PolicyName: 'tutum-policy', PolicyDocument });
      await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'delay', ms: 300, times: 1 });
      await testStack.fault({ operation, kind: 'fail-before' });
      const { status, body } = await testStack.create(tenant);
      expect([status, body.status]).toEqual([202, 'rolling_back']);
      await testStack.clearFaults();
      await testStack.until(body.id, 'failed');
      expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: ['tutum-policy'] });
    },
  );

  test('a lost answer to a create that an undo follows leaves nothing', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'lose-answer', times: 1 });
    expect((await testStack.create(tenant)).status).toBe(409);
    expect((await inventory(testStack, tenant)).policies).toEqual([]);
  });

  test('never deletes a user that has its name but is not the one it made', async () => {
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

  test('an action that the role was denied is 409, names it, and leaves nothing', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).putRolePolicy({
      RoleName: 'latchkey-bootstrap-tutum',
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
