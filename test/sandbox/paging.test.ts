import type { IAM } from '@aws-sdk/client-iam';
import { createSandbox } from '../../local/sandbox/index.ts';
import { documentOf, refusalOf, rootOf } from '../support/sandboxClients.ts';

const account = '111122223333';
const source = 'IAM API reference, "Request Parameters" of the List operations';
const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });
const trust = documentOf({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const letters = ['d', 'B', 'a', 'C', 'e'];

interface Paging {
  readonly MaxItems?: number;
  readonly Marker?: string | undefined;
}

interface Page {
  readonly names: readonly (string | undefined)[];
  readonly truncated: boolean | undefined;
  readonly marker: string | undefined;
}

type Lister = (iam: IAM, paging: Paging) => Promise<Page>;

function lister<Answer extends { IsTruncated?: boolean | undefined; Marker?: string | undefined }>(
  list: (iam: IAM, paging: Paging) => Promise<Answer>,
  names: (answer: Answer) => readonly (string | undefined)[] | undefined,
): Lister {
  return async (iam, paging) => {
    const answer = await list(iam, paging);
    return { names: names(answer) ?? [], truncated: answer.IsTruncated, marker: answer.Marker };
  };
}

const UserName = 'member';
const GroupName = 'everybody';

async function accountWithFive(): Promise<IAM> {
  const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
  await iam.createGroup({ GroupName });
  for (const letter of letters) {
    await iam.createUser({ UserName: letter, Path: '/five/' });
    await iam.addUserToGroup({ GroupName, UserName: letter });
    await iam.createRole({ RoleName: letter, Path: '/five/', AssumeRolePolicyDocument: trust });
    await iam.createPolicy({ PolicyName: letter, Path: '/five/', PolicyDocument: document });
  }
  await iam.createUser({ UserName });
  for (const letter of letters) {
    await iam.createGroup({ GroupName: letter, Path: '/five/' });
    await iam.addUserToGroup({ GroupName: letter, UserName });
    await iam.putUserPolicy({ UserName, PolicyName: letter, PolicyDocument: document });
    await iam.attachUserPolicy({ UserName, PolicyArn: `arn:aws:iam::${account}:policy/five/${letter}` });
  }
  return iam;
}

const five = { PathPrefix: '/five/' };
const listers: readonly { operation: string; list: Lister }[] = [
  {
    operation: 'ListUsers',
    list: lister(
      (iam, paging) => iam.listUsers({ ...five, ...paging }),
      ({ Users }) => Users?.map((user) => user.UserName),
    ),
  },
  {
    operation: 'ListGroups',
    list: lister(
      (iam, paging) => iam.listGroups({ ...five, ...paging }),
      ({ Groups }) => Groups?.map((group) => group.GroupName),
    ),
  },
  {
    operation: 'ListRoles',
    list: lister(
      (iam, paging) => iam.listRoles({ ...five, ...paging }),
      ({ Roles }) => Roles?.map((role) => role.RoleName),
    ),
  },
  {
    operation: 'ListPolicies',
    list: lister(
      (iam, paging) => iam.listPolicies({ ...five, ...paging }),
      ({ Policies }) => Policies?.map((policy) => policy.PolicyName),
    ),
  },
  {
    operation: 'GetGroup',
    list: lister(
      (iam, paging) => iam.getGroup({ GroupName, ...paging }),
      ({ Users }) => Users?.map((user) => user.UserName),
    ),
  },
  {
    operation: 'ListGroupsForUser',
    list: lister(
      (iam, paging) => iam.listGroupsForUser({ UserName, ...paging }),
      ({ Groups }) => Groups?.map((group) => group.GroupName),
    ),
  },
  {
    operation: 'ListAttachedUserPolicies',
    list: lister(
      (iam, paging) => iam.listAttachedUserPolicies({ UserName, ...paging }),
      ({ AttachedPolicies }) => AttachedPolicies?.map((policy) => policy.PolicyName),
    ),
  },
  {
    operation: 'ListUserPolicies',
    list: lister(
      (iam, paging) => iam.listUserPolicies({ UserName, ...paging }),
      ({ PolicyNames }) => PolicyNames,
    ),
  },
];

async function everyPage(iam: IAM, list: Lister, MaxItems: number): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let Marker: string | undefined; ;) {
    const page = await list(iam, { MaxItems, Marker });
    pages.push(page);
    if (page.marker === undefined) return pages;
    Marker = page.marker;
  }
}

test.each(listers)(`$operation returns its list in pages (${source})`, async ({ list }) => {
  const iam = await accountWithFive();
  const pages = await everyPage(iam, list, 2);
  expect(pages.map(({ names }) => names.length)).toEqual([2, 2, 1]);
  expect(pages.map(({ truncated }) => truncated)).toEqual([true, true, false]);
  expect(pages.flatMap(({ names }) => names).sort()).toEqual([...letters].sort());
  expect(await list(iam, {})).toMatchObject({ truncated: false, marker: undefined });
});

it('omits nothing if the item that the marker refers to is deleted', async () => {
  const iam = await accountWithFive();
  const first = await iam.listRoles({ ...five, MaxItems: 2 });
  await iam.deleteRole({ RoleName: first.Roles?.at(-1)?.RoleName });
  const second = await iam.listRoles({ ...five, Marker: first.Marker });
  expect(second.Roles?.map((role) => role.RoleName)).toEqual(['C', 'd', 'e']);
});

it('refuses a marker that IAM did not issue', async () => {
  const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
  expect(await refusalOf(iam.listUsers({ Marker: 'nonsense' }))).toMatchObject({ code: 'ValidationError' });
});

it('lists policies by scope, path and use (IAM API reference, ListPolicies)', async () => {
  const iam = await accountWithFive();
  await iam.detachUserPolicy({ UserName, PolicyArn: `arn:aws:iam::${account}:policy/five/a` });
  await iam.putUserPermissionsBoundary({
    UserName: 'a',
    PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  const names = async (
    filter: Parameters<IAM['listPolicies']>[0],
  ): Promise<readonly (string | undefined)[] | undefined> =>
    (await iam.listPolicies(filter)).Policies?.map((policy) => policy.PolicyName);
  expect(await names({ Scope: 'Local' })).toEqual(['a', 'B', 'C', 'd', 'e']);
  expect(await names({ Scope: 'Local', OnlyAttached: true })).toEqual(['B', 'C', 'd', 'e']);
  expect(await names({ Scope: 'AWS', PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['AdministratorAccess']);
  expect(await names({ Scope: 'Local', PathPrefix: '/other/' })).toEqual([]);
});
