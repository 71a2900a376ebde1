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
  /** Undefined: it passes. */
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

/** In the account: user /latchkey/tutum/0/mine (with boundary), user /foreign, policies `boundary` and `other`, group `team`. */
const cases: readonly Case[] = [
  {
    name: 'a path in Resource admits creates under it',
    source: paths,
    statements: [allow('iam:CreateUser', ours)],
    call: create(),
  },
  {
    name: 'a path in Resource stops creates outside of it',
    source: paths,
    statements: [allow('iam:CreateUser', ours)],
    call: create({ Path: '/' }),
    denied: silent('iam:CreateUser', arn('user/tutum')),
  },
  {
    name: 'a create with tags needs the permission to tag as well',
    source: tagging,
    statements: [allow('iam:CreateUser', ours)],
    call: create(tags),
    denied: silent('iam:TagUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'a create with tags passes with both',
    source: tagging,
    statements: [allow(['iam:CreateUser', 'iam:TagUser'], ours)],
    call: create(tags),
  },
  {
    name: 'aws:RequestTag is what the request sets',
    source: keys,
    statements: [
      allow(['iam:CreateUser', 'iam:TagUser'], ours, { StringEquals: { 'aws:RequestTag/latchkey:tenant': 'other' } }),
    ],
    call: create(tags),
    denied: silent('iam:CreateUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'aws:TagKeys are all its keys',
    source: keys,
    statements: [
      allow(['iam:CreateUser', 'iam:TagUser'], ours, { 'ForAllValues:StringLike': { 'aws:TagKeys': 'latchkey:*' } }),
    ],
    call: create(tags),
  },
  {
    name: 'iam:PermissionsBoundary of a create is the one in the request',
    source: keys,
    statements: [allow('iam:CreateUser', ours, bounded)],
    call: create({ PermissionsBoundary: boundaryArn }),
  },
  {
    name: 'a create without a boundary does not meet a condition on it',
    source: keys,
    statements: [allow('iam:CreateUser', ours, bounded)],
    call: create(),
    denied: silent('iam:CreateUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'a create with another boundary does not either',
    source: keys,
    statements: [allow('iam:CreateUser', ours, bounded)],
    call: create({ PermissionsBoundary: arn('policy/other') }),
    denied: silent('iam:CreateUser', arn('user/latchkey/tutum/1/tutum')),
  },
  {
    name: 'iam:PermissionsBoundary of an attach is the one that the user has',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', '*', bounded)],
    call: (iam) => iam.attachUserPolicy({ UserName: 'mine', PolicyArn: arn('policy/other') }),
  },
  {
    name: 'an attach to a user without it is denied',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', '*', bounded)],
    call: (iam) => iam.attachUserPolicy({ UserName: 'foreign', PolicyArn: arn('policy/other') }),
    denied: silent('iam:AttachUserPolicy', 'user foreign'),
  },
  {
    name: 'iam:PolicyARN is the policy to be attached',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', ours, { ArnLike: { 'iam:PolicyARN': arn('policy/other') } })],
    call: (iam) => iam.attachUserPolicy({ UserName: 'mine', PolicyArn: arn('policy/other') }),
  },
  {
    name: 'another policy may not be attached then',
    source: keys,
    statements: [allow('iam:AttachUserPolicy', ours, { ArnLike: { 'iam:PolicyARN': arn('policy/latchkey/*') } })],
    call: (iam) => iam.attachUserPolicy({ UserName: 'mine', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    denied: silent('iam:AttachUserPolicy', 'user mine'),
  },
  {
    name: 'iam:ResourceTag is what the user carries',
    source: keys,
    statements: [allow('iam:DeleteUser', '*', { StringEquals: { 'iam:ResourceTag/latchkey:tenant': 'acme' } })],
    call: (iam) => iam.deleteUser({ UserName: 'mine' }),
  },
  {
    name: 'an absent name is authorized without path: AccessDenied, not NoSuchEntity',
    source: paths,
    statements: [allow('iam:*', ours)],
    call: (iam) => iam.deleteUser({ UserName: 'absent' }),
    denied: silent('iam:DeleteUser', 'user absent'),
  },
  {
    name: 'and so is a name in another case',
    source: paths,
    statements: [allow('iam:*', ours)],
    call: (iam) => iam.createAccessKey({ UserName: 'Mine' }),
    denied: silent('iam:CreateAccessKey', 'user Mine'),
  },
  {
    name: 'a user elsewhere is authorized by its own path',
    source: paths,
    statements: [allow('iam:*', ours)],
    call: (iam) => iam.createAccessKey({ UserName: 'foreign' }),
    denied: silent('iam:CreateAccessKey', 'user foreign'),
  },
  {
    name: 'who may read all names is told NoSuchEntity',
    source: paths,
    statements: [allow('iam:GetUser', '*')],
    call: (iam) => iam.getUser({ UserName: 'absent' }),
    code: 'NoSuchEntity',
  },
  {
    name: 'membership is a matter of the group, not of the user',
    source: keys,
    statements: [allow('iam:AddUserToGroup', arn('group/team'))],
    call: (iam) => iam.addUserToGroup({ GroupName: 'team', UserName: 'foreign' }),
  },
  {
    name: 'a list has no resource',
    source: keys,
    statements: [allow('iam:ListUsers', ours)],
    call: (iam) => iam.listUsers({ PathPrefix: '/latchkey/' }),
    denied: silent('iam:ListUsers', arn('user/latchkey/')),
  },
  {
    name: 'a policy is shown by its name when made',
    source: words,
    statements: [],
    call: (iam) => iam.createPolicy({ PolicyName: 'new', PolicyDocument: document }),
    denied: silent('iam:CreatePolicy', 'policy new'),
  },
  {
    name: 'a policy is shown by its ARN when read',
    source: words,
    statements: [],
    call: (iam) => iam.getPolicy({ PolicyArn: boundaryArn }),
    denied: silent('iam:GetPolicy', `policy ${boundaryArn}`),
  },
  {
    name: 'policies are listed by path',
    source: words,
    statements: [],
    call: (iam) => iam.listPolicies({}),
    denied: silent('iam:ListPolicies', 'policy path /'),
  },
  {
    name: 'a group is shown by its ARN when made, a role too',
    source: words,
    statements: [],
    call: (iam) => iam.createGroup({ GroupName: 'new' }),
    denied: silent('iam:CreateGroup', arn('group/new')),
  },
  {
    name: 'an explicit deny wins and says so',
    source: words,
    statements: [allow('*', '*'), deny('iam:DeleteUser', '*')],
    call: (iam) => iam.deleteUser({ UserName: 'foreign' }),
    denied: `${no('iam:DeleteUser', 'user foreign')} with an explicit deny in an identity-based policy`,
  },
  {
    name: 'one’s own name may be left out',
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
    name: 'a condition on a key that is not there is not met',
    source: 'IAM User Guide, "IAM JSON policy elements: Condition operators"',
    statements: [allow('iam:GetUser', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    call: (iam) => iam.getUser({ UserName: 'foreign' }),
    denied: silent('iam:GetUser', 'user foreign'),
  },
  {
    name: 'AWS’s own policies cannot be changed',
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
