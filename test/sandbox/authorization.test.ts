import type { IAM } from '@aws-sdk/client-iam';
import { createSandbox } from '../../local/sandbox/index.ts';
import { documentOf, refusalOf, rootOf, userWith } from '../support/sandboxClients.ts';

const account = '111122223333';
const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`;
const callerArn = arn('user/caller');
const boundaryArn = arn('policy/boundary');
const ours = arn('user/latchkey/tutum/*');
const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });

const tagging = 'IAM User Guide, "Tags for IAM resources"';
const keys = 'Service Authorization Reference, "Actions, resources, and condition keys for AWS IAM"';
const words = 'IAM User Guide, "Troubleshoot access denied error messages"';
const paths = 'IAM User Guide, "IAM identifiers", friendly names and paths';

function no(action: string, resource: string): string {
  return `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource}`;
}

const silent = (action: string, resource: string): string =>
  `${no(action, resource)} because no identity-based policy allows the ${action} action`;

interface Case {
  readonly name: string;
  readonly source: string;
  readonly statements: readonly object[];
  readonly call: (iam: IAM) => Promise<unknown>;
  /** The end of the message if the call is denied. Undefined: the call is allowed. */
  readonly denied?: string;
  readonly code?: string;
}

const allow = (Action: string | string[], Resource: string | string[], Condition?: object): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const deny = (Action: string, Resource: string): object => ({ Effect: 'Deny', Action, Resource });
const create =
  (more: object = {}) =>
  (iam: IAM) =>
    iam.createUser({ UserName: 'tutum', Path: '/latchkey/tutum/1/', ...more });
const tags = { Tags: [{ Key: 'latchkey:tenant', Value: 'acme' }] };
const bounded = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } };

/**
 * The account contains the user /latchkey/tutum/0/mine (with a boundary), the user /foreign, the policies `boundary`
 * and `other`, and the group `team`.
 */
const cases: readonly Case[] = [
  {
    name: 'a path in Resource allows creates under this path',
    source: paths,
    statements: [allow('iam:CreateUser', ours)],
    call: create(),
  },
  {
    name: 'a path in Resource denies creates outside this path',
    source: paths,
    statements: [allow('iam:CreateUser', ours)],
    call: create({ Path: '/' }),
    denied: silent('iam:CreateUser', arn('user/tutum')),
  },
  {
    name: 'a create with tags needs the permission to tag as well, and is denied without it',
    source: tagging,
    statements: [allow('iam:CreateUser', ours)],
    call: create(tags),
    denied: silent('iam:TagUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'a create with tags is allowed with both permissions',
    source: tagging,
    statements: [allow(['iam:CreateUser', 'iam:TagUser'], ours)],
    call: create(tags),
  },
  {
    name: 'aws:RequestTag is a tag in the request',
    source: keys,
    statements: [
      allow(['iam:CreateUser', 'iam:TagUser'], ours, { StringEquals: { 'aws:RequestTag/latchkey:tenant': 'other' } }),
    ],
    call: create(tags),
    denied: silent('iam:CreateUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'aws:TagKeys contains all tag keys in the request',
    source: keys,
    statements: [
      allow(['iam:CreateUser', 'iam:TagUser'], ours, { 'ForAllValues:StringLike': { 'aws:TagKeys': 'latchkey:*' } }),
    ],
    call: create(tags),
  },
  {
    name: 'iam:PermissionsBoundary of a create is the boundary in the request',
    source: keys,
    statements: [allow('iam:CreateUser', ours, bounded)],
    call: create({ PermissionsBoundary: boundaryArn }),
  },
  {
    name: 'a create without a boundary does not meet a condition on iam:PermissionsBoundary',
    source: keys,
    statements: [allow('iam:CreateUser', ours, bounded)],
    call: create(),
    denied: silent('iam:CreateUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'a create with another boundary does not meet a condition on iam:PermissionsBoundary',
    source: keys,
    statements: [allow('iam:CreateUser', ours, bounded)],
    call: create({ PermissionsBoundary: arn('policy/other') }),
    denied: silent('iam:CreateUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'iam:PermissionsBoundary of an attach is the boundary of the user',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', '*', bounded)],
    call: (iam) => iam.attachUserPolicy({ UserName: 'mine', PolicyArn: arn('policy/other') }),
  },
  {
    name: 'an attach to a user without the required boundary is denied',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', '*', bounded)],
    call: (iam) => iam.attachUserPolicy({ UserName: 'foreign', PolicyArn: arn('policy/other') }),
    denied: silent('iam:AttachUserPolicy', 'user foreign'),
  },
  {
    name: 'iam:PolicyARN is the policy to attach',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', ours, { ArnLike: { 'iam:PolicyARN': arn('policy/other') } })],
    call: (iam) => iam.attachUserPolicy({ UserName: 'mine', PolicyArn: arn('policy/other') }),
  },
  {
    name: 'a policy other than the required iam:PolicyARN cannot be attached',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', ours, { ArnLike: { 'iam:PolicyARN': arn('policy/latchkey/*') } })],
    call: (iam) => iam.attachUserPolicy({ UserName: 'mine', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    denied: silent('iam:AttachUserPolicy', 'user mine'),
  },
  {
    name: 'iam:ResourceTag is a tag of the user',
    source: keys,
    statements: [allow('iam:DeleteUser', '*', { StringEquals: { 'iam:ResourceTag/latchkey:tenant': 'acme' } })],
    call: (iam) => iam.deleteUser({ UserName: 'mine' }),
  },
  {
    name: 'a call for an absent name is authorized without a path, so the answer is AccessDenied, not NoSuchEntity',
    source: paths,
    statements: [allow('iam:*', ours)],
    call: (iam) => iam.deleteUser({ UserName: 'absent' }),
    denied: silent('iam:DeleteUser', 'user absent'),
  },
  {
    name: 'a call for a name in another case is authorized like one for an absent name',
    source: paths,
    statements: [allow('iam:*', ours)],
    call: (iam) => iam.createAccessKey({ UserName: 'Mine' }),
    denied: silent('iam:CreateAccessKey', 'user Mine'),
  },
  {
    name: 'a call for a user under another path is authorized with that path',
    source: paths,
    statements: [allow('iam:*', ours)],
    call: (iam) => iam.createAccessKey({ UserName: 'foreign' }),
    denied: silent('iam:CreateAccessKey', 'user foreign'),
  },
  {
    name: 'a caller that may read all names gets NoSuchEntity',
    source: paths,
    statements: [allow('iam:GetUser', '*')],
    call: (iam) => iam.getUser({ UserName: 'absent' }),
    code: 'NoSuchEntity',
  },
  {
    name: 'a change of a membership is authorized on the group, not on the user',
    source: keys,
    statements: [allow('iam:AddUserToGroup', arn('group/team'))],
    call: (iam) => iam.addUserToGroup({ GroupName: 'team', UserName: 'foreign' }),
  },
  {
    name: 'a permission for a path does not allow ListUsers',
    source: keys,
    statements: [allow('iam:ListUsers', ours)],
    call: (iam) => iam.listUsers({ PathPrefix: '/latchkey/' }),
    denied: silent('iam:ListUsers', arn('user/latchkey/')),
  },
  {
    name: 'a denial of CreatePolicy names the policy by its name',
    source: words,
    statements: [],
    call: (iam) => iam.createPolicy({ PolicyName: 'new', PolicyDocument: document }),
    denied: silent('iam:CreatePolicy', 'policy new'),
  },
  {
    name: 'a denial of GetPolicy names the policy by its ARN',
    source: words,
    statements: [],
    call: (iam) => iam.getPolicy({ PolicyArn: boundaryArn }),
    denied: silent('iam:GetPolicy', `policy ${boundaryArn}`),
  },
  {
    name: 'a denial of ListPolicies names the path',
    source: words,
    statements: [],
    call: (iam) => iam.listPolicies({}),
    denied: silent('iam:ListPolicies', 'policy path /'),
  },
  {
    name: 'a denial of CreateGroup names the group by its ARN, as one of CreateRole does for the role',
    source: words,
    statements: [],
    call: (iam) => iam.createGroup({ GroupName: 'new' }),
    denied: silent('iam:CreateGroup', arn('group/new')),
  },
  {
    name: 'an explicit deny takes precedence, and the message says so',
    source: words,
    statements: [allow('*', '*'), deny('iam:DeleteUser', '*')],
    call: (iam) => iam.deleteUser({ UserName: 'foreign' }),
    denied: `${no('iam:DeleteUser', 'user foreign')} with an explicit deny in an identity-based policy`,
  },
  {
    name: 'a user may omit its own name',
    source: 'IAM API reference, ListAccessKeys',
    statements: [allow('iam:*AccessKey*', arn('user/${aws:username}'))],
    call: (iam) => iam.listAccessKeys({}),
  },
  {
    name: 'the aws:PrincipalArn of a user is its ARN',
    source: 'IAM User Guide, "AWS global condition context keys"',
    statements: [allow('iam:GetUser', '*', { ArnEquals: { 'aws:PrincipalArn': callerArn } })],
    call: (iam) => iam.getUser({ UserName: 'foreign' }),
  },
  {
    name: 'a condition on a missing key is not met',
    source: 'IAM User Guide, "IAM JSON policy elements: Condition operators"',
    statements: [allow('iam:GetUser', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    call: (iam) => iam.getUser({ UserName: 'foreign' }),
    denied: silent('iam:GetUser', 'user foreign'),
  },
  {
    name: 'AWS managed policies cannot be changed',
    source: 'IAM User Guide, "Managed policies and inline policies"',
    statements: [allow('*', '*')],
    call: (iam) => iam.deletePolicy({ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    denied: no('iam:DeletePolicy', 'policy arn:aws:iam::aws:policy/AdministratorAccess'),
  },
];

async function accountWithCaller(statements: readonly object[]): Promise<IAM> {
  const sandbox = createSandbox({ dataDir: ':memory:' });
  const { iam } = rootOf(sandbox, account);
  await iam.createPolicy({ PolicyName: 'boundary', PolicyDocument: document });
  await iam.createPolicy({ PolicyName: 'other', PolicyDocument: document });
  await iam.createGroup({ GroupName: 'team' });
  await iam.createUser({ UserName: 'foreign' });
  await iam.createUser({ UserName: 'mine', Path: '/latchkey/tutum/0/', PermissionsBoundary: boundaryArn, ...tags });
  return (await userWith(sandbox, account, 'caller', statements)).iam;
}

test.each(cases)('$name ($source)', async ({ statements, call, denied, code }) => {
  const refusal = await refusalOf(call(await accountWithCaller(statements)));
  if (denied === undefined) expect(refusal.code).toBe(code ?? 'ok');
  else expect(refusal).toEqual({ code: 'AccessDenied', words: denied, status: 403 });
});
