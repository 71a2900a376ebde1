import { tutum } from '../../catalog/tutum.ts';
import { AwsFailure } from '../../lib/awsFailure.ts';
import { createOnboarding } from '../../lib/createOnboarding.ts';
import type { CreateRequest } from '../../lib/firstRecord.ts';
import { readConfig } from '../../lib/gateways/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { LeaseLost } from '../../lib/lease.ts';
import type { Deps } from '../../lib/ports.ts';
import { requestProvision } from '../../lib/requestProvision.ts';
import { inventory, keyOf, startHouse, type House, type Tenant, shortTimes, later } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({ environment: shortTimes, sweepEveryMs: 100 });
});
afterEach(() => house.clearFaults());
afterAll(() => house.close());

const UserName = 'tutum';
const keysOf = async (tenant: Tenant) => (await inventory(house, tenant)).users.flatMap(({ keys }) => keys);
const operations = async (tenant: Tenant) => (await house.calls(tenant)).map(({ operation }) => operation);

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
    const tenant = house.nextTenant();
    const { body } = await house.create(tenant);
    const before = await house.read(body.id);
    expect((await house.provision(body.id, later)).status).toBe(202);
    const { attempts } = await house.until(body.id, 'awaiting_access', 'needs_attention');
    expect(attempts).toBeGreaterThan(before.attempts);
    expect((await house.read(body.id)).status).toBe('awaiting_access');
    await house.launch(tenant);
    expect((await house.provision(body.id)).body.status).toBe('ready');
  });

  test('gets there although the table fails on the way', async () => {
    const tenant = house.nextTenant();
    const own = deps();
    let failures = 0;
    const store = {
      ...own.store,
      getAccess: async (tenantId: string, accountId: string) => {
        const records = await house.items();
        const isOnRecord = records.some((item) => item['accountId'] === tenant.accountId && item['sk'] === 'record');
        if (!isOnRecord || failures > 0) return own.store.getAccess(tenantId, accountId);
        failures += 1;
        throw new AwsFailure('dynamodb:GetItem', 'InternalServerError', 'no', 'unknown');
      },
    };
    const { onboarding } = await createOnboarding({ ...own, store }, requestOf(own, tenant, 4000));
    expect(failures).toBe(1);
    expect(onboarding.status).toBe('awaiting_access');
    await house.launch(tenant);
    expect((await house.provision(onboarding.id)).body.status).toBe('ready');
  });

  test('may be asked for any number of times: that takes nothing from the patience it needs later', async () => {
    const tenant = house.nextTenant();
    const { body } = await house.create(tenant);
    const own = deps();
    for (let times = 0; times < 26; times += 1) {
      const record = await house.read(body.id);
      const asked = await requestProvision(own, record, false, own.clock.monotonic() + 4000);
      expect(asked.status).toBe('awaiting_access');
    }
    await house.launch(tenant);
    await house.fault({ operation: 'iam:AttachUserPolicy', kind: 'throttle' });
    const parked = await requestProvision(own, await house.read(body.id), false, own.clock.monotonic() + 1000);
    expect(parked.status).toBe('provisioning');
    await house.clearFaults();
    expect((await house.until(body.id, 'ready', 'rolling_back', 'failed')).status).toBe('ready');
  });
});

test('stack-outdated names a command; after it, provision and a new create succeed', async () => {
  const tenant = house.nextTenant();
  const { launchUrl } = await house.launch(tenant, { region: 'us-west-2' });
  const refused = await house.create(tenant);
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);

  const [, command = ''] = /(aws cloudformation update-stack .*)$/.exec(refused.body.detail) ?? [];
  const given = [...command.matchAll(/ParameterKey=(\w+),ParameterValue=(\S+)/g)];
  const [page = '', query = ''] = launchUrl.split('#/stacks/quickcreate?');
  const link = new URLSearchParams(query);
  for (const [, name = '', value = ''] of given) link.set(`param_${name}`, value);
  link.set('templateURL', / --template-url (\S+)/.exec(command)?.[1] ?? '');
  const updated = `${page}#/stacks/quickcreate?${link.toString()}`;
  expect(updated).not.toBe(launchUrl);
  expect(await house.sandbox('POST', 'launch', { launchUrl: updated, accountId: tenant.accountId })).toMatchObject({
    status: 'UPDATE_COMPLETE',
  });

  const again = await house.provision(refused.body.onboarding ?? '');
  expect([again.status, again.body.status]).toEqual([200, 'ready']);
  const other = await house.create(tenant, { parameters: { userName: 'second', policyName: 'second-policy' } });
  expect([other.status, keyOf(other).userName]).toEqual([201, 'second']);
});

test('a create that was put down before it made a key leaves the keys that an administrator made before the claim', async () => {
  const tenant = await house.newTenant();
  await house.fault({ operation: 'iam:CreateUser', kind: 'throttle' });
  const own = deps();
  const { onboarding } = await createOnboarding(own, requestOf(own, tenant, 1000));
  expect(onboarding.status).toBe('provisioning');
  await house.clearFaults();
  await house.until(onboarding.id, 'ready');
  expect(await operations(tenant)).not.toContain('iam:CreateAccessKey');
  const { AccessKey } = await house.root(tenant).createAccessKey({ UserName });
  const { accessKeyId } = keyOf(await house.claim(onboarding.id));
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
      house.untilCalled(tenant, 'iam:CreateAccessKey'),
      house.untilCalled(tenant, 'iam:AttachUserPolicy'),
    ]);
    return id;
  }

  test('in an account that then locks us out: all that may be there is named, and goes once we are let in', async () => {
    const tenant = await house.newTenant();
    const id = await dying(tenant);
    let condition: unknown;
    await house.openTrust(tenant, (statement) => {
      condition = statement['Condition'];
      return { ...statement, Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } } };
    });
    await house.until(id, 'needs_attention', 'awaiting_access', 'failed');
    const { users, policies } = await inventory(house, tenant);
    expect([users.map(({ keys }) => keys.length), policies]).toEqual([[1], ['tutum-policy']]);
    const { body } = await house.get(id);
    expect([body.status, body.problem?.type]).toEqual(['needs_attention', 'urn:latchkey:problem:access-lost']);
    for (const what of [`user/latchkey/tutum/${id}/tutum`, `policy/latchkey/tutum/${id}/tutum-policy`])
      expect(body.problem?.detail).toContain(`arn:aws:iam::${tenant.accountId}:${what}`);
    expect(body.problem?.detail).toContain('An access key of such a user may be active');
    expect(body.receipt?.resources.map(({ type, status }) => [type, status]).toSorted()).toEqual([
      ['policy', 'left'],
      ['user', 'left'],
    ]);

    await house.openTrust(tenant, (statement) => ({ ...statement, Condition: condition }));
    await house.provision(id);
    // Nothing is there, so a role that is refused later is nobody's worry.
    expect(await house.read(id)).toMatchObject({ status: 'failed', mayHaveMade: false });
    expect(await inventory(house, tenant)).toEqual({ users: [], policies: [] });
  });
});
