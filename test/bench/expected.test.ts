import { benchCases, underOtherNames } from '../../bench/cases.ts';
import { expectedCalls, expectedCallsLater, longestChain, type Situation } from '../../bench/expected.ts';
import { startStack, type Stack } from '../../bench/stack.ts';
import { catalog } from '../../catalog/index.ts';
import { readParameters } from '../../lib/blueprints/parameters.ts';
import { planOnboarding, type Plan } from '../../lib/blueprints/plan.ts';
import type { LocalAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { localTemplates } from '../../local/stack.ts';
import { useAws } from '../local/aws/clients.ts';
import { longTimes } from '../support/testStack.ts';
import { ownerOf } from '../support/tenantNames.ts';

const apiToken = 'test-token';

let aws: LocalAws;
let stack: Stack;

beforeAll(async () => {
  ({ aws } = await useAws({ templates: localTemplates() }));
  // The role is not new any more at the second onboarding.
  enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, ...longTimes, LATCHKEY_ROLE_LAG_MS: '1' }));
  stack = await startStack(aws.url, apiToken);
});
afterAll(async () => {
  await stack.close();
  await aws.close();
});

const cases = benchCases(catalog).map((each) => {
  const blueprint = catalog.find(({ name }) => name === each.blueprint);
  if (blueprint === undefined) throw new Error(`no blueprint ${each.blueprint}`);
  return { ...each, blueprint };
});

function planOf({ blueprint, parameters }: (typeof cases)[number]): Plan {
  const read = readParameters(blueprint, parameters, { partition: 'aws' });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const names = { ...ownerOf(blueprint.name), partition: 'aws', accountId: '111122223333' } as const;
  return planOnboarding({ ...names, blueprint, values: read.values, onboardingId: 'ob_00000000000000000000000000' });
}

/** The blueprints whose versions are in the table. */
const onboarded = new Set<string>();

test.each(cases)(
  '$label makes exactly the calls of its plan, and at most eight writes besides progress',
  async (each) => {
    const plan = planOf(each);
    const { name } = each.blueprint;
    const tenant = await stack.newTenant(name, each.parameters);
    const isNewBlueprint = !onboarded.has(name);
    const runs: readonly [Situation, object][] = [
      ['first', each.parameters],
      ['again', underOtherNames(each.blueprint, each.parameters)],
    ];
    for (const [situation, parameters] of runs) {
      const { calls, keys, writes } = await stack.onboard(tenant, name, parameters);
      expect(calls.map(({ operation }) => operation).sort()).toEqual(expectedCalls(each.blueprint, plan, situation));
      expect(keys).toBe(plan.userNames.length);
      // Idempotency key, slot, record and fence. The first time also the access: when the role was first assumed, and
      // which boundary worked, and as the blueprint is new, its version and the list of versions.
      expect(writes.requests).toBe(situation === 'first' ? (isNewBlueprint ? 8 : 6) : 4);
    }
    onboarded.add(name);
  },
);

test('with a webhook, there are six writes from the request to the delivered event, and two more the first time', async () => {
  const tenant = await stack.newTenant('tutum', {});
  const first = await stack.onboardWithWebhook(tenant, 'tutum', {});
  const again = await stack.onboardWithWebhook(tenant, 'tutum', { userName: 'tutum-again', policyName: 'tutum-again' });
  // Idempotency key, slot, record and fence; for the delivery, its lease and its result. The first time also the access,
  // twice.
  expect([first.requests, again.requests]).toEqual([8, 6]);
});

test.each(cases.filter(({ label }) => ['tutum', 'cycle, 10 users'].includes(label)))(
  '$label makes one call more with a worker and a claim, and two more for each user',
  async (each) => {
    const { name } = each.blueprint;
    const tenant = await stack.newTenant(name, each.parameters);
    // After this, the boundary and the trust policy of the account are known.
    await stack.onboard(tenant, name, each.parameters);
    const { calls } = await stack.onboardLater(tenant, name, underOtherNames(each.blueprint, each.parameters));
    const wanted = expectedCallsLater(each.blueprint, planOf(each));
    expect(calls.map(({ operation }) => operation).sort()).toEqual(wanted);
  },
);

test.each(cases)('$label: the first onboarding has no more sequential calls than a later one', (each) => {
  const plan = planOf(each);
  expect(longestChain(plan, 'first')).toBe(longestChain(plan, 'again'));
});

test.each([
  { label: 'tutum', chain: 4, why: 'role, user, key, check' },
  { label: 'cycle, 1 user', chain: 4, why: 'the same' },
  { label: 'cycle, 10 users', chain: 4, why: 'what is one user’s waits for no other' },
  { label: 'koding, route53', chain: 7, why: 'role, group, its four policies one after the other, member' },
])('the longest chain of $label is $chain: $why', ({ label, chain }) => {
  const found = cases.find((each) => each.label === label);
  if (found === undefined) throw new Error(`no case ${label}`);
  expect(longestChain(planOf(found), 'again')).toBe(chain);
});
