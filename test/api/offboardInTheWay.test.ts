import { dueAt } from '../../lib/record/dueTimes.ts';
import { believedAtOnce, inventory, keyOf } from '../support/testStack.ts';
import { groupsOf, tenantFor } from '../support/onboarded.ts';
import { iamPathOf, roleNameOf, stackNameOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, environment: believedAtOnce });
});
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const UserName = 'tutum';

async function claimed() {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant);
  const root = testStack.root(tenant);
  return { tenant, id: answer.body.id, key: keyOf(answer), root, RoleName: roleNameOf(tenant) };
}

/** Returns the ARNs that the receipt names as left in the account. */
async function leftOf(stack: VirtualStack, id: string) {
  const { resources = [] } = (await stack.get(id)).body.receipt ?? {};
  return resources.filter(({ status }) => status === 'left').map(({ arn }) => arn);
}

describe('an offboarding keeps what others made', () => {
  test("a group of ours with somebody else's user needs attention and names both; it is removed once the user has left it", async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const root = testStack.root(tenant);
    await root.createUser({ UserName: 'ada' });
    await root.addUserToGroup({ GroupName: 'Developers', UserName: 'ada' });
    const before = await groupsOf(testStack, tenant);

    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    const arn = `arn:aws:iam::${tenant.accountId}:group${iamPathOf(tenant, id, 'koding')}Developers`;
    expect(stopped.body.detail).toContain('(ada)');
    expect(await leftOf(testStack, id)).toContain(arn);
    const [group] = await groupsOf(testStack, tenant);
    expect([group?.members, group?.policies]).toEqual([['ada'], before[0]?.policies]);
    const { body } = await testStack.get(id);
    expect(body.status).toBe('needs_attention');
    expect(body.receipt?.resources.find((line) => line.arn === arn)).toMatchObject({
      status: 'left',
      reason: expect.stringContaining('ada'),
    });
    expect((await inventory(testStack, tenant)).users.map(({ name }) => name)).toEqual(['ada']);

    await root.removeUserFromGroup({ GroupName: 'Developers', UserName: 'ada' });
    const ended = await testStack.offboard(id);
    expect([ended.status, ended.body.status, await groupsOf(testStack, tenant)]).toEqual([200, 'offboarded', []]);
    expect((await inventory(testStack, tenant)).users.map(({ name }) => name)).toEqual(['ada']);
  });

  test('the problem names five of many other members of a group of ours, and counts the rest', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const root = testStack.root(tenant);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      await root.createUser({ UserName: name });
      await root.addUserToGroup({ GroupName: 'Developers', UserName: name });
    }
    expect((await testStack.offboard(id)).body.detail).toContain('(a, b, c, d, e and 2 more)');
  });

  test("our user in somebody else's group needs attention and names the group; its keys are already deleted", async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const created = await testStack.create(tenant, { blueprint: 'koding' });
    const root = testStack.root(tenant);
    await root.createGroup({ GroupName: 'Admins' });
    await root.addUserToGroup({ GroupName: 'Admins', UserName: 'koding-user' });
    const stopped = await testStack.offboard(created.body.id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    expect(stopped.body.detail).toContain('the group Admins');
    expect(stopped.body.detail).not.toContain('has members');
    expect(await groupsOf(testStack, tenant)).toEqual([
      { name: 'Admins', path: '/', members: ['koding-user'], policies: [] },
    ]);
    expect((await inventory(testStack, tenant)).users).toMatchObject([{ name: 'koding-user', keys: [] }]);

    await root.removeUserFromGroup({ GroupName: 'Admins', UserName: 'koding-user' });
    expect((await testStack.offboard(created.body.id)).body.status).toBe('offboarded');
    expect(await groupsOf(testStack, tenant)).toMatchObject([{ name: 'Admins', members: [] }]);
  });

  test('a policy of ours on somebody else’s user needs attention and names the user; it is removed once it is detached', async () => {
    const { tenant, id, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy${iamPathOf(tenant, id)}tutum-policy`;
    await root.createUser({ UserName: 'ada' });
    await root.attachUserPolicy({ UserName: 'ada', PolicyArn });
    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    expect(stopped.body.detail).toContain('user ada');
    expect(await leftOf(testStack, id)).toContain(PolicyArn);
    expect(await inventory(testStack, tenant)).toMatchObject({ users: [{ name: 'ada', policies: ['tutum-policy'] }] });
    await root.detachUserPolicy({ UserName: 'ada', PolicyArn });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toMatchObject({ users: [{ name: 'ada' }], policies: [] });
  });

  test('a policy of ours that is the permissions boundary of somebody else’s user needs attention and says so', async () => {
    const { tenant, id, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy${iamPathOf(tenant, id)}tutum-policy`;
    await root.createUser({ UserName: 'ada', PermissionsBoundary: PolicyArn });
    await root.createUser({ UserName: 'ben' });
    await root.attachUserPolicy({ UserName: 'ben', PolicyArn });
    const { body } = await testStack.offboard(id);
    expect(body.type).toBe('urn:latchkey:problem:undo-blocked');
    expect(body.detail).toContain('The policy is attached to user ben,');
    expect(body.detail).toContain('The policy is the permissions boundary of user ada,');
    expect(body.detail).not.toContain('access key');
    await root.deleteUserPermissionsBoundary({ UserName: 'ada' });
    await root.detachUserPolicy({ UserName: 'ben', PolicyArn });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  });

  test('a user that somebody recreated under the name of ours stays in our group with its policies', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const root = testStack.root(tenant);
    const member = { UserName: 'koding-user', GroupName: 'Developers' };
    await root.removeUserFromGroup(member);
    const { AccessKeyMetadata = [] } = await root.listAccessKeys(member);
    await Promise.all(AccessKeyMetadata.map(({ AccessKeyId }) => root.deleteAccessKey({ ...member, AccessKeyId })));
    await root.deleteUser(member);
    await root.createUser(member);
    await root.addUserToGroup(member);
    const before = await groupsOf(testStack, tenant);
    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    expect(stopped.body.detail).toContain('(koding-user)');
    expect(await groupsOf(testStack, tenant)).toEqual(before);
  });

  test('the answer names both resources that prevent the removal', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const root = testStack.root(tenant);
    await root.createGroup({ GroupName: 'Admins' });
    await root.addUserToGroup({ GroupName: 'Admins', UserName: 'koding-user' });
    await root.createUser({ UserName: 'ada' });
    await root.addUserToGroup({ GroupName: 'Developers', UserName: 'ada' });
    const { detail } = (await testStack.offboard(id)).body;
    for (const words of ['the group Admins', '(ada)']) expect(detail).toContain(words);
  });

  test('a role that may not remove our user from our group gets access-denied, not that the group is somebody else’s', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'iam:RemoveUserFromGroup', Resource: '*' }],
    });
    const denyPolicy = { RoleName: roleNameOf(tenant, 'koding'), PolicyName: 'cut' };
    await testStack.root(tenant).putRolePolicy({ ...denyPolicy, PolicyDocument });
    const { body } = await testStack.offboard(id);
    expect(body.type).toBe('urn:latchkey:problem:access-denied');
    expect(body.detail).toContain('iam:RemoveUserFromGroup');
    expect(body.detail).not.toContain('did not create');
    await testStack.root(tenant).deleteRolePolicy(denyPolicy);
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  });

  test('a user that somebody recreated under the same name and path is kept, with its key', async () => {
    const { tenant, id, key, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy${iamPathOf(tenant, id)}tutum-policy`;
    await root.detachUserPolicy({ UserName, PolicyArn });
    await root.deleteAccessKey({ UserName, AccessKeyId: key.accessKeyId });
    await root.deleteUser({ UserName });
    await root.createUser({ UserName, Path: iamPathOf(tenant, id) });
    const { AccessKey } = await root.createAccessKey({ UserName });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    const { AccessKeyMetadata = [] } = await root.listAccessKeys({ UserName });
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId: AccessKey?.AccessKeyId, Status: 'Active' }]);
  });
});

test('what somebody else added to our user is removed with it, including a key, and the receipt names it', async () => {
  const { tenant, id, key, root } = await claimed();
  const { AccessKey } = await root.createAccessKey({ UserName });
  await root.createLoginProfile({ UserName, Password: 'correct-Horse-7-battery' });
  await root.attachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
  const { body } = await testStack.offboard(id);
  expect(body.status).toBe('offboarded');
  const additions = [
    { type: 'access-key', accessKeyId: key.accessKeyId },
    { type: 'access-key', accessKeyId: AccessKey?.AccessKeyId },
    { type: 'login-profile' },
    { type: 'attached-policy', id: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' },
  ];
  for (const each of additions) {
    const line = { ...each, arn: key.userArn, status: 'removed' };
    expect(body.receipt?.resources).toContainEqual(expect.objectContaining(line));
  }
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

describe('an offboarding whose access is lost or changed', () => {
  test('the tenant can delete the stack after the offboarding, but not before', async () => {
    const { tenant, id } = await claimed();
    const removal = () =>
      testStack.sandbox('DELETE', 'launch', { stackName: stackNameOf(tenant), accountId: tenant.accountId });
    await expect(removal()).rejects.toThrow('DELETE_FAILED');
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await removal()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test('needs attention with every ARN and the key in its receipt if the role was deleted; DELETE ends it once the role exists again', async () => {
    const { tenant, id, key, root, RoleName } = await claimed();
    const { Role } = await root.getRole({ RoleName });
    const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
    const [PolicyName = ''] = PolicyNames;
    const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
    await root.deleteRolePolicy({ RoleName, PolicyName });
    await root.deleteRole({ RoleName });

    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    const { body } = await testStack.get(id);
    expect([body.status, body.receipt?.resources.map(({ status }) => status)]).toEqual([
      'needs_attention',
      ['left', 'left', 'left'],
    ]);
    expect(stopped.body.detail).toContain(
      `2 resources may still be in the account: the receipt in GET /v1/onboardings/${id} lists them.`,
    );
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
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test('names the denied action, and in its receipt every ARN, if the role’s policy was deleted; DELETE ends it once the policy exists again', async () => {
    const { tenant, id, root, RoleName } = await claimed();
    const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
    const [PolicyName = ''] = PolicyNames;
    const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
    await root.deleteRolePolicy({ RoleName, PolicyName });
    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(stopped.body.detail).toContain('iam:GetUser');
    expect(await leftOf(testStack, id)).toHaveLength(3);
    await root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test('ends without a call to AWS if a caller accepts the leftovers; the receipt names them and the caller, and the slot is free', async () => {
    const { tenant, id, key } = await claimed();
    await testStack.openTrust(tenant, (statement) => ({ ...statement, Effect: 'Deny' }));
    const accept = () => testStack.request('DELETE', `/v1/onboardings/${id}?leftovers=accept`);
    const early = await accept();
    expect([early.status, early.body.type]).toEqual([409, 'urn:latchkey:problem:wrong-state']);
    expect(early.body.detail).toContain('has the status claimed');
    await testStack.offboard(id);

    const wrong = await testStack.request('DELETE', `/v1/onboardings/${id}?leftovers=yes`);
    expect([wrong.status, wrong.body.type]).toEqual([400, 'urn:latchkey:problem:malformed-query']);
    const calls = (await testStack.calls(tenant)).length;
    const ended = await accept();
    expect([ended.status, ended.body.status]).toEqual([200, 'offboarded']);
    expect((await testStack.calls(tenant)).length).toBe(calls);
    const lines = ended.body.receipt?.resources ?? [];
    expect(lines.map(({ type, status }) => `${type} ${status}`)).toEqual([
      'policy left',
      'user left',
      'access-key left',
    ]);
    for (const { reason } of lines) expect(reason).toContain('local accepted that it stays in the account.');
    expect(lines.map(({ accessKeyId }) => accessKeyId)).toContain(key.accessKeyId);
    expect((await accept()).status).toBe(200);
    expect(dueAt(await testStack.read(id))).toBeUndefined();
    expect((await testStack.create(tenant)).body.status).toBe('awaiting_access');
  });

  test('removes our user even if its permissions boundary was replaced', async () => {
    const { tenant, id, root } = await claimed();
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await root.putUserPermissionsBoundary({ UserName, PermissionsBoundary });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });
});
