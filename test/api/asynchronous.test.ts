import { lockOut } from '../support/lockOut.ts';
import { believedAtOnce, inventory, keyOf } from '../support/testStack.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 500, environment: believedAtOnce });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const later = { prefer: 'respond-async' };

describe('Prefer: respond-async', () => {
  test('answers 202 with Location; a worker provisions the onboarding without a key, and the claim returns the key', async () => {
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

  test('GET shows the progress of each step while a slow onboarding runs, and with Retry-After when to read again', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:*', kind: 'delay', ms: 900 });
    const { body } = await testStack.create(tenant, {}, later);
    const seen = new Set<string>();
    const pauses = new Set<string>();
    for (let status = 'provisioning'; status === 'provisioning';) {
      const { headers, body: now } = await testStack.get(body.id);
      status = String(now.status);
      pauses.add(`${status}: ${headers.get('retry-after') ?? 'none'}`);
      seen.add(now.steps.map((step) => step.status[0]).join(''));
    }
    // One letter for each step (assume-role, create-policy, create-user, attach): p is pending, r running, d done.
    expect([...seen]).toEqual(expect.arrayContaining(['drrp', 'dddr', 'dddd']));
    expect([...pauses]).toEqual(['provisioning: 2', 'ready: none']);
  });

  test('the sweep resumes an onboarding whose queue message was lost', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'sqs:SendMessage', kind: 'fail-before', times: 1 });
    const { status, body } = await testStack.create(tenant, {}, later);
    expect(status).toBe(202);
    await testStack.until(body.id, 'ready');
  });

  test('if the role cannot be assumed, the worker leaves the onboarding in awaiting_access with its launch URL', async () => {
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

  test('a failed onboarding shows its problem, and POST provision retries it', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'failed');
    expect((await testStack.get(body.id)).body.problem?.type).toBe('urn:latchkey:problem:foreign-resource');
    const conflict = await testStack.provision(body.id);
    expect([conflict.status, conflict.body.onboarding]).toEqual([409, body.id]);
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    const retried = await testStack.provision(body.id);
    expect([retried.status, retried.body.status]).toEqual([200, 'ready']);
  });

  test('POST provision on a failed onboarding answers 409 and names the onboarding that holds its slot now', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const failed = await testStack.create(tenant);
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    const holder = await testStack.create(tenant);
    const retried = await testStack.provision(failed.body.onboarding ?? '');
    expect([retried.status, retried.body.type, retried.body.onboarding]).toEqual([
      409,
      'urn:latchkey:problem:slot-held',
      holder.body.id,
    ]);
  });

  test('a replayed create of a ready onboarding answers with the URL of its claim', async () => {
    const tenant = await testStack.newTenant();
    const keyed = { ...later, 'idempotency-key': `replay-${tenant.tenantId}` };
    const { body } = await testStack.create(tenant, {}, keyed);
    await testStack.until(body.id, 'ready');
    const replay = await testStack.create(tenant, {}, keyed);
    expect([replay.status, replay.body.credentials, replay.body.claim]).toEqual([
      202,
      null,
      `/v1/onboardings/${body.id}/credentials`,
    ]);
  });
});

describe('POST /v1/onboardings/{id}/provision', () => {
  test('answers 200 and creates nothing if the onboarding is ready or claimed', async () => {
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

  test('answers 202 with Retry-After while another process works on the onboarding', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 4000 });
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.untilCalled(tenant, 'iam:CreatePolicy');
    const { status, headers } = await testStack.provision(body.id);
    await testStack.clearFaults();
    expect([status, headers.get('retry-after')]).toEqual([202, '2']);
    await testStack.until(body.id, 'ready');
  });
});

describe('POST /v1/onboardings/{id}/credentials', () => {
  test('returns the secret once; a replay under the same Idempotency-Key gets 200 without it, any other claim 409', async () => {
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

  test('of five concurrent claims, one gets the key, and the user has one key', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    const claims = await Promise.all(Array.from({ length: 5 }, () => testStack.claim(body.id)));
    const succeeded = claims.filter(({ status }) => status === 200);
    expect(succeeded).toHaveLength(1);
    expect(claims.filter(({ status }) => status === 409)).toHaveLength(4);
    expect(succeeded.map((answer) => keyOf(answer).accessKeyId)).toEqual(
      (await inventory(testStack, tenant)).users[0]?.keys,
    );
  });

  test('keeps a key that somebody else created before the claim, even if the answer of CreateAccessKey is lost', async () => {
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

  test('answers 409 quota-exceeded and stays ready if the user has two keys of somebody else; it deletes neither', async () => {
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

  test('answers 409 and needs attention if the role can no longer be assumed; the receipt has the ARNs of the resources', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant, {}, later);
    await testStack.until(body.id, 'ready');
    await lockOut(testStack, tenant);
    const { status, body: problem } = await testStack.claim(body.id);
    expect([status, problem.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    expect(problem.detail).toContain(`the receipt in GET /v1/onboardings/${body.id} lists them`);
    const stopped = (await testStack.get(body.id)).body;
    expect(stopped.status).toBe('needs_attention');
    expect(stopped.receipt?.resources.map(({ arn }) => arn)).toContain(
      `arn:aws:iam::${tenant.accountId}:user${iamPathOf(tenant, body.id)}tutum`,
    );
  });
});
