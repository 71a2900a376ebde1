import * as z from 'zod';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { day, hour, keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';

let scenario: Scenario;
let keys: ScenarioKeys;
useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

/** Creates a key that is 10 days old, and replaces it. `uses`: when the old key is used before, relative to that time. */
async function rotated(uses: readonly number[] = [-hour], graceMs = day) {
  const oldKey = await keys.claimedKey();
  let left = 10 * day;
  for (const at of uses) {
    await scenario.pass(left + at);
    left = -at;
    await keys.use(oldKey);
  }
  await scenario.pass(left);
  const newKey = await keys.rotate(graceMs);
  await keys.pass(minute);
  return { oldKey, newKey };
}

/** Lets hours pass, each with a sweep. `uses`: in which of them a key is used. */
async function passHours(hours: number, uses: Readonly<Record<string, readonly number[]>> = {}) {
  for (let each = 1; each <= hours; each += 1) {
    for (const [key, when] of Object.entries(uses)) if (when.includes(each)) await keys.use(key);
    await keys.pass(hour);
  }
}

const days = 24;
/** By pattern, the hours of use relative to the hand-over, and the hour after which the old key can end. */
const patterns = [
  { name: 'an old key that was used before the hand-over', old: [-1], isNewUsed: true, endsAfter: days },
  { name: 'an old key that was never used', old: [], isNewUsed: true, endsAfter: days },
  { name: 'an old key that was used for an hour more', old: [-1, 1], isNewUsed: true, endsAfter: days },
  { name: 'a weekly job', old: [-6 * days, days - 1], isNewUsed: true, endsAfter: 8 * days - 2 },
  { name: 'a weekly job that runs again', old: [-6 * days, 22, 22 + 7 * days - 2], isNewUsed: true, endsAfter: 354 },
  { name: 'a busy old key', old: [-1, 1, 20, 30], isNewUsed: true, endsAfter: 49 },
  {
    name: 'an old key that was used before, and a new one that nobody uses',
    old: [-1],
    isNewUsed: false,
    endsAfter: Infinity,
  },
  {
    name: 'an old key that was never used, and a new one that nobody uses',
    old: [],
    isNewUsed: false,
    endsAfter: Infinity,
  },
];

test.each(patterns)(
  'with $name, the old key works until hour $endsAfter and ends within a day after',
  async (pattern) => {
    const { old, isNewUsed, endsAfter } = pattern;
    const { oldKey, newKey } = await rotated(old.filter((at) => at < 0).map((at) => at * hour));
    const uses = { [oldKey]: old.filter((at) => at > 0), [newKey]: isNewUsed ? [2] : [] };
    const hoursUntil = Math.min(endsAfter, 20 * days);
    for (let each = 1; each < hoursUntil; each += 1) {
      for (const [key, when] of Object.entries(uses)) if (when.includes(each)) await keys.use(key);
      await keys.pass(hour);
      expect([each, keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([each, 'retiring', 'Active']);
    }
    await passHours(days + 1);
    const isEnded = endsAfter !== Infinity;
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(
      isEnded ? ['inactive', 'Inactive'] : ['retiring', 'Active'],
    );
    expect([keys.stateOf(newKey), keys.inAccount(newKey), scenario.one().status]).toEqual([
      'handed_over',
      'Active',
      'claimed',
    ]);
  },
);

/** By whether the old key is used every five minutes: what becomes of it 17 minutes after the hand-over, and the events. */
const graceOfMinutes = [
  {
    name: 'an unused old key is then deactivated',
    ...{ isOldUsed: false, state: 'inactive', events: ['credentials.old_key_deactivated'] },
  },
  {
    name: 'an old key in use then stays',
    ...{ isOldUsed: true, state: 'retiring', events: ['credentials.old_key_in_use'] },
  },
];

test.each(graceOfMinutes)(
  'with a grace time of minutes, nothing is decided before IAM shows the uses in it, and $name',
  async ({ isOldUsed, state, events }) => {
    const oldKey = await keys.claimedKey();
    await scenario.pass(10 * day);
    // IAM records one use in 15 minutes, so it does not show the use a moment before the end of the grace time.
    if (isOldUsed) await keys.use(oldKey);
    await scenario.pass(minute);
    const newKey = await keys.rotate(5 * minute);
    for (let each = 1; each <= 17; each += 1) {
      await scenario.pass(minute);
      await keys.use(newKey);
      if (isOldUsed && each % 5 === 4) await keys.use(oldKey);
      if (each <= 14) expect([keys.stateOf(oldKey), keys.keyOf(oldKey)?.kept]).toEqual(['retiring', undefined]);
      await keys.pass(1);
    }
    expect([keys.stateOf(oldKey), (await keys.events()).map(({ type }) => type)]).toEqual([state, events]);
    expect(keys.inAccount(oldKey)).toBe(isOldUsed ? 'Active' : 'Inactive');
  },
);

test('a retire is 409 so soon after a use that IAM may not show the next one, although the caller confirms that the new key is used', async () => {
  const oldKey = await keys.claimedKey();
  await scenario.pass(2 * day);
  await keys.use(oldKey);
  await keys.rotate();
  await keys.pass(6 * minute);
  await keys.use(oldKey);
  await keys.pass(6 * minute);
  const refused = await keys.ask(oldKey, 'retire', { confirmed: true });
  expect([refused.status, refused.problem, keys.inAccount(oldKey)]).toEqual([409, 'old-key-in-use', 'Active']);
  await keys.pass(6 * minute);
  expect((await keys.ask(oldKey, 'retire', { confirmed: true })).status).toBe(200);
});

const onboarding = z.object({
  accessKeys: z.array(z.unknown()),
  rotateBy: z.string(),
  receipt: z.object({ resources: z.array(z.unknown()) }),
});
const trail = z.object({ events: z.array(z.unknown()) });

describe('the end of a grace time', () => {
  test('is in the audit trail, the receipt and the events, with when and why', async () => {
    const { oldKey, newKey } = await rotated();
    await passHours(days + 1, { [newKey]: [2] });
    const { id } = scenario.one();
    const get = async (path: string): Promise<unknown> =>
      JSON.parse((await scenario.time.until(scenario.world.send('GET', path).answer)).text);
    const read = async () => onboarding.parse(await get(`/v1/onboardings/${id}`));
    const audited = async () => trail.parse(await get(`/v1/onboardings/${id}/events`)).events.at(-1);
    const shown = await read();
    expect(shown.accessKeys).toEqual([
      expect.objectContaining({
        accessKeyId: oldKey,
        state: 'inactive',
        reason: expect.stringContaining('grace time'),
      }),
      expect.objectContaining({ accessKeyId: newKey, state: 'handed_over', rotateBy: shown.rotateBy }),
    ]);
    expect(shown.receipt.resources).toContainEqual(
      expect.objectContaining({
        accessKeyId: oldKey,
        status: 'made',
        reason: expect.stringContaining('deactivated since'),
      }),
    );
    expect(await audited()).toMatchObject({
      action: 'work',
      outcome: 'claimed',
      key: { accessKeyId: oldKey, change: 'deactivated', reason: expect.stringContaining('was quiet') },
    });
    await keys.pass(7 * day);
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([undefined, undefined]);
    expect((await read()).receipt.resources).toContainEqual(
      expect.objectContaining({
        accessKeyId: oldKey,
        status: 'removed',
        reason: expect.stringContaining('Latchkey deleted'),
      }),
    );
    expect(await audited()).toMatchObject({ key: { accessKeyId: oldKey, change: 'deleted' } });
    expect((await keys.events()).map(({ type, data }) => [type, data.key?.accessKeyId])).toEqual([
      ['credentials.old_key_deactivated', oldKey],
      ['credentials.old_key_removed', oldKey],
    ]);
    expect(await scenario.violations()).toEqual([]);
  });
});
