import { workFor } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';

const later = { prefer: 'respond-async' };
const minutesToWork = 30;

let scenario: Scenario;
const reopen = useScenario(
  (opened) => {
    scenario = opened;
  },
  { isLaunched: false },
);

/** Lets workers and sweep take over, and returns the statuses of the only onboarding, if it was stored. */
async function statusesAfter() {
  await workFor(scenario.world, minutesToWork);
  expect(await scenario.violations()).toEqual([]);
  return scenario.world.watched.transitions.map(({ to }) => to);
}

describe('as long as Latchkey never assumed the role, an onboarding waits for its stack, because nothing can be in the account,', () => {
  test('after a create whose process dies at any of its calls', async () => {
    const stored: unknown[] = [];
    for (const at of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      await reopen({ isLaunched: false });
      const { process } = scenario.create({}, {}, { trouble: { at, kind: 'dies', ms: 0 } });
      await scenario.time.until(process.frozen);
      const statuses = await statusesAfter();
      if (statuses.length > 0) stored.push(statuses);
    }
    // The first calls store no onboarding yet.
    expect(stored.length).toBeGreaterThan(0);
    expect(stored).toEqual(stored.map(() => ['provisioning', 'awaiting_access']));
  });

  test.each(['sts:AssumeRole', 'dynamodb:PutItem', 3])('after a worker that dies at %s', async (at) => {
    const { id = '' } = await scenario.waitFor(scenario.create({}, later));
    scenario.world.work.take();
    await scenario.time.until(scenario.world.workOn(id, { trouble: { at, kind: 'dies', ms: 0 } }));
    expect(await statusesAfter()).toEqual(['provisioning', 'awaiting_access']);
  });
});
