import { tutum } from '../../catalog/tutum.ts';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import type { CreateRequest } from '../../lib/requests/firstRecord.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { LeaseLost } from '../../lib/core/controlFlowErrors.ts';
import type { Deps } from '../../lib/http/ports.ts';
import { requestProvision } from '../../lib/requests/requestProvision.ts';
import {
  inventory,
  keyOf,
  startTestStack,
  type TestStack,
  type Tenant,
  shortTimes,
  later,
} from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: shortTimes, sweepEveryMs: 100 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const UserName = 'tutum';
const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);
const operations = async (tenant: Tenant) => (await testStack.calls(tenant)).map(({ operation }) => operation);

const deps = () => buildDeps(readConfig(process.env));
const requestOf = ({ clock }: Deps, tenant: Tenant, ms: number): CreateRequest => ({
  ...tenant,
  blueprint: tutum,
  parameters: { region: null, userName: UserName, policyName: 'tutum-policy' },
  roleArn: `arn:aws:iam::${tenant.accountId}:role/latchkey-bootstrap-tutum`,
  caller: 'test',
  keyed: undefined,
  webhook: undefined,
  linkSeconds: undefined,
  isAsynchronous: false,
  deadline: clock.monotonic() + ms,
});

describe('an onboarding whose stack is not launched yet', () => {
  test('goes back to awaiting access when it is asked to be provisioned by a worker', async () => {
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

  test('gets there although the table fails on the way', async () => {
    const tenant = testStack.nextTenant();
    const own = deps();
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
    const { onboarding } = await createOnboarding({ ...own, store }, requestOf(own, tenant, 4000));
    expect(failures).toBe(1);
    expect(onboarding.status).toBe('awaiting_access');
    await testStack.launch(tenant);
    expect((await testStack.provision(onboarding.id)).body.status).toBe('ready');
  });

  test('may be asked for any number of times: that takes nothing from the patience it needs later', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant);
    const own = deps();
    for (let times = 0; times < 26; times += 1) {
      const record = await testStack.read(body.id);
      const asked = await requestProvision(own, record, false, own.clock.monotonic() + 4000);
      expect(asked.status).toBe('awaiting_access');
    }
    await testStack.launch(tenant);
    await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'throttle' });
    const parked = await requestProvision(own, await testStack.read(body.id), false, own.clock.monotonic() + 1000);
    expect(parked.status).toBe('provisioning');
    await testStack.clearFaults();
    expect((await testStack.until(body.id, 'ready', 'rolling_back', 'failed')).status).toBe('ready');
  });
});

test('stack-outdated names a command; after it, provision and a new create succeed', async () => {
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
  expect(await testStack.sandbox('POST', 'launch', { launchUrl: updated, accountId: tenant.accountId })).toMatchObject({
    status: 'UPDATE_COMPLETE',
  });

  const again = await testStack.provision(refused.body.onboarding ?? '');
  expect([again.status, again.body.status]).toEqual([200, 'ready']);
  const other = await testStack.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } });
  expect([other.status, keyOf(other).userName]).toEqual([201, 'second']);
});

test('a create that was put down before it made a key leaves the keys that an administrator made before the claim', async () => {
  const tenant = await testStack.newTenant();
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'throttle' });
  const own = deps();
  const { onboarding } = await createOnboarding(own, requestOf(own, tenant, 1000));
  expect(onboarding.status).toBe('provisioning');
  await testStack.clearFaults();
  await testStack.until(onboarding.id, 'ready');
  expect(await operations(tenant)).not.toContain('iam:CreateAccessKey');
  const { AccessKey } = await testStack.root(tenant).createAccessKey({ UserName });
  const { accessKeyId } = keyOf(await testStack.claim(onboarding.id));
  expect(new Set(await keysOf(tenant))).toEqual(new Set([AccessKey?.AccessKeyId, accessKeyId]));
});

describe('a process that dies when all is made and nothing is noted', () => {
  const burials: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(burials.splice(0).map((bury) => bury()));
  });

  /** Everything it writes or tries from then on hangs, until it is buried. */
  async function dying(tenant: Tenant) {
    const own = deps();
    const death = Promise.withResolvers<never>();
    const store = { ...own.store, move: () => death.promise };
    const tenantAccounts = { ...own.tenantAccounts, accountOfKey: () => death.promise };
    const id = own.newOnboardingId();
    const dead = { ...own, store, tenantAccounts, newOnboardingId: () => id };
    const work = createOnboarding(dead, requestOf(own, tenant, 4000)).catch(() => undefined);
    burials.push(async () => {
      death.reject(new LeaseLost('dead'));
      await work;
    });
    await Promise.all([
      testStack.untilCalled(tenant, 'iam:CreateAccessKey'),
      testStack.untilCalled(tenant, 'iam:AttachUserPolicy'),
    ]);
    return id;
  }

  test('in an account that then locks us out: all that may be there is named, and goes once we are let in', async () => {
    const tenant = await testStack.newTenant();
    const id = await dying(tenant);
    let condition: unknown;
    await testStack.openTrust(tenant, (statement) => {
      condition = statement['Condition'];
      return { ...statement, Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } } };
    });
    await testStack.until(id, 'needs_attention', 'awaiting_access', 'failed');
    const { users, policies } = await inventory(testStack, tenant);
    expect([users.map(({ keys }) => keys.length), policies]).toEqual([[1], ['tutum-policy']]);
    const { body } = await testStack.get(id);
    expect([body.status, body.problem?.type]).toEqual(['needs_attention', 'urn:latchkey:problem:access-lost']);
    for (const what of [`user/latchkey/tutum/${id}/tutum`, `policy/latchkey/tutum/${id}/tutum-policy`])
      expect(body.problem?.detail).toContain(`arn:aws:iam::${tenant.accountId}:${what}`);
    expect(body.problem?.detail).toContain('An access key of one of these users may be active');
    expect(body.receipt?.resources.map(({ type, status }) => [type, status]).toSorted()).toEqual([
      ['policy', 'left'],
      ['user', 'left'],
    ]);

    await testStack.openTrust(tenant, (statement) => ({ ...statement, Condition: condition }));
    await testStack.provision(id);
    // Nothing is there, so a role that is refused later is nobody's worry.
    expect(await testStack.read(id)).toMatchObject({ status: 'failed', mayHaveMade: false });
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });
});
