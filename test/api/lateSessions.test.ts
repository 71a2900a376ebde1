import { startPatientStack, unknownToken, keysOf, claimedKey } from '../support/lateAws.ts';
import { inventory, later, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startPatientStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };

/** The IAM operations of each request in an account where nothing is in the way. */
const operations = {
  create: {
    tutum: ['CreateUser', 'CreatePolicy', 'CreateAccessKey', 'AttachUserPolicy'],
    koding: ['CreateGroup', 'CreateUser', 'AttachGroupPolicy', 'CreateAccessKey', 'AddUserToGroup'],
  },
  claim: { tutum: ['GetUser', 'ListAccessKeys', 'CreateAccessKey'], koding: [] },
  offboard: {
    tutum: [
      ...['GetUser', 'UpdateAccessKey', 'ListAccessKeys', 'GetLoginProfile', 'ListSigningCertificates'],
      ...['ListSSHPublicKeys', 'ListServiceSpecificCredentials', 'ListMFADevices', 'ListUserPolicies'],
      ...['ListAttachedUserPolicies', 'ListGroupsForUser', 'DeleteAccessKey', 'DetachUserPolicy', 'DeleteUser'],
      ...['GetPolicy', 'ListEntitiesForPolicy', 'ListPolicyVersions', 'DeletePolicy'],
    ],
    koding: [
      ...['RemoveUserFromGroup', 'GetGroup', 'ListAttachedGroupPolicies', 'DetachGroupPolicy', 'ListGroupPolicies'],
      'DeleteGroup',
    ],
  },
} as const;
type Phase = keyof typeof operations;
type Name = keyof (typeof operations)[Phase];

/** Runs a phase of an onboarding, with `before` directly before it. Returns the onboarding after it, and its calls. */
async function runPhase(phase: Phase, blueprint: Name, before: () => Promise<unknown> = () => Promise.resolve()) {
  const tenant = testStack.nextTenant();
  await testStack.launch(tenant, {}, blueprint);
  const ready = async () => {
    const { body } = await testStack.create(tenant, { blueprint }, later);
    await testStack.until(body.id, 'ready');
    return body.id;
  };
  let id = phase === 'create' ? '' : await ready();
  if (phase === 'offboard') await claimedKey(testStack, id);
  await before();
  const earlier = (await testStack.calls(tenant)).length;
  let key: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  if (phase === 'create') {
    const answer = await testStack.create(tenant, { blueprint });
    ({ id } = answer.body);
    key = await keysOf(testStack, answer);
  } else if (phase === 'claim') key = await claimedKey(testStack, id);
  else {
    await testStack.offboard(id);
    await testStack.until(id, 'offboarded');
  }
  const calls = (await testStack.calls(tenant)).slice(earlier).map(({ operation }) => operation);
  return { tenant, id, key, calls: [...new Set(calls)].filter((each) => each.startsWith('iam:')) };
}

describe('an InvalidClientTokenId that AWS answers once', () => {
  test.each(['create', 'claim', 'offboard'] as const)('is tested with every IAM operation of a %s', async (phase) => {
    const called = [...(await runPhase(phase, 'tutum')).calls, ...(await runPhase(phase, 'koding')).calls];
    const listed = Object.values(operations[phase]).flat();
    expect([...new Set(called)].toSorted()).toEqual([...new Set(listed.map((each) => `iam:${each}`))].toSorted());
  });

  const cases = (['create', 'claim', 'offboard'] as const).flatMap((phase) =>
    (['tutum', 'koding'] as const).flatMap((blueprint) =>
      operations[phase][blueprint].map((action) => ({ phase, blueprint, action })),
    ),
  );
  test.each(cases)('to iam:$action in a $phase of $blueprint changes nothing', async ({ phase, blueprint, action }) => {
    const { tenant, id, key } = await runPhase(phase, blueprint, () => testStack.fault(unknownToken(`iam:${action}`)));
    expect(await testStack.sandbox('GET', 'faults')).toMatchObject({ faults: [] });
    if (key === undefined) {
      expect(await inventory(testStack, tenant)).toEqual(nothing);
      const { resources = [] } = (await testStack.get(id)).body.receipt ?? {};
      expect(resources.filter(({ status, reason }) => status !== 'removed' || reason !== undefined)).toEqual([]);
    } else {
      expect((await inventory(testStack, tenant)).users.map(({ keys }) => keys)).toEqual([[key.accessKeyId]]);
      expect(await testStack.stsWith(key).getCallerIdentity({})).toMatchObject({ Account: tenant.accountId });
    }
    const { status, waiting } = await testStack.read(id);
    expect([status, waiting]).toEqual([phase === 'offboard' ? 'offboarded' : 'claimed', undefined]);
  });
});
