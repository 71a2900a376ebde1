import { workFor } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const minute = 60_000;
const later = { prefer: 'respond-async' };

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

/** The role let Latchkey in before, and the stack is gone. */
const removeStackOfKnownRole = async () => {
  const { id = '' } = await scenario.waitFor(scenario.create());
  await scenario.waitFor(scenario.offboard(id));
  await scenario.pass(60 * minute);
  await scenario.tenant.refuse();
};
const neverLaunched = async () => {
  scenario.close();
  scenario = await openScenario({ isLaunched: false });
};
const statusesOf = (id: string) =>
  scenario.world.watched.transitions.filter((each) => each.id === id).map(({ to }) => to);
const newest = () => {
  const record = scenario.records().at(-1);
  if (record === undefined) throw new Error('no record');
  return record.id;
};

describe.each([
  ['a role that let Latchkey in before and now refuses it', removeStackOfKnownRole],
  ['a role whose stack is not launched', neverLaunched],
])('with %s, the onboarding waits for access and needs no attention', (_, prepare) => {
  test.each([...Array(8).keys()])('after a create whose process died at its call %i', async (nth) => {
    await prepare();
    const before = scenario.records().length;
    const asked = scenario.create({}, {}, { trouble: { at: nth + 1, kind: 'dies', ms: 0 } });
    await scenario.time.until(Promise.race([asked.process.frozen, asked.response]));
    await workFor(scenario.world, 30);
    // It died before it stored anything.
    if (scenario.records().length === before) return;
    const id = newest();
    expect(statusesOf(id)).not.toContain('needs_attention');
    expect(scenario.record(id).status).toBe('awaiting_access');
  });

  test.each([
    ['dies', 'sts:AssumeRole'],
    ['dies', 'dynamodb:GetItem'],
    ['answer lost', 2],
    ['answer lost', 3],
    ['answer lost', 4],
    ['answer lost', 5],
    ['fails before', 3],
    ['dies', 3],
  ] as const)('after a worker %s at %s', async (kind, at) => {
    await prepare();
    const { id = '' } = await scenario.waitFor(scenario.create({}, later));
    scenario.world.work.take();
    await scenario.time.until(scenario.world.workOn(id, { trouble: { at, kind, ms: 0 } }));
    await workFor(scenario.world, 30);
    expect(statusesOf(id)).not.toContain('needs_attention');
    expect(scenario.record(id).status).toBe('awaiting_access');
  });
});

test.each([1, 2, 3, 4, 5, 6])('a worker whose answer %i from the table is lost ends in ready', async (nth) => {
  const { id = '' } = await scenario.waitFor(scenario.create({}, later));
  scenario.world.work.take();
  const { done } = await scenario.time.until(
    scenario.world.workOn(id, { trouble: { at: nth, kind: 'answer lost', ms: 0 } }),
  );
  await scenario.time.until(done);
  expect(await scenario.violations()).toEqual([]);
  expect(scenario.record(id).status).toBe('ready');
  expect(statusesOf(id)).not.toContain('needs_attention');
});

test('a process that dies after its first create is taken over, and what it has created is not forgotten', async () => {
  const asked = scenario.create({}, {}, { trouble: { at: 'iam:CreateUser', kind: 'dies', ms: 0 } });
  await scenario.time.until(asked.process.frozen);
  await scenario.tenant.refuse();
  await workFor(scenario.world, 60);
  const id = newest();
  expect(scenario.record(id)).toMatchObject({ status: 'needs_attention', problem: { slug: 'access-lost' } });
  await scenario.tenant.trustAgain();
  await scenario.waitFor(scenario.offboard(id));
  expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
});
