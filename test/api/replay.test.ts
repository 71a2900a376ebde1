import { inventory, type Answer, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const under = ({ tenantId }: Tenant) => ({ 'idempotency-key': `of-${tenantId}` });
const odd = { status: 400, code: 'SomethingNew', message: 'Something that nobody has seen before.' };
/** Makes AWS refuse the next CreateUser with an error that is answered with a 5xx. */
const failOnce = () => testStack.fault({ operation: 'iam:CreateUser', kind: 'answer', ...odd, times: 1 });
const isReplayed = ({ headers }: Answer) => headers.get('idempotency-replayed') === 'true';

describe('a replayed create', () => {
  test('has the status and the Location of the first answer, and says that it is a replay', async () => {
    const tenant = await testStack.newTenant();
    const first = await testStack.create(tenant, {}, under(tenant));
    const replay = await testStack.create(tenant, {}, under(tenant));
    expect([first, replay].map(({ status, headers }) => [status, headers.get('location')])).toEqual(
      Array(2).fill([201, `/v1/onboardings/${first.body.id}`]),
    );
    expect([isReplayed(first), isReplayed(replay), replay.body.credentials]).toEqual([false, true, null]);
  });

  test('keeps 201 although a later request works on the onboarding', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant, {}, under(tenant));
    await testStack.launch(tenant);
    expect((await testStack.provision(body.id, { prefer: 'respond-async' })).status).toBe(202);
    const replay = await testStack.create(tenant, {}, under(tenant));
    expect([replay.status, replay.body.status]).toEqual([201, 'provisioning']);
  });

  test('repeats a 409, even after the cause is gone and the onboarding was provisioned again', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const first = await testStack.create(tenant, {}, under(tenant));
    expect(first).toMatchObject({ status: 409, body: { type: 'urn:latchkey:problem:foreign-resource' } });
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    expect((await testStack.provision(first.body.onboarding ?? '')).body.status).toBe('ready');
    const replay = await testStack.create(tenant, {}, under(tenant));
    const { type, detail, onboarding } = first.body;
    expect([replay.status, replay.body, isReplayed(replay)]).toMatchObject([409, { type, detail, onboarding }, true]);
  });

  test('is no new create after a 409, although its onboarding failed', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const first = await testStack.create(tenant, {}, under(tenant));
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    const replay = await testStack.create(tenant, {}, under(tenant));
    expect([first, replay].map(({ status, body }) => [status, body.onboarding])).toEqual(
      Array(2).fill([409, first.body.onboarding]),
    );
    expect([isReplayed(replay), (await inventory(testStack, tenant)).users]).toEqual([true, []]);
  });

  test('is a new create after a 5xx', async () => {
    const tenant = await testStack.newTenant();
    await failOnce();
    const first = await testStack.create(tenant, {}, under(tenant));
    expect(first).toMatchObject({ status: 502, body: { type: 'urn:latchkey:problem:aws-error', retryable: true } });
    const second = await testStack.create(tenant, {}, under(tenant));
    expect([second.status, isReplayed(second), second.body.credentials]).toMatchObject([201, false, [{}]]);
    expect(second.body.id).not.toBe(first.body.onboarding);
    expect((await inventory(testStack, tenant)).users).toHaveLength(1);
  });

  test.each<{ what: string; use: (id: string) => Promise<unknown> }>([
    { what: 'was offboarded', use: (id) => testStack.offboard(id) },
    {
      what: 'was provisioned again, claimed and offboarded',
      use: async (id) => {
        await testStack.provision(id);
        expect((await testStack.claim(id)).status).toBe(200);
        await testStack.offboard(id);
      },
    },
    { what: 'was provisioned again and is ready', use: (id) => testStack.provision(id) },
    {
      what: 'was provisioned again, and failed again',
      use: async (id) => {
        await failOnce();
        expect((await testStack.provision(id)).status).toBe(502);
        expect((await testStack.get(id)).body.status).toBe('failed');
      },
    },
  ])('is no new create after a 5xx, if its onboarding $what since', async ({ use }) => {
    const tenant = await testStack.newTenant();
    await failOnce();
    const id = (await testStack.create(tenant, {}, under(tenant))).body.onboarding ?? '';
    await use(id);
    const replay = await testStack.create(tenant, {}, under(tenant));
    expect([replay.body.id, isReplayed(replay), replay.body.credentials ?? null]).toEqual([id, true, null]);
  });
});

test('a claim that failed releases its Idempotency-Key for another request', async () => {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.create(tenant);
  await testStack.launch(tenant);
  await testStack.provision(body.id);
  const limit = { status: 409, code: 'LimitExceeded', message: 'Cannot exceed quota for AccessKeysPerUser: 2' };
  await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'answer', ...limit });
  expect((await testStack.claim(body.id, under(tenant))).status).toBe(409);
  await testStack.clearFaults();
  const other = testStack.nextTenant();
  expect((await testStack.create(other, {}, under(tenant))).status).toBe(201);
});
