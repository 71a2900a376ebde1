import type { IAM } from '@aws-sdk/client-iam';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { createSandbox } from '../../local/sandbox/index.ts';
import { clientsOf, documentOf, refusalOf, rootOf, vendorOf, type Clients } from '../support/sandboxClients.ts';

const account = '111122223333';
const RoleName = 'latchkey-bootstrap-tutum';
const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`;
const assumed = `arn:aws:sts::${account}:assumed-role/${RoleName}/session`;
const trust = documentOf({ Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' });

const allow = (Action: string | string[], Resource: string | string[] = '*') => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: string) => ({ Effect: 'Deny', Action, Resource: '*' });

const session = 'IAM User Guide, "Policies and permissions in IAM", session policies';
const words = 'IAM User Guide, "Troubleshoot access denied error messages"';
const reference = 'AWS STS API reference, AssumeRole';

type Given = Pick<AssumeRoleCommandInput, 'Policy' | 'PolicyArns'>;

/**
 * A role with these statements, and optionally a permissions boundary with these statements. The account contains the
 * users /a/mine and /b/foreign and the managed policies `lists` (iam:ListUsers) and `gets` (iam:GetUser).
 */
async function open(role: readonly object[], boundary?: readonly object[]) {
  const sandbox = createSandbox({ dataDir: ':memory:' });
  const { iam } = rootOf(sandbox, account);
  await iam.createUser({ UserName: 'mine', Path: '/a/' });
  await iam.createUser({ UserName: 'foreign', Path: '/b/' });
  await iam.createPolicy({ PolicyName: 'lists', PolicyDocument: documentOf(allow('iam:ListUsers')) });
  await iam.createPolicy({ PolicyName: 'gets', PolicyDocument: documentOf(allow('iam:GetUser')) });
  if (boundary) await iam.createPolicy({ PolicyName: 'boundary', PolicyDocument: documentOf(...boundary) });
  await iam.createRole({
    RoleName,
    AssumeRolePolicyDocument: trust,
    ...(boundary && { PermissionsBoundary: arn('policy/boundary') }),
  });
  await iam.putRolePolicy({ RoleName, PolicyName: 'given', PolicyDocument: documentOf(...role) });
  const assume = (given: Given) => vendorOf(sandbox).sts.assumeRole({ RoleArn, RoleSessionName: 'session', ...given });
  const as = async (given: Given): Promise<Clients> => {
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = (await assume(given)).Credentials ?? {};
    return clientsOf(sandbox, {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    });
  };
  return { assume, as };
}

interface Case {
  readonly name: string;
  readonly source: string;
  readonly role: readonly object[];
  readonly boundary?: readonly object[];
  readonly policy?: readonly object[];
  readonly managed?: readonly string[];
  readonly call: (iam: IAM) => Promise<unknown>;
  /** The end of the message if the call is denied. Undefined: the call is allowed. */
  readonly denied?: string;
}

const list = (iam: IAM) => iam.listUsers({});
const get = (iam: IAM) => iam.getUser({ UserName: 'mine' });
const everything = [allow('*')];
/** The permissions of one onboarding: read everything, and change what is under its path. */
const ownPath = [allow(['iam:Get*', 'iam:List*']), allow('iam:*', arn('user/a/*'))];

const cases: readonly Case[] = [
  {
    name: 'an action that both the role and the session policy allow is allowed',
    source: session,
    role: everything,
    policy: [allow('iam:ListUsers')],
    call: list,
  },
  {
    name: 'an action that the session policy does not allow is denied, even if the role allows it',
    source: words,
    role: everything,
    policy: [allow('iam:ListUsers')],
    call: get,
    denied: 'iam:GetUser on resource: user mine because no session policy allows the iam:GetUser action',
  },
  {
    name: 'an action that the role does not allow is denied, even if the session policy allows it',
    source: session,
    role: [allow('iam:GetUser')],
    policy: everything,
    call: list,
    denied: `iam:ListUsers on resource: ${arn('user/')} because no identity-based policy allows the iam:ListUsers action`,
  },
  {
    name: 'an explicit deny in the session policy takes precedence',
    source: words,
    role: everything,
    policy: [...everything, deny('iam:GetUser')],
    call: get,
    denied: 'iam:GetUser on resource: user mine with an explicit deny in a session policy',
  },
  {
    name: 'an action that the role, the boundary and the session policy allow is allowed',
    source: session,
    role: everything,
    boundary: [allow('iam:Get*')],
    policy: [allow('iam:*')],
    call: get,
  },
  {
    name: 'an action that only the boundary does not allow is denied',
    source: words,
    role: everything,
    boundary: [allow('iam:Get*')],
    policy: [allow('iam:*')],
    call: list,
    denied: `iam:ListUsers on resource: ${arn('user/')} because no permissions boundary allows the iam:ListUsers action`,
  },
  {
    name: 'an action that only the session policy does not allow is denied',
    source: words,
    role: everything,
    boundary: everything,
    policy: [allow('iam:Get*')],
    call: list,
    denied: `iam:ListUsers on resource: ${arn('user/')} because no session policy allows the iam:ListUsers action`,
  },
  {
    name: 'a managed session policy limits the session like an inline one',
    source: session,
    role: everything,
    managed: ['lists'],
    call: get,
    denied: 'iam:GetUser on resource: user mine because no session policy allows the iam:GetUser action',
  },
  {
    name: 'an action that one of several managed session policies allows is allowed',
    source: session,
    role: everything,
    managed: ['lists', 'gets'],
    call: get,
  },
  {
    name: 'an action that the inline or a managed session policy allows is allowed',
    source: session,
    role: everything,
    policy: [allow('iam:GetUser')],
    managed: ['lists'],
    call: get,
  },
  {
    name: 'a session that is limited to a path can change a resource under this path',
    source: session,
    role: everything,
    policy: ownPath,
    call: (iam) => iam.tagUser({ UserName: 'mine', Tags: [{ Key: 'a', Value: 'b' }] }),
  },
  {
    name: 'a session that is limited to a path cannot change a resource under another path',
    source: session,
    role: everything,
    policy: ownPath,
    call: (iam) => iam.deleteUser({ UserName: 'foreign' }),
    denied: 'iam:DeleteUser on resource: user foreign because no session policy allows the iam:DeleteUser action',
  },
  {
    name: 'a session that is limited to a path cannot create a resource under another path',
    source: session,
    role: everything,
    policy: ownPath,
    call: (iam) => iam.createUser({ UserName: 'new', Path: '/b/' }),
    denied: `iam:CreateUser on resource: ${arn('user/b/new')} because no session policy allows the iam:CreateUser action`,
  },
  {
    name: 'a policy variable in the session policy has the value of the session',
    source: 'IAM User Guide, "IAM policy elements: Variables and tags"',
    role: everything,
    policy: [{ ...allow('iam:GetUser'), Condition: { StringLike: { 'aws:userid': '*:session' } } }],
    call: get,
  },
];

test.each(cases)('$name ($source)', async ({ role, boundary, policy, managed = [], call, denied }) => {
  const { as } = await open(role, boundary);
  const { iam } = await as({
    ...(policy && { Policy: documentOf(...policy) }),
    ...(managed.length > 0 && { PolicyArns: managed.map((name) => ({ arn: arn(`policy/${name}`) })) }),
  });
  const refusal = await refusalOf(call(iam));
  if (denied === undefined) expect(refusal.code).toBe('ok');
  else
    expect(refusal).toEqual({
      code: 'AccessDenied',
      words: `User: ${assumed} is not authorized to perform: ${denied}`,
      status: 403,
    });
});

test('each session has its own session policy', async () => {
  const { as } = await open(everything);
  const [narrow, wide] = await Promise.all([as({ Policy: documentOf(allow('iam:GetUser')) }), as({})]);
  expect(await refusalOf(list(narrow.iam))).toMatchObject({ code: 'AccessDenied' });
  expect(await refusalOf(list(wide.iam))).toMatchObject({ code: 'ok' });
});

const filler = (length: number) => documentOf(allow('iam:GetUser')).padEnd(length);
const manyArns = (count: number) => Array.from({ length: count }, () => ({ arn: arn('policy/lists') }));

test.each([
  {
    name: 'an inline policy of 2,049 characters',
    given: { Policy: filler(2049) },
    refusal: {
      code: 'ValidationError',
      words: expect.stringContaining(
        "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
      ),
    },
  },
  {
    name: 'a policy that is not JSON',
    given: { Policy: 'allow all' },
    refusal: { code: 'MalformedPolicyDocument', words: 'This policy contains invalid Json' },
  },
  {
    name: 'a policy with a principal',
    given: { Policy: documentOf({ ...allow('*'), Principal: '*' }) },
    refusal: { code: 'MalformedPolicyDocument', words: 'Policy document should not specify a principal.' },
  },
  {
    name: 'eleven managed policies',
    given: { PolicyArns: manyArns(11) },
    refusal: { code: 'ValidationError', words: expect.stringMatching(/at 'policyArns' .* less than or equal to 10$/) },
  },
  {
    name: 'inline and managed policies of more than 2,048 characters together',
    given: { Policy: filler(2048), PolicyArns: manyArns(1) },
    refusal: {
      code: 'PackedPolicyTooLarge',
      words: 'Packed policy consumes 102% of allotted space, please use smaller policy.',
    },
  },
])(`AssumeRole refuses $name (${reference})`, async ({ given, refusal }) => {
  const { assume } = await open(everything);
  expect(await refusalOf(assume(given))).toEqual({ ...refusal, status: 400 });
});

test.each([
  { name: 'no session policy', given: {}, percent: undefined },
  { name: 'an inline policy of 2,048 characters', given: { Policy: filler(2048) }, percent: 100 },
  { name: 'ten managed policies', given: { PolicyArns: manyArns(10) }, percent: 19 },
])(`AssumeRole accepts $name, and returns the packed size in percent (${reference})`, async ({ given, percent }) => {
  const { assume } = await open(everything);
  const answered = new Map<string, unknown>(Object.entries(await assume(given)));
  expect(answered.get('PackedPolicySize')).toBe(percent);
});
