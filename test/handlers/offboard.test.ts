import { lockOut } from '../support/lockOut.ts';
import { believedAtOnce, inventory, keyOf, later, type Answer, type Tenant } from '../support/testStack.ts';
import { tenantFor } from '../support/onboarded.ts';
import { refusalOf } from '../support/sandboxClients.ts';
import { iamPathOf, roleNameOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 300, environment: believedAtOnce });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const linesOf = ({ body }: Answer) => body.receipt?.resources.map(({ type, status }) => `${type} ${status}`).toSorted();

interface Made {
  readonly tenant: Tenant;
  readonly id: string;
}

async function ready(): Promise<Made> {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, {}, later)).body;
  await testStack.until(id, 'ready');
  return { tenant, id };
}

async function claimed(): Promise<Made> {
  const tenant = await testStack.newTenant();
  return { tenant, id: (await testStack.create(tenant)).body.id };
}

async function awaiting(): Promise<Made> {
  const tenant = testStack.nextTenant();
  return { tenant, id: (await testStack.create(tenant)).body.id };
}

/** Creates an onboarding in each status that DELETE accepts. */
const onboardingsIn: Readonly<Record<string, () => Promise<Made>>> = {
  claimed,
  ready,
  awaiting_access: awaiting,
  failed: async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createPolicy({ PolicyName: 'tutum-policy', PolicyDocument: somePolicy });
    const { body } = await testStack.create(tenant);
    await testStack.root(tenant).deletePolicy({ PolicyArn: `arn:aws:iam::${tenant.accountId}:policy/tutum-policy` });
    return { tenant, id: body.onboarding ?? '' };
  },
  expired: async () => {
    const onboarding = await awaiting();
    await testStack.changeRecord(onboarding.id, ({ dueTimes }) => {
      const past = testStack.now() - 1000;
      return { dueTimes: { ...dueTimes, expiry: past }, dueAt: past };
    });
    await testStack.until(onboarding.id, 'expired');
    return onboarding;
  },
  needs_attention: async () => {
    const onboarding = await ready();
    const restoreTrust = await lockOut(testStack, onboarding.tenant);
    expect((await testStack.claim(onboarding.id)).body.type).toBe('urn:latchkey:problem:access-lost');
    await restoreTrust();
    return onboarding;
  },
  offboarded: async () => {
    const onboarding = await claimed();
    await testStack.offboard(onboarding.id);
    return onboarding;
  },
};
const somePolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }],
});

test.each(Object.entries(onboardingsIn))(
  'DELETE of an onboarding that is %s removes its resources; a second DELETE is 200 with the same receipt',
  async (status, makeOne) => {
    const { tenant, id } = await makeOne();
    expect((await testStack.get(id)).body.status).toBe(status);
    const first = await testStack.offboard(id);
    expect([first.status, first.body.status]).toEqual([200, 'offboarded']);
    expect(await inventory(testStack, tenant)).toEqual(nothing);
    expect(first.body.receipt?.resources.filter((line) => line.status !== 'removed') ?? []).toEqual([]);
    const repeated = await testStack.offboard(id);
    expect([repeated.status, repeated.text]).toEqual([200, first.text]);
  },
);

describe('a claimed onboarding', () => {
  test('has its keys deactivated before anything is deleted; the receipt names each ARN and the key', async () => {
    const tenant = await testStack.newTenant();
    const created = await testStack.create(tenant);
    const key = keyOf(created);
    await testStack.stsWith(key).getCallerIdentity({});
    const before = (await testStack.calls(tenant)).length;
    const answer = await testStack.offboard(created.body.id);
    const calls = (await testStack.calls(tenant)).slice(before).map(({ operation }) => operation);
    const removal = /^iam:(?:Delete|Detach|Remove|Deactivate)/;
    expect(calls.lastIndexOf('iam:UpdateAccessKey')).toBeGreaterThan(-1);
    expect(calls.findIndex((each) => removal.test(each))).toBeGreaterThan(calls.lastIndexOf('iam:UpdateAccessKey'));
    expect((await refusalOf(testStack.stsWith(key).getCallerIdentity({}))).code).toBe('InvalidClientTokenId');
    const path = iamPathOf(tenant, created.body.id);
    expect(answer.body.receipt?.resources.toSorted((one, other) => (one.type < other.type ? -1 : 1))).toEqual([
      { type: 'access-key', arn: key.userArn, accessKeyId: key.accessKeyId, status: 'removed' },
      { type: 'policy', arn: `arn:aws:iam::${tenant.accountId}:policy${path}tutum-policy`, status: 'removed' },
      { type: 'user', arn: key.userArn, status: 'removed' },
    ]);
    expect(answer.body.steps.map(({ name, status }) => [name, status])).toEqual(
      expect.arrayContaining([
        ['deactivate-access-keys', 'done'],
        ['remove-user tutum', 'done'],
        ['remove-policy tutum-policy', 'done'],
      ]),
    );
  });

  test('has its keys deactivated even if nothing can be deleted; it needs attention, and a later DELETE ends it', async () => {
    const tenant = await testStack.newTenant();
    const created = await testStack.create(tenant);
    const key = keyOf(created);
    const { id } = created.body;
    const denial = { RoleName: roleNameOf(tenant), PolicyName: 'no' };
    await testStack.root(tenant).putRolePolicy({
      ...denial,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: ['iam:Delete*', 'iam:Detach*'], Resource: '*' }],
      }),
    });
    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect((await refusalOf(testStack.stsWith(key).getCallerIdentity({}))).code).toBe('InvalidClientTokenId');
    const { AccessKeyMetadata = [] } = await testStack.root(tenant).listAccessKeys({ UserName: 'tutum' });
    expect(AccessKeyMetadata.map(({ Status }) => Status)).toEqual(['Inactive']);
    const onboarding = await testStack.get(id);
    expect([onboarding.body.status, linesOf(onboarding)]).toEqual([
      'needs_attention',
      ['access-key left', 'policy left', 'user left'],
    ]);
    for (const line of onboarding.body.receipt?.resources ?? []) expect(line['reason']).toContain('iam:Delete');
    await testStack.root(tenant).deleteRolePolicy(denial);
    const ended = await testStack.offboard(id);
    expect([ended.status, linesOf(ended)]).toEqual([200, ['access-key removed', 'policy removed', 'user removed']]);
    // The receipt of the later DELETE has no reason, because nothing is left any more.
    expect(ended.text).not.toContain('reason');
  });

  test('releases its slot, so that the same names can be onboarded again; it can be neither claimed nor provisioned', async () => {
    const { tenant, id } = await claimed();
    const conflict = await testStack.create(tenant);
    expect([conflict.status, conflict.body.type]).toEqual([409, 'urn:latchkey:problem:slot-held']);
    await testStack.offboard(id);
    const claim = await testStack.claim(id);
    const provision = await testStack.provision(id);
    expect([claim.status, provision.status]).toEqual([409, 409]);
    const next = await testStack.create(tenant);
    expect([next.status, keyOf(next).userName]).toEqual([201, 'tutum']);
    // A DELETE of the old onboarding does not remove the resources of the new one.
    expect((await testStack.offboard(id)).status).toBe(200);
    await testStack.stsWith(keyOf(next)).getCallerIdentity({});
  });
});

test('DELETE of ten users deactivates all keys before it deletes the first user', async () => {
  const userNames = Array.from({ length: 10 }, (_, index) => `cycle-${String(index)}`);
  const tenant = await tenantFor(testStack, 'cycle', { userNames });
  const created = await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames } });
  expect(created.body.credentials).toHaveLength(10);
  // Two users have an inline policy with the same name; the receipt names both.
  for (const UserName of userNames.slice(0, 2))
    await testStack.root(tenant).putUserPolicy({ UserName, PolicyName: 'extra', PolicyDocument: somePolicy });
  const before = (await testStack.calls(tenant)).length;
  const answer = await testStack.offboard(created.body.id);
  expect(answer.body.status).toBe('offboarded');
  const calls = (await testStack.calls(tenant)).slice(before).map(({ operation }) => operation);
  expect(calls.filter((each) => each === 'iam:UpdateAccessKey')).toHaveLength(10);
  expect(calls.indexOf('iam:DeleteAccessKey')).toBeGreaterThan(calls.lastIndexOf('iam:UpdateAccessKey'));
  const extra = answer.body.receipt?.resources.filter(({ type }) => type === 'inline-policy') ?? [];
  expect(extra.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1)).toSorted()).toEqual(['cycle-0', 'cycle-1']);
  expect(answer.body.receipt?.resources.filter(({ status }) => status !== 'removed')).toEqual([]);
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

describe('DELETE of an onboarding that another process works on', () => {
  const refused = async (id: string, status: string) => {
    await testStack.until(id, status);
    const { status: code, body, headers } = await testStack.offboard(id);
    expect([code, body.type, headers.get('retry-after')]).toEqual([409, 'urn:latchkey:problem:in-progress', '5']);
    expect(body.detail).toContain(status);
    // Ends the delay.
    await testStack.clearFaults();
  };

  test('is 409 while it is provisioning', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 4000, times: 1 });
    const { id } = (await testStack.create(tenant, {}, later)).body;
    await refused(id, 'provisioning');
    await testStack.until(id, 'ready');
  });

  test('is 409 while it is rolling back', async () => {
    const tenant = await testStack.newTenant();
    await testStack.root(tenant).createPolicy({ PolicyName: 'tutum-policy', PolicyDocument: somePolicy });
    await testStack.fault({ operation: 'iam:DeleteUser', kind: 'delay', ms: 4000, times: 1 });
    const { id } = (await testStack.create(tenant, {}, later)).body;
    await refused(id, 'rolling_back');
    await testStack.until(id, 'failed');
  });

  test('is 409 while it is claiming, and the claim gets its key', async () => {
    const { id } = await ready();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'delay', ms: 4000, times: 1 });
    const claim = testStack.claim(id);
    await refused(id, 'claiming');
    expect((await claim).status).toBe(200);
  });

  test('is 200 or 202 for both of two concurrent requests, and everything is removed', async () => {
    const { tenant, id } = await claimed();
    const answers = await Promise.all([testStack.offboard(id), testStack.offboard(id)]);
    for (const { status } of answers) expect([200, 202]).toContain(status);
    await testStack.until(id, 'offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });
});

test.each(['claimed', 'ready', 'needs_attention'])(
  'DELETE with Prefer: respond-async of an onboarding that is %s is 202 with Location, and a worker ends it',
  async (status) => {
    const { tenant, id } = (await onboardingsIn[status]?.()) ?? (await claimed());
    const answer = await testStack.offboard(id, later);
    expect([answer.status, answer.body.status]).toEqual([202, 'offboarding']);
    expect(answer.headers.get('location')).toBe(`/v1/onboardings/${id}`);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await testStack.until(id, 'offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  },
);

test('DELETE with a body is 422 and changes nothing', async () => {
  const { id } = await awaiting();
  expect((await testStack.request('DELETE', `/v1/onboardings/${id}`, { force: true })).status).toBe(422);
  expect((await testStack.get(id)).body.status).toBe('awaiting_access');
});
