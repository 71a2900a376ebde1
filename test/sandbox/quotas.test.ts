import type { IAM } from '@aws-sdk/client-iam';
import { createSandbox } from '../../local/sandbox/index.ts';
import { documentOf, refusalOf, rootOf } from '../support/sandboxClients.ts';

const account = '111122223333';
const source = 'IAM User Guide, "IAM and AWS STS quotas"';
const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });
const trust = documentOf({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const PolicyArn = `arn:aws:iam::${account}:policy/p`;
const UserName = 'tutum';
const GroupName = 'g';
const RoleName = 'r';

async function accountWithAll(): Promise<IAM> {
  const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
  await iam.createUser({ UserName });
  await iam.createGroup({ GroupName });
  await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
  await iam.createPolicy({ PolicyName: 'p', PolicyDocument: document });
  return iam;
}

async function newPolicy(iam: IAM, PolicyName: string): Promise<string | undefined> {
  return (await iam.createPolicy({ PolicyName, PolicyDocument: document })).Policy?.Arn;
}

interface Case {
  readonly quota: string;
  /** How many can be added to those of accountWithAll. */
  readonly fits: number;
  readonly add: (iam: IAM, index: number) => Promise<unknown>;
  readonly words: string;
}

const cases: readonly Case[] = [
  {
    quota: 'access keys of a user',
    fits: 2,
    add: (iam) => iam.createAccessKey({ UserName }),
    words: 'Cannot exceed quota for AccessKeysPerUser: 2',
  },
  {
    quota: 'managed policies of a user',
    fits: 10,
    add: async (iam, n) => iam.attachUserPolicy({ UserName, PolicyArn: await newPolicy(iam, `p${n}`) }),
    words: 'Cannot exceed quota for PoliciesPerUser: 10',
  },
  {
    quota: 'managed policies of a group',
    fits: 10,
    add: async (iam, n) => iam.attachGroupPolicy({ GroupName, PolicyArn: await newPolicy(iam, `p${n}`) }),
    words: 'Cannot exceed quota for PoliciesPerGroup: 10',
  },
  {
    quota: 'managed policies of a role',
    fits: 10,
    add: async (iam, n) => iam.attachRolePolicy({ RoleName, PolicyArn: await newPolicy(iam, `p${n}`) }),
    words: 'Cannot exceed quota for PoliciesPerRole: 10',
  },
  {
    quota: 'groups of a user',
    fits: 10,
    add: async (iam, n) => {
      await iam.createGroup({ GroupName: `g${n}` });
      await iam.addUserToGroup({ GroupName: `g${n}`, UserName });
    },
    words: 'Cannot exceed quota for GroupsPerUser: 10',
  },
  {
    quota: 'versions of a policy',
    fits: 4,
    add: (iam) => iam.createPolicyVersion({ PolicyArn, PolicyDocument: document }),
    words:
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
  },
  {
    quota: 'groups',
    fits: 299,
    add: (iam, n) => iam.createGroup({ GroupName: `g${n}` }),
    words: 'Cannot exceed quota for GroupsPerAccount: 300',
  },
];

test.each(cases)(`the quota of $quota can be used up, and not exceeded (${source})`, async ({ fits, add, words }) => {
  const iam = await accountWithAll();
  for (let index = 0; index < fits; index += 1) await add(iam, index);
  expect(await refusalOf(add(iam, fits))).toEqual({ code: 'LimitExceeded', words, status: 409 });
});

test.each([
  {
    quota: 'users',
    operation: 'CreateUser',
    name: 'UserName',
    fits: 4999,
    words: 'Cannot exceed quota for UsersPerAccount: 5000',
    more: {},
  },
  {
    quota: 'policies',
    operation: 'CreatePolicy',
    name: 'PolicyName',
    fits: 1499,
    words: 'Cannot exceed quota for PoliciesPerAccount: 1500',
    more: { PolicyDocument: document },
  },
])(
  `the quota of $quota can be used up, and not exceeded (${source})`,
  async ({ operation, name, fits, words, more }) => {
    const sandbox = createSandbox({ dataDir: ':memory:' });
    const known = sandbox.authenticate(account, undefined);
    if (!known.ok) throw new Error(known.message);
    const { caller } = known;
    const create = (index: number): Promise<{ body: string; code: string }> =>
      sandbox.answer({
        service: 'iam',
        caller,
        requestId: 'r',
        parameters: { Action: operation, [name]: `n${index}`, ...more },
      });
    for (let index = 0; index <= fits; index += 1) expect((await create(index)).code).toBe('ok');
    expect(await create(fits + 1)).toMatchObject({ code: 'LimitExceeded', body: expect.stringContaining(words) });
  },
);

describe('documents', () => {
  /** Returns a policy with this number of characters, not counting its white space. */
  const sized = (characters: number): string => {
    const empty = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: 'arn:aws:ec2:::' });
    const filled = documentOf({
      Effect: 'Allow',
      Action: 'ec2:*',
      Resource: `arn:aws:ec2:::${'x'.repeat(characters - empty.length)}`,
    });
    return JSON.stringify(JSON.parse(filled), null, 8);
  };

  it(`a managed policy has at most 6,144 characters, without white space (${source})`, async () => {
    const iam = await accountWithAll();
    expect(await refusalOf(iam.createPolicy({ PolicyName: 'fits', PolicyDocument: sized(6144) }))).toMatchObject({
      code: 'ok',
    });
    expect(await refusalOf(iam.createPolicy({ PolicyName: 'big', PolicyDocument: sized(6145) }))).toEqual({
      code: 'LimitExceeded',
      words: 'Cannot exceed quota for PolicySize: 6144',
      status: 409,
    });
  });

  const inline = [
    {
      of: 'user tutum',
      most: 2048,
      put: (iam: IAM, PolicyName: string, PolicyDocument: string) =>
        iam.putUserPolicy({ UserName, PolicyName, PolicyDocument }),
    },
    {
      of: 'group g',
      most: 5120,
      put: (iam: IAM, PolicyName: string, PolicyDocument: string) =>
        iam.putGroupPolicy({ GroupName, PolicyName, PolicyDocument }),
    },
    {
      of: 'role r',
      most: 10240,
      put: (iam: IAM, PolicyName: string, PolicyDocument: string) =>
        iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument }),
    },
  ];
  test.each(inline)(
    `the inline policies of $of have at most $most characters together (${source})`,
    async ({ of, most, put }) => {
      const iam = await accountWithAll();
      await put(iam, 'first', sized(1000));
      const words = `Maximum policy size of ${most} bytes exceeded for ${of}`;
      expect(await refusalOf(put(iam, 'second', sized(most - 999)))).toEqual({
        code: 'LimitExceeded',
        words,
        status: 409,
      });
      expect(await refusalOf(put(iam, 'second', sized(most - 1000)))).toMatchObject({ code: 'ok' });
      expect(await refusalOf(put(iam, 'first', sized(1000)))).toMatchObject({ code: 'ok' });
    },
  );
});
