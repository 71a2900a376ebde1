import { refusalOf } from '../support/sandboxClients.ts';
import { account, everything, lateSandbox, PolicyArn, trust, UserName, watch, type Late } from './late.ts';

const seeds = [1, 2, 3, 4, 5, 6];

interface Case {
  readonly code: string;
  readonly name: string;
  readonly source: string;
  readonly given: (late: Late) => Promise<unknown>;
  /** Removes the reason for which AWS refuses `call`. */
  readonly write: (late: Late) => Promise<unknown>;
  /** The call that is refused while `write` is not visible yet to the machine that handles the call. */
  readonly call: (late: Late) => Promise<unknown>;
}

const user = ({ root }: Late) => root.iam.createUser({ UserName });
const attached = async (late: Late) => {
  await user(late);
  await late.root.iam.createPolicy({ PolicyName: 'p', PolicyDocument: everything });
  late.settle();
  return late.root.iam.attachUserPolicy({ UserName, PolicyArn });
};
const detach = ({ root }: Late) => root.iam.detachUserPolicy({ UserName, PolicyArn });
const keysOf = async ({ root, settle }: Late) => {
  settle();
  return (await root.iam.listAccessKeys({ UserName })).AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId) ?? [];
};

const cases: readonly Case[] = [
  {
    code: 'EntityAlreadyExists',
    name: 'a new user with the name of a deleted user',
    source: 'IAM User Guide, "Troubleshoot IAM"',
    given: user,
    write: ({ root }) => root.iam.deleteUser({ UserName }),
    call: user,
  },
  {
    code: 'EntityAlreadyExists',
    name: 'a new group with the name of a deleted group',
    source: 'IAM User Guide, "Troubleshoot IAM"',
    given: ({ root }) => root.iam.createGroup({ GroupName: 'g' }),
    write: ({ root }) => root.iam.deleteGroup({ GroupName: 'g' }),
    call: ({ root }) => root.iam.createGroup({ GroupName: 'g' }),
  },
  {
    code: 'DeleteConflict',
    name: 'the deletion of a user whose policy was detached',
    source: 'hashicorp/terraform#14707',
    given: attached,
    write: detach,
    call: ({ root }) => root.iam.deleteUser({ UserName }),
  },
  {
    code: 'DeleteConflict',
    name: 'the deletion of a policy that was detached',
    source: 'hashicorp/terraform#14707',
    given: attached,
    write: detach,
    call: ({ root }) => root.iam.deletePolicy({ PolicyArn }),
  },
  {
    code: 'DeleteConflict',
    name: 'the deletion of a group whose member was removed',
    source: 'hashicorp/terraform#14707',
    given: async (late) => {
      await user(late);
      await late.root.iam.createGroup({ GroupName: 'g' });
      late.settle();
      return late.root.iam.addUserToGroup({ GroupName: 'g', UserName });
    },
    write: ({ root }) => root.iam.removeUserFromGroup({ GroupName: 'g', UserName }),
    call: ({ root }) => root.iam.deleteGroup({ GroupName: 'g' }),
  },
  {
    code: 'DeleteConflict',
    name: 'the deletion of a user whose key was deleted',
    source: 'IAM User Guide, "Troubleshoot IAM"',
    given: async (late) => {
      await user(late);
      late.settle();
      return late.root.iam.createAccessKey({ UserName });
    },
    write: async (late) => late.root.iam.deleteAccessKey({ UserName, AccessKeyId: (await keysOf(late))[0] }),
    call: ({ root }) => root.iam.deleteUser({ UserName }),
  },
  {
    code: 'LimitExceeded',
    name: 'a new key for a user that had two keys, after one was deleted',
    source: 'IAM User Guide, "Troubleshoot IAM"',
    given: async (late) => {
      await user(late);
      late.settle();
      await late.root.iam.createAccessKey({ UserName });
      return late.root.iam.createAccessKey({ UserName });
    },
    write: async (late) => late.root.iam.deleteAccessKey({ UserName, AccessKeyId: (await keysOf(late))[0] }),
    call: ({ root }) => root.iam.createAccessKey({ UserName }),
  },
];

test.each(cases)('for a while, $code is the answer to $name ($source)', async ({ code, given, write, call }) => {
  const refused: string[] = [];
  for (const seed of seeds) {
    const late = lateSandbox({ profile: 'bad', seed });
    await given(late);
    late.settle();
    await write(late);
    let answer = await refusalOf(call(late));
    for (; answer.code !== 'ok'; answer = await refusalOf(call(late))) {
      refused.push(answer.code);
      late.pass(500);
    }
  }
  // In some runs, the first call is handled by a machine to which the removal is already visible, and is not refused.
  expect(refused.length).toBeGreaterThan(seeds.length);
  expect(new Set(refused)).toEqual(new Set([code]));
});

test('a conflict with an earlier write is detected at once, even if the earlier write is not visible yet', async () => {
  for (const seed of seeds) {
    const late = lateSandbox({ profile: 'bad', seed });
    const { iam } = late.root;
    const { User } = await iam.createUser({ UserName });
    for (let again = 0; again < 4; again += 1)
      expect(await refusalOf(iam.createUser({ UserName: UserName.toUpperCase() }))).toMatchObject({
        code: 'EntityAlreadyExists',
      });
    late.settle();
    await iam.createAccessKey({ UserName });
    await iam.createAccessKey({ UserName });
    for (let again = 0; again < 4; again += 1) {
      expect(await refusalOf(iam.createAccessKey({ UserName }))).toMatchObject({ code: 'LimitExceeded' });
      expect(await refusalOf(iam.deleteUser({ UserName }))).toMatchObject({ code: 'DeleteConflict' });
    }
    late.settle();
    const { Users = [] } = await iam.listUsers({});
    expect(Users.map(({ UserId }) => UserId)).toEqual([User?.UserId]);
    expect(await keysOf(late)).toHaveLength(2);
  }
});

test('the answer to a write shows the new state at once, although reads do not show it yet', async () => {
  const late = lateSandbox({ profile: 'bad', seed: 1 });
  const { iam } = late.root;
  await iam.createRole({ RoleName: 'r', AssumeRolePolicyDocument: trust, Description: 'before' });
  late.settle();
  const { Role } = await iam.updateRoleDescription({ RoleName: 'r', Description: 'after' });
  expect(Role?.Description).toBe('after');
  expect(await watch(late, async () => (await iam.getRole({ RoleName: 'r' })).Role?.Description === 'after')).toContain(
    'o',
  );
});

test('while a user is deleted and created again, a list shows the old or the new user, never both, and finally the new one', async () => {
  for (const seed of seeds) {
    const late = lateSandbox({ profile: 'bad', seed });
    const { iam } = late.root;
    const before = (await iam.createUser({ UserName })).User?.UserId;
    late.settle();
    await iam.deleteUser({ UserName });
    let made: string | undefined;
    while (made === undefined) {
      late.pass(200);
      made = await iam.createUser({ UserName }).then(
        ({ User }) => User?.UserId,
        () => undefined,
      );
    }
    await watch(late, async () => {
      const { Users = [] } = await iam.listUsers({});
      expect(Users.length).toBeLessThanOrEqual(1);
      for (const { UserId } of Users) expect([before, made]).toContain(UserId);
      return true;
    });
    expect((await iam.getUser({ UserName })).User).toMatchObject({
      UserId: made,
      Arn: `arn:aws:iam::${account}:user/${UserName}`,
    });
  }
});

test('after a change of the default version, a list of versions always has exactly one default version', async () => {
  for (const seed of seeds) {
    const late = lateSandbox({ profile: 'bad', seed });
    const { iam } = late.root;
    await iam.createPolicy({ PolicyName: 'p', PolicyDocument: everything });
    late.settle();
    await iam.createPolicyVersion({ PolicyArn, PolicyDocument: everything });
    const set = () => refusalOf(iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' }));
    while ((await set()).code !== 'ok') late.pass(200);
    await watch(late, async () => {
      const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn });
      expect(Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion)).toHaveLength(1);
      return true;
    });
  }
});

test('a renamed user is listed under exactly one of its names, and keeps its policies', async () => {
  for (const seed of seeds) {
    const late = lateSandbox({ profile: 'bad', seed });
    const { iam } = late.root;
    await attached(late);
    late.settle();
    await iam.updateUser({ UserName, NewUserName: 'renamed' });
    await watch(late, async () => {
      const names = (await iam.listUsers({})).Users?.map((found) => found.UserName);
      expect([[UserName], ['renamed']]).toContainEqual(names);
      return true;
    });
    const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName: 'renamed' });
    expect(AttachedPolicies).toHaveLength(1);
  }
});
