import { inventory, keyOf, startTestStack, type TestStack } from '../support/testStack.ts';
import { groupsOf, tenantFor } from '../support/onboarded.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const UserName = 'tutum';
const RoleName = 'latchkey-bootstrap-tutum';

async function claimed() {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant);
  return { tenant, id: answer.body.id, key: keyOf(answer), root: testStack.root(tenant) };
}

describe('what others made stays as it is', () => {
  test("a group of ours with somebody else's user in it needs attention and names both; once the user is out, all goes", async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const root = testStack.root(tenant);
    await root.createUser({ UserName: 'ada' });
    await root.addUserToGroup({ GroupName: 'Developers', UserName: 'ada' });
    const before = await groupsOf(testStack, tenant);

    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    const arn = `arn:aws:iam::${tenant.accountId}:group/latchkey/koding/${id}/Developers`;
    expect(stopped.body.detail).toContain(arn);
    expect(stopped.body.detail).toContain('(ada)');
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

  test("our user in somebody's group needs attention and names the group; its keys and all else of it are gone by then", async () => {
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

  test('a policy of ours on somebody else’s user needs attention and names the user; once detached, it goes', async () => {
    const { tenant, id, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/tutum/${id}/tutum-policy`;
    await root.createUser({ UserName: 'ada' });
    await root.attachUserPolicy({ UserName: 'ada', PolicyArn });
    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:undo-blocked']);
    expect(stopped.body.detail).toContain(PolicyArn);
    expect(stopped.body.detail).toContain('user ada');
    expect(await inventory(testStack, tenant)).toMatchObject({ users: [{ name: 'ada', policies: ['tutum-policy'] }] });
    await root.detachUserPolicy({ UserName: 'ada', PolicyArn });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toMatchObject({ users: [{ name: 'ada' }], policies: [] });
  });

  test('a policy of ours that bounds somebody else’s user needs attention and says that it is a boundary', async () => {
    const { tenant, id, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/tutum/${id}/tutum-policy`;
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

  test('a user that has taken the place of ours in our group keeps what the group gives it', async () => {
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

  test('two things in the way are both named, with what to do about each', async () => {
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

  test('a role that may not take our user out of our own group is denied, not told that the group is somebody else’s', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const { id } = (await testStack.create(tenant, { blueprint: 'koding' })).body;
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'iam:RemoveUserFromGroup', Resource: '*' }],
    });
    const cut = { RoleName: 'latchkey-bootstrap-koding', PolicyName: 'cut' };
    await testStack.root(tenant).putRolePolicy({ ...cut, PolicyDocument });
    const { body } = await testStack.offboard(id);
    expect(body.type).toBe('urn:latchkey:problem:access-denied');
    expect(body.detail).toContain('iam:RemoveUserFromGroup');
    expect(body.detail).not.toContain('did not create');
    await testStack.root(tenant).deleteRolePolicy(cut);
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  });

  test('a user of the same name that somebody made since is not ours: it stays, with its key', async () => {
    const { tenant, id, key, root } = await claimed();
    const PolicyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/tutum/${id}/tutum-policy`;
    await root.detachUserPolicy({ UserName, PolicyArn });
    await root.deleteAccessKey({ UserName, AccessKeyId: key.accessKeyId });
    await root.deleteUser({ UserName });
    await root.createUser({ UserName, Path: `/latchkey/tutum/${id}/` });
    const { AccessKey } = await root.createAccessKey({ UserName });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    const { AccessKeyMetadata = [] } = await root.listAccessKeys({ UserName });
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId: AccessKey?.AccessKeyId, Status: 'Active' }]);
  });
});

test('what somebody hung on our user goes with it, an extra key too, and the receipt names it', async () => {
  const { tenant, id, key, root } = await claimed();
  const { AccessKey } = await root.createAccessKey({ UserName });
  await root.createLoginProfile({ UserName, Password: 'correct-Horse-7-battery' });
  await root.attachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
  const { body } = await testStack.offboard(id);
  expect(body.status).toBe('offboarded');
  const hung = [
    { type: 'access-key', accessKeyId: key.accessKeyId },
    { type: 'access-key', accessKeyId: AccessKey?.AccessKeyId },
    { type: 'login-profile' },
    { type: 'attached-policy', id: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' },
  ];
  for (const each of hung) {
    const line = { ...each, arn: key.userArn, status: 'removed' };
    expect(body.receipt?.resources).toContainEqual(expect.objectContaining(line));
  }
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

describe('access that is lost', () => {
  test('the stack cannot be deleted before the offboarding, and can after it', async () => {
    const { tenant, id } = await claimed();
    const removal = () =>
      testStack.sandbox('DELETE', 'launch', { stackName: 'latchkey-tutum', accountId: tenant.accountId });
    await expect(removal()).rejects.toThrow('DELETE_FAILED');
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
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

    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    const { body } = await testStack.get(id);
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
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test('a role whose policy was cut: needs attention, says which action AWS denied, with every ARN', async () => {
    const { tenant, id, root } = await claimed();
    const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
    const [PolicyName = ''] = PolicyNames;
    const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
    await root.deleteRolePolicy({ RoleName, PolicyName });
    const stopped = await testStack.offboard(id);
    expect([stopped.status, stopped.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(stopped.body.detail).toContain('iam:GetUser');
    for (const { arn } of (await testStack.get(id)).body.receipt?.resources ?? [])
      expect(stopped.body.detail).toContain(arn);
    await root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test('for good: a person ends it without another look; what is left is named, by whom, and the slot and the access are free', async () => {
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
    const { dueAt } = await testStack.read(id);
    expect(dueAt).toBeUndefined();
    expect((await testStack.create(tenant)).body.status).toBe('awaiting_access');
  });

  test('a boundary that was swapped on our user does not stop its removal', async () => {
    const { tenant, id, root } = await claimed();
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await root.putUserPermissionsBoundary({ UserName, PermissionsBoundary });
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });
});
