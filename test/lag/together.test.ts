import { drain } from '../model/settle.ts';
import { openScenario, warmUp } from '../model/scenario.ts';
import { sampledRows } from '../support/sampledRows.ts';

beforeAll(warmUp);

/** How many onboardings of one account start at once. IAM allows 20 writes at once, and then 5 a second. */
const many = 10;
const sweepEveryMs = 60_000;
const patienceMs = 15 * 60_000;

test.each(sampledRows([1, 2, 3], 1))(
  'ten creates at once in one account, whose IAM is late and throttles, all succeed, seed %i',
  async (seed) => {
    const scenario = await openScenario({ seed, profile: 'usual' });
    await scenario.pass(60_000);
    const creates = Array.from({ length: many }, (_, each) =>
      scenario.create({ userName: `user-${String(each)}`, policyName: `policy-${String(each)}` }),
    );
    const answers = await scenario.waitForAll(creates);
    expect(answers.filter(({ http }) => http !== 201 && http !== 202)).toEqual([]);
    const until = scenario.time.now() + patienceMs;
    while (scenario.time.now() < until && scenario.records().some(({ status }) => status === 'provisioning')) {
      await drain(scenario.world);
      await scenario.pass(sweepEveryMs / 6);
      await scenario.time.until(scenario.world.sweep());
    }
    const statuses = scenario.records().map(({ status }) => status);
    expect(statuses.filter((status) => status !== 'claimed' && status !== 'ready')).toEqual([]);
    expect(statuses).toHaveLength(many);
    const keys = answers.flatMap((each) => each.keys);
    expect(keys).toHaveLength(statuses.filter((status) => status === 'claimed').length);
    expect(await scenario.violations()).toEqual([]);
    const wasEver = scenario.world.watched.transitions.map(({ to }) => to);
    expect(wasEver).not.toContain('failed');
    expect(wasEver).not.toContain('needs_attention');
    scenario.close();
  },
  60_000,
);
