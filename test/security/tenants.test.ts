import type { IAM } from '@aws-sdk/client-iam';
import { underOtherNames } from '../../bench/cases.ts';
import { koding } from '../../catalog/koding.ts';
import { tutum } from '../../catalog/tutum.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { whoAre } from '../support/onboarded.ts';
import { previewOf } from '../support/previewOf.ts';
import { refusalOf } from '../support/sandboxClients.ts';
import { sha256 } from '../support/sha256.ts';
import { roleNameOf, stackNameOf } from '../support/tenantNames.ts';
import { token, type Answer, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { changes, type Belongings } from './changes.ts';

const tokens = [
  `all=${sha256(token)}`,
  `one=${sha256('one-token')}:production`,
  `both=${sha256('both-token')}:staging|production`,
];
const as = (name: string) => ({ authorization: `Bearer ${name === 'all' ? token : `${name}-token`}` });

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    sweepEveryMs: 0,
    environment: { LATCHKEY_API_TOKEN_HASHES: tokens.join(',') },
  });
});
afterAll(() => {
  testStack.close();
});

/** Opens a session of a tenant's bootstrap role, with all its permissions, as an attacker in the vendor's account can. */
async function sessionOf({ accountId, ...tenant }: Tenant, blueprint: string, externalId: string): Promise<IAM> {
  const vendor = testStack.stsWith({ accessKeyId: 'LKIALATCHKEYLOCAL000', secretAccessKey: 'test' });
  const { Credentials } = await vendor.assumeRole({
    RoleArn: `arn:aws:iam::${accountId}:role/${roleNameOf(tenant, blueprint)}`,
    ExternalId: externalId,
    RoleSessionName: 'stolen',
  });
  const session = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return testStack.iamWith(session);
}

const nameIn = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

/** What an onboarding made, as the targets of the changes that another role tries. */
async function belongingsOf(root: IAM, { body }: Answer): Promise<Belongings> {
  const arnOf = (wanted: string) => body.receipt?.resources.find(({ type }) => type === wanted)?.arn;
  const [key] = body.credentials ?? [];
  const userArn = arnOf('user') ?? '';
  const { User } = await root.getUser({ UserName: nameIn(userArn) });
  const boundaryArn = User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
  return {
    user: nameIn(userArn),
    group: nameIn(arnOf('group') ?? 'Admins'),
    policyArn: arnOf('policy') ?? boundaryArn,
    boundaryArn,
    path: User?.Path ?? '',
    accessKeyId: key?.accessKeyId ?? '',
    serial: userArn.replace(/:user.*/, ':mfa/phone'),
  };
}

const everythingIn = async (root: IAM) => {
  const { UserDetailList, GroupDetailList, Policies, RoleDetailList } = await root.getAccountAuthorizationDetails({});
  return JSON.stringify({ UserDetailList, GroupDetailList, Policies, RoleDetailList });
};

/** Tries each change on these targets. Returns those that IAM did not deny, with their outcome. */
async function notDenied(iam: IAM, of: Belongings): Promise<Readonly<Record<string, string>>> {
  const outcomes: Record<string, string> = {};
  for (const [action, change] of Object.entries(changes)) {
    const { code } = await refusalOf(change(iam, of));
    if (code !== 'AccessDenied') outcomes[action] = code;
  }
  return outcomes;
}

// One blueprint without groups and one with. test/security/leastPrivilege.test.ts has the path of another tenant for all.
describe.each([tutum, koding].map((blueprint, index) => ({ name: blueprint.name, blueprint, index })))(
  'two tenants with $name in one account',
  ({ name, blueprint, index }) => {
    const accountId = String(600_000_000_000 + index);
    const staging = { tenantId: 'staging', accountId };
    const production = { tenantId: 'production', accountId };
    const parameters = requiredParameters(blueprint, 2);
    const others = underOtherNames(blueprint, parameters);
    const hasGroups = blueprint.groups.length > 0;
    const create = (tenant: Tenant, given: object, headers = {}) =>
      testStack.create(tenant, { blueprint: name, parameters: given }, headers);
    const removeStack = (tenant: Tenant) =>
      testStack.sandbox('DELETE', 'launch', { stackName: stackNameOf(tenant, name), accountId });
    let root: IAM;
    let first: Answer;
    let second: Answer;
    const externalIds = new Map<string, string>();
    beforeAll(async () => {
      root = testStack.root(staging);
      await root.createGroup({ GroupName: 'Admins' });
      for (const tenant of [staging, production]) {
        const { externalId } = await testStack.launch(tenant, parameters, name);
        externalIds.set(tenant.tenantId, externalId);
      }
      first = await create(staging, parameters);
    });

    test('the second tenant gets 409 for the same names, which names the first one only to a caller of both', async () => {
      for (const [caller, mayRead] of [
        ['one', false],
        ['both', true],
        ['all', true],
      ] as const) {
        const { status, body, text } = await create(production, parameters, as(caller));
        expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:slot-held']);
        expect([caller, text.includes(first.body.id)]).toEqual([caller, mayRead]);
        expect(text.includes(`tenant ${staging.tenantId}`)).toBe(mayRead);
        expect(
          (await testStack.request('GET', `/v1/onboardings/${body.onboarding ?? ''}`, undefined, as('one'))).text,
        ).not.toContain(first.body.id);
      }
    });

    test('both are claimed if the second one has other names, and the keys of both work', async () => {
      second = await create(production, others);
      expect([first, second].map(({ status, body }) => [status, body.status])).toEqual([
        [201, 'claimed'],
        [201, 'claimed'],
      ]);
      for (const answer of [first, second])
        expect(await whoAre(testStack, answer)).toEqual(answer.body.credentials?.map(({ userArn }) => userArn));
    });

    test('the role of neither can change the users, keys, groups and policies of the other', async () => {
      const before = await everythingIn(root);
      for (const [who, whose] of [
        [staging, second],
        [production, first],
      ] as const) {
        const iam = await sessionOf(who, name, externalIds.get(who.tenantId) ?? '');
        expect(await notDenied(iam, await belongingsOf(root, whose))).toEqual({});
      }
      expect(await everythingIn(root)).toBe(before);
    });

    test(`the role of the first one can ${hasGroups ? '' : 'not '}add a user of the second one to a group of its own, which the preview says`, async () => {
      const iam = await sessionOf(staging, name, externalIds.get(staging.tenantId) ?? '');
      const membership = {
        GroupName: (await belongingsOf(root, first)).group,
        UserName: (await belongingsOf(root, second)).user,
      };
      const { code } = await refusalOf(iam.addUserToGroup(membership));
      expect(code === 'AccessDenied').toBe(!hasGroups);
      if (hasGroups) await iam.removeUserFromGroup(membership);
      const { risks } = await previewOf(testStack, name, { accountId, tenantId: staging.tenantId, parameters });
      const said = risks.filter(({ detail }) => detail.includes('including the users of another tenant'));
      expect(said.map(({ level, path }) => [level, path])).toEqual(hasGroups ? [['accepted', 'group']] : []);
    });

    test('the first one can be offboarded and its stack deleted while the second one goes on, and then the second one', async () => {
      await expect(removeStack(staging)).rejects.toThrow('DELETE_FAILED');
      expect((await testStack.offboard(first.body.id)).body.status).toBe('offboarded');
      expect(await removeStack(staging)).toMatchObject({ status: 'DELETE_COMPLETE' });
      expect(await whoAre(testStack, second)).toHaveLength(second.body.credentials?.length ?? 0);
      // Latchkey can still assume the role of the second tenant, and the names of the first one are free.
      const third = await create(production, parameters);
      expect([third.status, third.body.status]).toEqual([201, 'claimed']);
      for (const { body } of [third, second])
        expect((await testStack.offboard(body.id)).body.status).toBe('offboarded');
      expect(await removeStack(production)).toMatchObject({ status: 'DELETE_COMPLETE' });
      const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = await root.getAccountAuthorizationDetails({
        Filter: ['User', 'Group', 'Role', 'LocalManagedPolicy'],
      });
      expect([UserDetailList, GroupDetailList?.map(({ GroupName }) => GroupName), RoleDetailList, Policies]).toEqual([
        [],
        ['Admins'],
        [],
        [],
      ]);
    });
  },
);

test('of two tenants with the same token in one account, the second one gets nothing and the first one keeps its access', async () => {
  const accountId = '600000000009';
  const [one, other] = ['tenant-405020', 'tenant-1242767'].map((tenantId) => ({ tenantId, accountId }));
  if (one === undefined || other === undefined) throw new Error('there are two');
  expect(roleNameOf(other)).toBe(roleNameOf(one));
  await testStack.launch(one);
  await expect(testStack.launch(other)).rejects.toThrow('already exists');
  const { status, body } = await testStack.create(other);
  expect([status, body.status, body.problem?.type]).toEqual([
    201,
    'awaiting_access',
    'urn:latchkey:problem:role-not-usable',
  ]);
  expect((await testStack.create(one)).body.status).toBe('claimed');
});
