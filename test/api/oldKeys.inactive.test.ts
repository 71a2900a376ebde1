import * as z from 'zod';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { workOn } from '../support/dailyLooks.ts';
import { day, hour, keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';
import { keyOf } from '../support/testStack.ts';
import { startVirtualStack } from '../support/virtualStack.ts';

let scenario: Scenario;
let keys: ScenarioKeys;
useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

/** Creates a key, replaces it, and deactivates it by force. */
async function inactive() {
  const oldKey = await keys.claimedKey();
  await scenario.pass(2 * day);
  const newKey = await keys.rotate();
  await keys.pass(20 * minute);
  expect((await keys.ask(oldKey, 'retire', { force: true })).status).toBe(200);
  return { oldKey, newKey };
}

test('endGrace deletes an inactive key once the newest one was used, and before that is 409 key-unused', async () => {
  const { oldKey, newKey } = await inactive();
  const wanted = { replaces: newKey, endGrace: true };
  const early = await keys.askToRotate(wanted);
  expect([early.status, early.problem, keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([
    409,
    'key-unused',
    'inactive',
    'Inactive',
  ]);
  await keys.use(newKey);
  expect((await keys.askToRotate(wanted)).status).toBe(200);
  expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([undefined, undefined]);
  expect(keys.claimed().keys.map(({ id, state }) => [id === newKey, state])).toEqual([
    [true, 'retiring'],
    [false, 'handed_over'],
  ]);
  expect(await scenario.violations()).toEqual([]);
});

const trail = z.object({
  events: z.array(
    z.object({ caller: z.string(), action: z.string(), key: z.optional(z.record(z.string(), z.string())) }),
  ),
});

test('the audit trail says of each change of an old key who made it and why', async () => {
  const { oldKey, newKey } = await inactive();
  await keys.ask(oldKey, 'reactivate', { graceSeconds: 3600 });
  await keys.use(newKey);
  await keys.pass(2 * day);
  const { answer } = scenario.world.send('GET', `/v1/onboardings/${scenario.one().id}/events`);
  const { events } = trail.parse(JSON.parse((await scenario.time.until(answer)).text));
  const ofKey = events.flatMap(({ caller, action, key }) =>
    key === undefined ? [] : [[caller, action, key['accessKeyId'] === oldKey, key['change'], key['reason']]],
  );
  expect(ofKey).toEqual([
    ['local', 'rotate', true, 'retired', undefined],
    ['local', 'retire-key', true, 'deactivated', expect.stringMatching(/^local has ended .* may be in use\.$/)],
    ['local', 'reactivate-key', true, 'reactivated', 'local has reactivated it.'],
    ['worker', 'work', true, 'deactivated', expect.stringMatching(/^Its grace time was over/)],
  ]);
});

test('an inactive key is deleted after the days of the setting', async () => {
  const stack = await startVirtualStack({
    environment: { LATCHKEY_KEEP_INACTIVE_DAYS: '2' },
    worker: false,
    sweepEveryMs: 0,
  });
  try {
    const created = await stack.create(await stack.newTenant());
    const { accessKeyId } = keyOf(created);
    const { id } = created.body;
    await stack.rotate(id, { replaces: accessKeyId });
    const path = `/v1/onboardings/${id}/credentials/${accessKeyId}/retire`;
    expect((await stack.request('POST', path, { force: true })).status).toBe(200);
    const old = async () => (await stack.get(id)).body.accessKeys.find((key) => key.accessKeyId === accessKeyId);
    const { state, endsAt = '' } = (await old()) ?? {};
    expect([state, Math.round((Date.parse(endsAt) - stack.now()) / hour)]).toEqual(['inactive', 48]);
    const afterHours = async (hours: number) => {
      await stack.pass(hours * hour);
      await workOn(stack, id);
      return (await old())?.state;
    };
    expect([await afterHours(47), await afterHours(1)]).toEqual(['inactive', undefined]);
  } finally {
    stack.close();
  }
});
