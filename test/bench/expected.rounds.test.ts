import { benchCases, underOtherNames } from '../../bench/cases.ts';
import { expectedRounds, type Situation } from '../../bench/expected.ts';
import { blueprintOf, planOf } from '../../bench/plans.ts';
import { startStack, type Stack } from '../../bench/stack.ts';
import { catalog } from '../../catalog/index.ts';
import type { LocalAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { localTemplates } from '../../local/stack.ts';
import { useAws } from '../local/aws/clients.ts';
import { longTimes } from '../support/testStack.ts';

const apiToken = 'test-token';

let aws: LocalAws;
let stack: Stack;

/** The rounds that are still expected, and the calls of the current one, which are held until all of it have arrived. */
let rounds: (readonly string[])[] = [];
let arrived: { readonly operation: string; readonly execute: () => void }[] = [];
/** What arrived in each round. */
let seen: string[][] = [];

/** Holds a call until all calls of its round have arrived. */
function hold(operation: string): Promise<void> {
  return new Promise((resolve) => {
    arrived.push({ operation, execute: resolve });
    if (arrived.length < (rounds[0]?.length ?? Infinity)) return;
    const round = arrived;
    rounds.shift();
    arrived = [];
    seen.push(round.map((each) => each.operation).sort());
    for (const { execute } of round) execute();
  });
}

beforeAll(async () => {
  ({ aws } = await useAws({
    templates: localTemplates(),
    interpose: async ({ service, action, caller }, apply) => {
      if ((service === 'iam' || service === 'sts') && caller.type !== 'root') await hold(`${service}:${action}`);
      return apply();
    },
  }));
  enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, ...longTimes, LATCHKEY_ROLE_LAG_MS: '1' }));
  stack = await startStack(aws.url, apiToken);
});
afterAll(async () => {
  await stack.close();
  await aws.close();
});

const cases = benchCases(catalog).filter(({ label }) => !label.includes('10 users'));

test.each(cases)('$label sends each call as soon as those that it waits for have ended', async (each) => {
  const plan = planOf(each);
  const blueprint = blueprintOf(each.blueprint);
  const tenant = await stack.newTenant(each.blueprint, each.parameters);
  const runs: readonly [Situation, object][] = [
    ['first', each.parameters],
    ['again', underOtherNames(blueprint, each.parameters)],
  ];
  for (const [situation, parameters] of runs) {
    const expected = expectedRounds(blueprint, plan, situation);
    [rounds, arrived, seen] = [[...expected], [], []];
    // If a call waited for one that it does not need, its round would never be complete, and the held calls would time out.
    await stack.onboard(tenant, each.blueprint, parameters);
    expect(seen).toEqual(expected);
  }
});
