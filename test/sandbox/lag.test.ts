import { testsAllRows } from '../support/sampledRows.ts';
import { keysOf, refusalOf } from '../support/sandboxClients.ts';
import {
  everything,
  lateSandbox,
  nobody,
  nothing,
  PolicyArn,
  roleArn,
  RoleName,
  trust,
  trustOf,
  UserName,
  watch,
  type Late,
} from './late.ts';

const docs = 'IAM User Guide, "Troubleshoot IAM", "Changes that I make are not always immediately visible"';
// With the seed 1, old and new answers alternate in each case, so one seed is enough for the short run.
const seeds = testsAllRows ? [1, 2, 3] : [1];

interface Case {
  readonly name: string;
  readonly source: string;
  /** Creates what exists before and is visible to every reader. */
  readonly given?: (late: Late) => Promise<unknown>;
  /** Makes the change. Returns a function that says whether the answer to a new call already shows it. */
  readonly write: (late: Late) => Promise<() => Promise<boolean>>;
}

type Call = () => Promise<unknown>;

const succeeds = (call: Call) => async () => (await refusalOf(call())).code === 'ok';
const fails = (code: string, call: Call) => async () => (await refusalOf(call())).code === code;
const not = (isNew: () => Promise<boolean>) => async () => !(await isNew());

const user = ({ root }: Late) => root.iam.createUser({ UserName });
const policy = ({ root }: Late) => root.iam.createPolicy({ PolicyName: 'p', PolicyDocument: everything });
const role = ({ root }: Late) => root.iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
const assume = ({ vendor }: Late) => vendor.sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session' });
/**
 * Creates a user with a key. Returns a call that this user signs, so that it succeeds only if the user's policies allow
 * it.
 */
async function userCall(late: Late): Promise<Call> {
  await late.root.iam.createUser({ UserName: 'caller' });
  const keys = await keysOf((late.settle(), late.root.iam), 'caller');
  late.settle();
  return () => late.as(keys).iam.listUsers({});
}
const put = ({ root }: Late, UserName: string) =>
  root.iam.putUserPolicy({ UserName, PolicyName: 'given', PolicyDocument: everything });

const reads: readonly Case[] = [
  {
    name: 'GetUser shows a created user late',
    source: docs,
    write: async (late) => {
      await user(late);
      return succeeds(() => late.root.iam.getUser({ UserName }));
    },
  },
  {
    name: 'ListUsers shows a created user late',
    source: docs,
    write: async (late) => {
      await user(late);
      return async () => (await late.root.iam.listUsers({})).Users?.length === 1;
    },
  },
  {
    name: 'a deleted user is shown for a while',
    source: docs,
    given: user,
    write: async (late) => {
      await late.root.iam.deleteUser({ UserName });
      return fails('NoSuchEntity', () => late.root.iam.getUser({ UserName }));
    },
  },
  {
    name: 'an attachment is listed late',
    source: docs,
    given: async (late) => [await user(late), await policy(late)],
    write: async (late) => {
      await late.root.iam.attachUserPolicy({ UserName, PolicyArn });
      return async () => (await late.root.iam.listAttachedUserPolicies({ UserName })).AttachedPolicies?.length === 1;
    },
  },
  {
    name: 'a key is listed late',
    source: docs,
    given: user,
    write: async (late) => {
      await late.root.iam.createAccessKey({ UserName });
      return async () => (await late.root.iam.listAccessKeys({ UserName })).AccessKeyMetadata?.length === 1;
    },
  },
  {
    name: 'tags are shown late',
    source: docs,
    given: user,
    write: async (late) => {
      await late.root.iam.tagUser({ UserName, Tags: [{ Key: 'a', Value: 'b' }] });
      return async () => (await late.root.iam.getUser({ UserName })).User?.Tags?.length === 1;
    },
  },
  {
    name: 'the default version of a policy is shown late, but a list always has exactly one default version',
    source: docs,
    given: policy,
    write: async (late) => {
      await late.root.iam.createPolicyVersion({ PolicyArn, PolicyDocument: nothing, SetAsDefault: true });
      return async () => {
        const { Versions = [] } = await late.root.iam.listPolicyVersions({ PolicyArn });
        expect(Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion)).toHaveLength(1);
        return Versions.length === 2;
      };
    },
  },
  {
    name: 'a member of a group is shown late',
    source: docs,
    given: async (late) => [await user(late), await late.root.iam.createGroup({ GroupName: 'g' })],
    write: async (late) => {
      await late.root.iam.addUserToGroup({ GroupName: 'g', UserName });
      return async () => (await late.root.iam.getGroup({ GroupName: 'g' })).Users?.length === 1;
    },
  },
  {
    name: 'a change of a new user is refused with NoSuchEntity',
    source: 'hashicorp/terraform-provider-aws#2449',
    given: policy,
    write: async (late) => {
      await user(late);
      return succeeds(() => late.root.iam.tagUser({ UserName, Tags: [{ Key: 'a', Value: 'b' }] }));
    },
  },
  {
    name: 'a new policy is refused as a boundary with NoSuchEntity',
    source: docs,
    write: async (late) => {
      await policy(late);
      return not(fails('NoSuchEntity', () => late.root.iam.createUser({ UserName, PermissionsBoundary: PolicyArn })));
    },
  },
  {
    name: 'a trust policy with a new user as its principal is refused with MalformedPolicyDocument',
    source: 'hashicorp/terraform-provider-aws#12436',
    given: role,
    write: async (late) => {
      const { User } = await user(late);
      const PolicyDocument = trustOf(User?.Arn ?? '');
      return succeeds(() => late.root.iam.updateAssumeRolePolicy({ RoleName, PolicyDocument }));
    },
  },
];

const authorizations: readonly Case[] = [
  {
    name: 'an inline policy takes effect late',
    source: docs,
    write: async (late) => {
      const call = await userCall(late);
      await put(late, 'caller');
      return succeeds(call);
    },
  },
  {
    name: 'a deleted inline policy has effect for a while',
    source: docs,
    write: async (late) => {
      const call = await userCall(late);
      await put(late, 'caller');
      late.settle();
      await late.root.iam.deleteUserPolicy({ UserName: 'caller', PolicyName: 'given' });
      return fails('AccessDenied', call);
    },
  },
  {
    name: 'an attached policy takes effect late',
    source: docs,
    given: policy,
    write: async (late) => {
      const call = await userCall(late);
      await late.root.iam.attachUserPolicy({ UserName: 'caller', PolicyArn });
      return succeeds(call);
    },
  },
  {
    name: 'a policy of a group takes effect late for a new member',
    source: docs,
    given: ({ root }) => root.iam.createGroup({ GroupName: 'g' }),
    write: async (late) => {
      const call = await userCall(late);
      const { iam } = late.root;
      await iam.putGroupPolicy({ GroupName: 'g', PolicyName: 'given', PolicyDocument: everything });
      late.settle();
      await iam.addUserToGroup({ GroupName: 'g', UserName: 'caller' });
      return succeeds(call);
    },
  },
  {
    name: 'a permissions boundary takes effect late',
    source: docs,
    given: ({ root }) => root.iam.createPolicy({ PolicyName: 'p', PolicyDocument: nothing }),
    write: async (late) => {
      const call = await userCall(late);
      await put(late, 'caller');
      late.settle();
      await late.root.iam.putUserPermissionsBoundary({ UserName: 'caller', PermissionsBoundary: PolicyArn });
      return fails('AccessDenied', call);
    },
  },
];

const sts: readonly Case[] = [
  {
    name: 'a new role can be assumed only after a while',
    source: 'hashicorp/terraform-provider-aws#6566',
    write: async (late) => {
      await role(late);
      return succeeds(() => assume(late));
    },
  },
  {
    name: 'a changed trust policy takes effect late',
    source: docs,
    given: role,
    write: async (late) => {
      await late.root.iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: nobody });
      return fails('AccessDenied', () => assume(late));
    },
  },
  {
    name: 'a new key is refused with InvalidClientTokenId',
    source: 'aws/aws-sdk-js#559',
    given: user,
    write: async (late) => {
      const { sts: asUser } = late.as(await keysOf(late.root.iam, UserName));
      return not(fails('InvalidClientTokenId', () => asUser.getCallerIdentity({})));
    },
  },
  {
    name: 'a deleted key is accepted for a while',
    source: docs,
    given: user,
    write: async (late) => {
      const keys = await keysOf(late.root.iam, UserName);
      late.settle();
      await late.root.iam.deleteAccessKey({ UserName, AccessKeyId: keys.accessKeyId });
      return fails('InvalidClientTokenId', () => late.as(keys).sts.getCallerIdentity({}));
    },
  },
  {
    name: 'a new session is refused with InvalidClientTokenId',
    source: 'aws-actions/configure-aws-credentials#1681, boto/botocore#3600',
    given: role,
    write: async (late) => {
      const { Credentials } = await assume(late);
      const session = late.as({
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      });
      return async () => {
        const refusal = await refusalOf(session.sts.getCallerIdentity({}));
        if (refusal.code === 'ok') return true;
        const words = 'The security token included in the request is invalid.';
        expect(refusal).toEqual({ code: 'InvalidClientTokenId', words, status: 403 });
        return false;
      };
    },
  },
];

describe.each(Object.entries({ reads, authorizations, sts }))('with a lag, in %s', (_, cases) => {
  test.each(cases)('$name ($source): old and new answers alternate, then all are new', async ({ given, write }) => {
    const seen: string[] = [];
    for (const seed of seeds) {
      const late = lateSandbox({ profile: 'bad', seed });
      await given?.(late);
      late.settle();
      const isNew = await write(late);
      seen.push(await watch(late, isNew));
      for (let again = 0; again < 8; again += 1) expect(await isNew()).toBe(true);
    }
    for (const each of seen) expect(each).toContain('o');
    // An answer with the new state was followed by one with the old state.
    expect(seen.some((each) => each.includes('no'))).toBe(true);
  });

  test.each(cases)('without a lag, this does not happen: $name', async ({ given, write }) => {
    const prompt = lateSandbox({ profile: 'off' });
    await given?.(prompt);
    expect(await (await write(prompt))()).toBe(true);
  });
});
