import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../lib/gateways/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { LeaseLost } from '../../lib/lease.ts';
import type { Onboarding } from '../../lib/onboarding.ts';
import { requestOffboard } from '../../lib/requestOffboard.ts';
import { resume } from '../../lib/work.ts';
import { inventory, keyOf, startHouse, type House } from '../support/house.ts';
import { groupsOf, tenantFor } from '../support/onboarded.ts';
import { refusalOf } from '../support/sandboxClients.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({ sweepEveryMs: 300 });
});
afterEach(() => house.clearFaults());
afterAll(() => house.close());

const nothing = { users: [], policies: [] };
const UserName = 'tutum';
const RoleName = 'latchkey-bootstrap-tutum';
const deps = () => buildDeps(readConfig(process.env));

async function claimed() {
  const tenant = await house.newTenant();
  const answer = await house.create(tenant);
  return { tenant, id: answer.body.id, key: keyOf(answer), root: house.root(tenant) };
}

describe('what others made stays as it is', () => {
  test("a group of ours with somebody else's user in it needs attention and names both; once the user is out, all goes", async () => {
    const tenant = await tenantFor(house, 'koding');
    const { id } = (await house.create(tenant, { blueprint: 'koding' })).body;
    const root = house.root(tenant);
    await root.createUser({ UserName: 'ada' });
    await root.addUserToGroup({ GroupName: 'Developers', UserName: 'ada' });
    const before = await groupsOf(house, tenant);

    const stopped = await house.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    const arn = `arn:aws:iam::${tenant.accountId}:group/latchkey/koding/${id}/Developers`;
    expect(stopped.body.detail).toContain(arn);
    expect(stopped.body.detail).toContain('(ada)');
    const [group] = await groupsOf(house, tenant);
    expect([group?.members, group?.policies]).toEqual([['ada'], before[0]?.policies]);
    const { body } = await house.get(id);
    expect(body.status).toBe('needs_attention');
    expect(body.receipt?.resources.find((line) => line.arn === arn)).toMatchObject({
      status: 'left',
      reason: expect.stringContaining('ada'),
    });
    expect((await inventory(house, tenant)).users.map(({ name }) => name)).toEqual(['ada']);

    await root.removeUserFromGroup({ GroupName: 'Developers', UserName: 'ada' });
    const ended = await house.offboard(id);
    expect([ended.status, ended.body.status, await groupsOf(house, tenant)]).toEqual([200, 'offboarded', []]);
    expect((await inventory(house, tenant)).users.map(({ name }) => name)).toEqual(['ada']);
  });

  test("our user in somebody's group needs attention and names the group; its keys and all else of it are gone by then", async () => {
    const tenant = await tenantFor(house, 'koding');
    const created = await house.create(tenant, { blueprint: 'koding' });
    const root = house.root(tenant);
    await root.createGroup({ GroupName: 'Admins' });
    await root.addUserToGroup({ GroupName: 'Admins', UserName: 'koding-user' });
    const stopped = await house.offboard(created.body.id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    expect(stopped.body.detail).toContain('the group Admins');
    expect(stopped.body.detail).not.toContain('did not make are in it');
    expect(await groupsOf(house, tenant)).toEqual([
      { name: 'Admins', path: '/', members: ['koding-user'], policies: [] },
    ]);
    expect((await inventory(house, tenant)).users).toMatchObject([{ name: 'koding-user', keys: [] }]);

    await root.removeUserFromGroup({ GroupName: 'Admins', UserName: 'koding-user' });
    expect((await house.offboard(created.body.id)).body.status).toBe('offboarded');
    expect(await groupsOf(house, tenant)).toMatchObject([{ name: 'Admins', members: [] }]);
  });

  test('a policy of ours on somebody else’s user needs attention and names the user; once detached, it goes', async () => {
    const { tenant, id, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/tutum/${id}/tutum-policy`;
    await root.createUser({ UserName: 'ada' });
    await root.attachUserPolicy({ UserName: 'ada', PolicyArn });
    const stopped = await house.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    expect(stopped.body.detail).toContain(PolicyArn);
    expect(stopped.body.detail).toContain('user ada');
    expect(await inventory(house, tenant)).toMatchObject({ users: [{ name: 'ada', policies: ['tutum-policy'] }] });
    await root.detachUserPolicy({ UserName: 'ada', PolicyArn });
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(house, tenant)).toMatchObject({ users: [{ name: 'ada' }], policies: [] });
  });

  test('a user of the same name that somebody made since is not ours: it stays, with its key', async () => {
    const { tenant, id, key, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/tutum/${id}/tutum-policy`;
    await root.detachUserPolicy({ UserName, PolicyArn });
    await root.deleteAccessKey({ UserName, AccessKeyId: key.accessKeyId });
    await root.deleteUser({ UserName });
    await root.createUser({ UserName, Path: `/latchkey/tutum/${id}/` });
    const { AccessKey } = await root.createAccessKey({ UserName });
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    const { AccessKeyMetadata = [] } = await root.listAccessKeys({ UserName });
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId: AccessKey?.AccessKeyId, Status: 'Active' }]);
  });
});

test('what somebody hung on our user goes with it, an extra key too, and the receipt names it', async () => {
  const { tenant, id, key, root } = await claimed();
  const { AccessKey } = await root.createAccessKey({ UserName });
  await root.createLoginProfile({ UserName, Password: 'correct-Horse-7-battery' });
  await root.attachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
  const { body } = await house.offboard(id);
  expect(body.status).toBe('offboarded');
  expect(body.receipt?.resources).toEqual(
    expect.arrayContaining(
      [
        { type: 'access-key', accessKeyId: key.accessKeyId },
        { type: 'access-key', accessKeyId: AccessKey?.AccessKeyId },
        { type: 'login-profile' },
        { type: 'attached-policy', id: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' },
      ].map((each) => expect.objectContaining({ ...each, arn: key.userArn, status: 'removed' })),
    ),
  );
  expect(await inventory(house, tenant)).toEqual(nothing);
});

describe('access that is lost', () => {
  test('the stack cannot be deleted before the offboarding, and can after it', async () => {
    const { tenant, id } = await claimed();
    const removal = () =>
      house.sandbox('DELETE', 'launch', { stackName: 'latchkey-tutum', accountId: tenant.accountId });
    await expect(removal()).rejects.toThrow('DELETE_FAILED');
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    expect(await removal()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test('a role that is gone: needs attention with every ARN and the key; once it is back DELETE ends it', async () => {
    const { tenant, id, key, root } = await claimed();
    const { Role } = await root.getRole({ RoleName });
    const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
    const [PolicyName = ''] = PolicyNames;
    const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
    await root.deleteRolePolicy({ RoleName, PolicyName });
    await root.deleteRole({ RoleName });

    const stopped = await house.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    const { body } = await house.get(id);
    expect([body.status, body.receipt?.resources.map(({ status }) => status)]).toEqual([
      'needs_attention',
      ['left', 'left', 'left'],
    ]);
    for (const { arn } of body.receipt?.resources ?? []) expect(stopped.body.detail).toContain(arn);
    expect(body.receipt?.resources).toContainEqual(
      expect.objectContaining({
        accessKeyId: key.accessKeyId,
        status: 'left',
        reason: expect.stringContaining('role'),
      }),
    );

    const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    await root.createRole({ RoleName, AssumeRolePolicyDocument });
    await root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(house, tenant)).toEqual(nothing);
  });

  test('a role whose policy was cut: needs attention, says which action AWS denied, with every ARN', async () => {
    const { tenant, id, root } = await claimed();
    const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
    const [PolicyName = ''] = PolicyNames;
    const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
    await root.deleteRolePolicy({ RoleName, PolicyName });
    const stopped = await house.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(stopped.body.detail).toContain('iam:GetUser');
    for (const { arn } of (await house.get(id)).body.receipt?.resources ?? [])
      expect(stopped.body.detail).toContain(arn);
    await root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(house, tenant)).toEqual(nothing);
  });

  test('a boundary that was swapped on our user does not stop its removal', async () => {
    const { tenant, id, root } = await claimed();
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await root.putUserPermissionsBoundary({ UserName, PermissionsBoundary });
    expect((await house.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(house, tenant)).toEqual(nothing);
  });

  test('a trust policy that stands open does not stop a removal, nor the later look', async () => {
    const { tenant, id } = await claimed();
    const open = await claimed();
    for (const each of [tenant, open.tenant])
      await house.openTrust(each, ({ Condition: _, ...statement }) => statement);
    // Deps of its own remember no closed door.
    const own = deps();
    const ended = await requestOffboard(own, await house.read(id), false, own.clock.monotonic() + 4000);
    expect(ended.status).toBe('offboarded');
    await makeDue(open.id);
    const looked = await resume(own, open.id, own.clock.monotonic() + 4000);
    expect(looked?.status).toBe('claimed');
    expect((await house.read(open.id)).dueAt).toBeUndefined();
  });
});

describe('an offboarding that does not come to its end', () => {
  const burials: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(burials.splice(0).map((bury) => bury()));
  });

  test('because its process dies is ended by a worker; the keys were dead by then, and the account is looked at once more', async () => {
    const { tenant, id, key } = await claimed();
    const own = deps();
    const death = Promise.withResolvers<never>();
    let moves = 0;
    const store: typeof own.store = {
      ...own.store,
      move: (before, after) => (moves++ === 0 ? own.store.move(before, after) : death.promise),
    };
    const tenantAccounts: typeof own.tenantAccounts = {
      ...own.tenantAccounts,
      assume: async (...question) => ({
        ...(await own.tenantAccounts.assume(...question)),
        removeFromUser: () => death.promise,
      }),
    };
    const record = await house.read(id);
    const dead = requestOffboard({ ...own, store, tenantAccounts }, record, false, own.clock.monotonic() + 4000);
    burials.push(async () => {
      death.reject(new LeaseLost('dead'));
      await dead.catch(() => undefined);
    });
    await house.untilCalled(tenant, 'iam:UpdateAccessKey');
    await house.until(id, 'offboarding');
    await endLease(id);
    const ended = await house.until(id, 'offboarded');
    expect((await refusalOf(house.stsWith(key).getCallerIdentity({}))).code).toBe('InvalidClientTokenId');
    expect(await inventory(house, tenant)).toEqual(nothing);
    expect(ended.reconcileAt).toBeGreaterThan(Date.now() + 14 * 60_000);
    expect(ended.dueAt).toBe(ended.reconcileAt);
  });

  test('because AWS throttles it is put down for the worker, who ends it', async () => {
    const { tenant, id } = await claimed();
    await house.fault({ operation: 'iam:DeleteUser', kind: 'throttle' });
    const own = deps();
    const parked = await requestOffboard(own, await house.read(id), false, own.clock.monotonic() + 1200);
    expect(parked.status).toBe('offboarding');
    await house.clearFaults();
    await house.until(id, 'offboarded');
    expect(await inventory(house, tenant)).toEqual(nothing);
  });

  test.each(['lose-answer', 'fail-after', 'fail-before', 'throttle'] as const)(
    'because of %s is done in the same request where AWS answers again in time',
    async (kind) => {
      const { tenant, id } = await claimed();
      for (const operation of ['iam:UpdateAccessKey', 'iam:DeleteAccessKey', 'iam:DeletePolicy'])
        await house.fault({ operation, kind, times: 1 });
      const answer = await house.offboard(id);
      expect([answer.status, answer.body.status]).toEqual([200, 'offboarded']);
      expect(await inventory(house, tenant)).toEqual(nothing);
    },
  );
});

test('a create that lands after the undo and the DELETE is undone by the later look that both had promised', async () => {
  const tenant = await house.newTenant();
  const root = house.root(tenant);
  await root.createUser({ UserName });
  const id = (await house.create(tenant)).body.onboarding ?? '';
  await root.deleteUser({ UserName });
  expect((await house.offboard(id)).body.status).toBe('offboarded');
  expect((await house.read(id)).reconcileAt).toBeGreaterThan(Date.now() + 14 * 60_000);
  await root.createUser({ UserName, Path: `/latchkey/tutum/${id}/` });
  const record = await looked(id);
  expect([record.status, record.reconcileAt, record.dueAt]).toEqual(['offboarded', undefined, undefined]);
  expect(await inventory(house, tenant)).toEqual(nothing);
});

/** The lease of whoever works on it is over. */
async function endLease(id: string): Promise<void> {
  await house.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueAt = :past, #lease.expiresAt = :past',
      ExpressionAttributeNames: { '#lease': 'lease' },
      ExpressionAttributeValues: { ':past': Date.now() - 60_000 },
    }),
  );
}

async function makeDue(id: string): Promise<void> {
  await house.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueAt = :past, reconcileAt = :past',
      ExpressionAttributeValues: { ':past': Date.now() - 1000 },
    }),
  );
}

/** Makes the later look due now, takes it, and says what became of it. */
async function looked(id: string): Promise<Onboarding> {
  await makeDue(id);
  const own = deps();
  for (let tries = 0; tries < 100; tries += 1) {
    await resume(own, id, own.clock.monotonic() + 4000);
    const record = await house.read(id);
    if (record.dueAt === undefined) return record;
    await sleep(25);
  }
  throw new Error(`nobody looked at ${id}`);
}
