import { lockOut } from '../support/lockOut.ts';
import { inventory, keyOf, startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 200 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const later = { prefer: 'respond-async' };

describe('Prefer: respond-async', () => {
  test('answers 202 with Location; a worker makes it ready, without a key; the claim gives it', async () => {
    const tenant = await testStack.newTenant();
    const accepted = await testStack.create(tenant, {}, later);
    expect([accepted.status, accepted.body.status]).toEqual([202, 'provisioning']);
    expect(accepted.headers.get('location')).toBe(`/v1/onboardings/${accepted.body.id}`);
    expect(accepted.headers.get('retry-after')).not.toBeNull();
    await testStack.until(accepted.body.id, 'ready');
    expect((await inventory(testStack, tenant)).users).toMatchObject([{ keys: [], policies: ['tutum-policy'] }]);
    const { body } = await testStack.get(accepted.body.id);
    expect(body).toMatchObject({ status: 'ready', claim: `/v1/onboardings/${body.id}/credentials` });
    const claimed = await testStack.claim(body.id);
    expect([claimed.status, claimed.body.status]).toEqual([200, 'claimed']);
    expect((await inventory(testStack, tenant)).users[0]?.keys).toEqual([keyOf(claimed).accessKeyId]);
  });

  test('GET shows the steps moving while a slow onboarding runs', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:*', kind: 'delay', ms: 450 });
    const { body } = await testStack.create(tenant, {}, later);
    const seen = new Set<string>();
    for (let status = 'provisioning'; status === 'provisioning';) {
      const now = (await testStack.get(body.id)).body;
      status = String(now.status);
      seen.add(now.steps.map((step) => step.status[0]).join(''));
    }
    // p(ending), r(unning), d(one): assume-role, create-policy, create-user, attach.
    expect([...seen]).toEqual(expect.arrayContaining(['drrp', 'dddr', 'dddd']));
  });

  test('a message that is lost is made good by the sweep', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'sqs:SendMessage', kind: 'fail-before', times: 1 });
    const { status, body } = await testStack.create(tenant, {}, later);
    expect(status).toBe(202);
    await testStack.until(body.id, 'ready');
  });

  test('where the role cannot be assumed the worker leaves it awaiting access, with the link', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'awaiting_access');
    const waiting = (await testStack.get(body.id)).body;
    expect(waiting.access?.launchUrl).toContain('quickcreate');
    await testStack.sandbox('POST', 'launch', { launchUrl: waiting.access?.launchUrl, accountId: tenant.accountId });
    const handedOver = await testStack.provision(body.id, later);
    expect([handedOver.status, handedOver.body.status]).toEqual([202, 'provisioning']);
    await testStack.until(body.id, 'ready');
  });

  test('a failed one says why, and can be tried again', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'failed');
    expect((await testStack.get(body.id)).body.problem?.type).toBe('urn:latchkey:problem:foreign-resource');
    const stillThere = await testStack.provision(body.id);
    expect([stillThere.status, stillThere.body.onboarding]).toEqual([409, body.id]);
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    const again = await testStack.provision(body.id);
    expect([again.status, again.body.status]).toEqual([200, 'ready']);
  });

  test('provision from failed is 409 with the holder where another onboarding has the slot by now', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const failed = await testStack.create(tenant);
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    const holder = await testStack.create(tenant);
    const again = await testStack.provision(failed.body.onboarding ?? '');
    expect([again.status, again.body.type, again.body.onboarding]).toEqual([
      409,
      'urn:latchkey:problem:slot-held',
      holder.body.id,
    ]);
  });

  test('a replay in ready links the claim', async () => {
    const tenant = await testStack.newTenant();
    const keyed = { ...later, 'idempotency-key': `replay-${tenant.tenantId}` };
    const { body } = await testStack.create(tenant, {}, keyed);
    await testStack.until(body.id, 'ready');
    const replay = await testStack.create(tenant, {}, keyed);
    expect([replay.status, replay.body.credentials, replay.body.claim]).toEqual([
      200,
      null,
      `/v1/onboardings/${body.id}/credentials`,
    ]);
  });
});

describe('POST /v1/onboardings/{id}/provision', () => {
  test('is idempotent: what is ready or claimed is answered as it stands', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    const calls = (await testStack.calls(tenant)).length;
    expect((await testStack.provision(body.id)).body.status).toBe('ready');
    await testStack.claim(body.id);
    const claimed = await testStack.provision(body.id);
    expect([claimed.status, claimed.body.status]).toEqual([200, 'claimed']);
    expect(claimed.text).not.toContain('secretAccessKey');
    expect(
      (await testStack.calls(tenant)).slice(calls).filter(({ operation }) => operation.startsWith('iam:Create')),
    ).toHaveLength(1);
  });

  test('is 202 while another process has it', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 600 });
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.untilCalled(tenant, 'iam:CreatePolicy');
    const { status, headers } = await testStack.provision(body.id);
    expect([status, headers.get('retry-after')]).toEqual([202, '2']);
    await testStack.until(body.id, 'ready');
  });
});

describe('POST /v1/onboardings/{id}/credentials', () => {
  test('gives the secret once: then 409, and with its Idempotency-Key 200 without it', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    const keyed = { 'idempotency-key': `claim-${tenant.tenantId}` };
    const first = await testStack.claim(body.id, keyed);
    expect(first.status).toBe(200);
    const replay = await testStack.claim(body.id, keyed);
    expect([replay.status, replay.body.credentials]).toEqual([200, null]);
    expect(replay.text).not.toContain(keyOf(first).secretAccessKey);
    const other = await testStack.claim(body.id);
    expect([other.status, other.body.type]).toEqual([409, 'urn:latchkey:problem:credentials-issued']);
  });

  test('of five claims at once one gets the key, and one key exists', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    const claims = await Promise.all(Array.from({ length: 5 }, () => testStack.claim(body.id)));
    const given = claims.filter(({ status }) => status === 200);
    expect(given).toHaveLength(1);
    expect(claims.filter(({ status }) => status === 409)).toHaveLength(4);
    expect(given.map((answer) => keyOf(answer).accessKeyId)).toEqual(
      (await inventory(testStack, tenant)).users[0]?.keys,
    );
  });

  test('leaves alone a key that somebody made before the first claim, also when its own answer is lost', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    const { AccessKey } = await testStack.root(tenant).createAccessKey({ UserName: 'tutum' });
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 1 });
    const claimed = await testStack.claim(body.id);
    expect(claimed.status).toBe(200);
    const keys = (await inventory(testStack, tenant)).users[0]?.keys;
    expect(new Set(keys)).toEqual(new Set([AccessKey?.AccessKeyId, keyOf(claimed).accessKeyId]));
  });

  test("two keys that are somebody else's are a used-up quota: 409, none is deleted, and it stays ready", async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    await testStack.root(tenant).createAccessKey({ UserName: 'tutum' });
    await testStack.root(tenant).createAccessKey({ UserName: 'tutum' });
    const { status, body: problem } = await testStack.claim(body.id);
    expect([status, problem.type]).toEqual([409, 'urn:latchkey:problem:quota-exceeded']);
    expect(problem.detail).toContain('AccessKeysPerUser: 2');
    expect((await inventory(testStack, tenant)).users[0]?.keys).toHaveLength(2);
    expect((await testStack.get(body.id)).body.status).toBe('ready');
  });

  test('a role that is refused by then needs attention, with the ARNs of what lives', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    await lockOut(testStack, tenant);
    const { status, body: problem } = await testStack.claim(body.id);
    expect([status, problem.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    expect(problem.detail).toContain(`arn:aws:iam::${tenant.accountId}:user/latchkey/tutum/${body.id}/tutum`);
    expect((await testStack.get(body.id)).body.status).toBe('needs_attention');
  });
});
