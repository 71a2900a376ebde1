import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import { LeaseLost } from '../../lib/core/controlFlowErrors.ts';
import type { Deps } from '../../lib/http/ports.ts';
import { requestProvision } from '../../lib/requests/requestProvision.ts';
import { createRequestOf } from '../support/createRequest.ts';
import { lockOut } from '../support/lockOut.ts';
import { inventory, keyOf, type Tenant, shortTimes, later } from '../support/testStack.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    environment: { ...shortTimes, LATCHKEY_LOST_ACCESS_MS: '1' },
    sweepEveryMs: 400,
  });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const UserName = 'tutum';
const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);
const operations = async (tenant: Tenant) => (await testStack.calls(tenant)).map(({ operation }) => operation);

const requestOf = ({ clock }: Deps, tenant: Tenant, ms: number) => createRequestOf(tenant, clock.monotonic() + ms);

describe('an onboarding whose stack is not launched yet', () => {
  test('returns to awaiting_access after an asynchronous provision', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant);
    const before = await testStack.read(body.id);
    expect((await testStack.provision(body.id, later)).status).toBe(202);
    const { attempts } = await testStack.until(body.id, 'awaiting_access', 'needs_attention');
    expect(attempts).toBeGreaterThan(before.attempts);
    expect((await testStack.read(body.id)).status).toBe('awaiting_access');
    await testStack.launch(tenant);
    expect((await testStack.provision(body.id)).body.status).toBe('ready');
  });

  test('is set to awaiting_access even if a read of the table fails', async () => {
    const tenant = testStack.nextTenant();
    const own = testStack.deps();
    let failures = 0;
    const store = {
      ...own.store,
      getAccess: async (tenantId: string, accountId: string) => {
        const records = await testStack.items();
        const isOnRecord = records.some((item) => item['accountId'] === tenant.accountId && item['sk'] === 'record');
        if (!isOnRecord || failures > 0) return own.store.getAccess(tenantId, accountId);
        failures += 1;
        throw new AwsFailure('dynamodb:GetItem', 'InternalServerError', 'no', 'unknown');
      },
    };
    const { onboarding } = await testStack.run(createOnboarding({ ...own, store }, requestOf(own, tenant, 15_000)));
    expect(failures).toBe(1);
    expect(onboarding.status).toBe('awaiting_access');
    await testStack.launch(tenant);
    expect((await testStack.provision(onboarding.id)).body.status).toBe('ready');
  });

  test('can be provisioned any number of times: these attempts do not count when it later waits for AWS', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant);
    const own = testStack.deps();
    for (let times = 0; times < 26; times += 1) {
      const record = await testStack.read(body.id);
      const asked = await testStack.run(requestProvision(own, record, false, own.clock.monotonic() + 15_000));
      expect(asked.status).toBe('awaiting_access');
    }
    await testStack.launch(tenant);
    await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'throttle' });
    const postponed = await testStack.run(
      requestProvision(own, await testStack.read(body.id), false, own.clock.monotonic() + 1000),
    );
    expect(postponed.status).toBe('provisioning');
    await testStack.clearFaults();
    expect((await testStack.until(body.id, 'ready', 'rolling_back', 'failed')).status).toBe('ready');
  });
});

test('the problem stack-outdated contains an update-stack command; after that update, a provision and a new create succeed', async () => {
  const tenant = testStack.nextTenant();
  const { launchUrl } = await testStack.launch(tenant, { region: 'us-west-2' });
  const refused = await testStack.create(tenant);
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);

  const [, command = ''] = /(aws cloudformation update-stack .*)$/.exec(refused.body.detail) ?? [];
  const given = [...command.matchAll(/ParameterKey=(\w+),ParameterValue=(\S+)/g)];
  const [page = '', query = ''] = launchUrl.split('#/stacks/quickcreate?');
  const link = new URLSearchParams(query);
  for (const [, name = '', value = ''] of given) link.set(`param_${name}`, value);
  link.set('templateURL', / --template-url (\S+)/.exec(command)?.[1] ?? '');
  const updated = `${page}#/stacks/quickcreate?${link.toString()}`;
  expect(updated).not.toBe(launchUrl);
  const { accountId } = tenant;
  expect(await testStack.sandbox('POST', 'launch', { launchUrl: updated, accountId, update: true })).toMatchObject({
    status: 'UPDATE_COMPLETE',
  });

  const again = await testStack.provision(refused.body.onboarding ?? '');
  expect([again.status, again.body.status]).toEqual([200, 'ready']);
  const other = await testStack.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } });
  expect([other.status, keyOf(other).userName]).toEqual([201, 'second']);
});

test('if a create is postponed before it creates a key, the keys that an administrator creates before the claim stay', async () => {
  const tenant = await testStack.newTenant();
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'throttle' });
  const own = testStack.deps();
  const { onboarding } = await testStack.run(createOnboarding(own, requestOf(own, tenant, 1000)));
  expect(onboarding.status).toBe('provisioning');
  await testStack.clearFaults();
  await testStack.until(onboarding.id, 'ready');
  expect(await operations(tenant)).not.toContain('iam:CreateAccessKey');
  const { AccessKey } = await testStack.root(tenant).createAccessKey({ UserName });
  const { accessKeyId } = keyOf(await testStack.claim(onboarding.id));
  expect(new Set(await keysOf(tenant))).toEqual(new Set([AccessKey?.AccessKeyId, accessKeyId]));
});

describe('a process that crashes after it created everything and before the record says so', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(cleanups.splice(0).map((cleanUp) => cleanUp()));
  });

  /**
   * Starts a create whose later writes to the record and checks of keys never end, as if its process had crashed; it is
   * stopped after the test. Resolves to the onboarding's ID when user, key and policy exist.
   */
  async function startCrashingCreate(tenant: Tenant) {
    const own = testStack.deps();
    const crash = Promise.withResolvers<never>();
    const store: typeof own.store = { ...own.store, move: () => crash.promise };
    const tenantAccounts = { ...own.tenantAccounts, accountOfKey: () => crash.promise };
    const id = own.newOnboardingId();
    const crashing = { ...own, store, tenantAccounts, newOnboardingId: () => id };
    const work = createOnboarding(crashing, requestOf(own, tenant, 15_000)).catch(() => undefined);
    cleanups.push(async () => {
      crash.reject(new LeaseLost('dead'));
      await testStack.run(work);
    });
    await Promise.all([
      testStack.untilCalled(tenant, 'iam:CreateAccessKey'),
      testStack.untilCalled(tenant, 'iam:AttachUserPolicy'),
    ]);
    return id;
  }

  test('leaves an onboarding that names all resources if the role cannot be assumed, and a later provision removes them', async () => {
    const tenant = await testStack.newTenant();
    const id = await startCrashingCreate(tenant);
    const restoreTrust = await lockOut(testStack, tenant);
    await testStack.until(id, 'needs_attention', 'awaiting_access', 'failed');
    const { users, policies } = await inventory(testStack, tenant);
    expect([users.map(({ keys }) => keys.length), policies]).toEqual([[1], ['tutum-policy']]);
    const { body } = await testStack.get(id);
    expect([body.status, body.problem?.type]).toEqual(['needs_attention', 'urn:latchkey:problem:access-lost']);
    for (const what of [`user${iamPathOf(tenant, id)}tutum`, `policy${iamPathOf(tenant, id)}tutum-policy`])
      expect(body.receipt?.resources.map(({ arn }) => arn)).toContain(`arn:aws:iam::${tenant.accountId}:${what}`);
    expect(body.problem?.detail).toContain('An access key of a user in this list may be active');
    expect(body.receipt?.resources.map(({ type, status }) => [type, status]).toSorted()).toEqual([
      ['policy', 'left'],
      ['user', 'left'],
    ]);

    await restoreTrust();
    await testStack.provision(id);
    // The account is empty, so that a role that cannot be assumed later does not need attention.
    expect(await testStack.read(id)).toMatchObject({ status: 'failed', mayHaveMade: false });
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });
});
