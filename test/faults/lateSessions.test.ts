import { claim, offboard, onboard } from '../model/page.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';
import { shape } from './account.ts';
import { sampledRows } from '../support/sampledRows.ts';

let scenario: Scenario;
beforeAll(warmUp);
afterEach(() => scenario.close());

const userRemoval = [
  ...['GetUser', 'UpdateAccessKey', 'ListAccessKeys', 'GetLoginProfile', 'ListSigningCertificates'],
  ...['ListSSHPublicKeys', 'ListServiceSpecificCredentials', 'ListMFADevices', 'ListUserPolicies'],
  ...['ListAttachedUserPolicies', 'ListGroupsForUser', 'DeleteAccessKey', 'DetachUserPolicy', 'DeleteUser'],
  ...['GetPolicy', 'ListEntitiesForPolicy', 'ListPolicyVersions', 'DeletePolicy'],
];

/** The IAM operations of each phase without any fault. */
const operations: Readonly<Record<Phase, Readonly<Record<Blueprint, readonly string[]>>>> = {
  create: {
    tutum: ['GetPolicyVersion', 'CreateUser', 'CreatePolicy', 'CreateAccessKey', 'AttachUserPolicy'],
    koding: ['CreateGroup', 'CreateUser', 'AttachGroupPolicy', 'CreateAccessKey', 'AddUserToGroup'],
  },
  claim: { tutum: ['GetUser', 'ListAccessKeys', 'CreateAccessKey'], koding: [] },
  offboarding: {
    tutum: userRemoval,
    koding: [
      ...['RemoveUserFromGroup', 'GetGroup', 'ListAttachedGroupPolicies', 'DetachGroupPolicy', 'ListGroupPolicies'],
      'DeleteGroup',
    ],
  },
  rollback: {
    tutum: ['ListPolicies', ...userRemoval.filter((each) => !['UpdateAccessKey', 'DetachUserPolicy'].includes(each))],
    koding: [],
  },
};
type Phase = 'create' | 'claim' | 'offboarding' | 'rollback';
type Blueprint = 'tutum' | 'koding';
const phases = ['create', 'claim', 'offboarding', 'rollback'] as const;

/** Runs a phase of an onboarding, with `before` directly before it. Returns its IAM operations. */
async function run(phase: Phase, blueprint: Blueprint, before: () => void = () => undefined): Promise<string[]> {
  scenario = await openScenario({ blueprint });
  const { world } = scenario;
  const made = async () => {
    const first = await onboard(scenario, {});
    if ('complaint' in first) throw new Error(first.complaint);
    return first.id;
  };
  const id = phase === 'offboarding' ? await made() : phase === 'claim' ? await scenario.newReady() : undefined;
  const earlier = world.calls.length;
  if (phase === 'rollback') world.refusals.add('iam:AttachUserPolicy', 'InvalidInput', 'x');
  before();
  if (id === undefined && phase === 'rollback') {
    await scenario.waitFor(scenario.create());
    await scenario.settle();
  } else if (id === undefined) await made();
  else if (phase === 'claim') expect(await claim(scenario, id)).toEqual({ id });
  else expect(await offboard(scenario, id)).toBeUndefined();
  return world.calls.slice(earlier).flatMap(({ operation }) => operation.match(/(?<=^iam:)\w+/)?.[0] ?? []);
}

/** Returns the status of the onboarding, what the account contains, and the keys that were disclosed. */
function outcome() {
  const { status, waiting } = scenario.one();
  const { tenant } = scenario;
  return { status, waiting, shape: shape(tenant.account(), tenant), keys: scenario.keyIds().length };
}

test.each(phases)('the table has all IAM operations of the phase %s', async (phase) => {
  const called = await run(phase, 'tutum');
  scenario.close();
  if (operations[phase].koding.length > 0) called.push(...(await run(phase, 'koding')));
  const made = phase === 'rollback' ? operations.create.tutum : [];
  const listed = [...operations[phase].tutum, ...operations[phase].koding, ...made];
  expect([...new Set(called)].toSorted()).toEqual([...new Set(listed)].toSorted());
});

const expected = new Map<string, ReturnType<typeof outcome>>();
async function expectedOutcome(phase: Phase, blueprint: Blueprint) {
  const known = expected.get(`${phase} ${blueprint}`);
  if (known !== undefined) return known;
  await run(phase, blueprint);
  const found = outcome();
  expected.set(`${phase} ${blueprint}`, found);
  scenario.close();
  return found;
}

const cases = phases.flatMap((phase) =>
  (['tutum', 'koding'] as const).flatMap((blueprint) =>
    operations[phase][blueprint].map((action) => ({ phase, blueprint, action })),
  ),
);
describe.each([
  ['once', 0, 7],
  ['for 2 s', 2000, 6],
  ['for 40 s', 40_000, 9],
] as const)('an InvalidClientTokenId that AWS answers %s', (_, ms, count) => {
  test.each(sampledRows(cases, count))(
    'to iam:$action during a $blueprint $phase does not change its outcome',
    async ({ phase, blueprint, action }) => {
      const there = await expectedOutcome(phase, blueprint);
      let sent = 0;
      await run(phase, blueprint, () => {
        sent = scenario.world.calls.length;
        scenario.world.refusals.addFor(`iam:${action}`, 'InvalidClientTokenId', ms);
      });
      expect(scenario.world.calls.slice(sent).some(({ operation }) => operation === `iam:${action}`)).toBe(true);
      expect([outcome(), await scenario.violations()]).toEqual([there, []]);
    },
  );
});

test.each([1, 2, 5, 30])('a create whose role may do nothing for %i s after the launch succeeds', async (seconds) => {
  const there = await expectedOutcome('create', 'tutum');
  await run('create', 'tutum', () => scenario.world.refusals.addFor('iam:.*', 'AccessDenied', seconds * 1000));
  expect([outcome(), await scenario.violations()]).toEqual([there, []]);
});
