import * as z from 'zod';
import type { Scenario } from '../model/scenario.ts';
import { drain } from '../model/settle.ts';
import { useScenario } from '../model/useScenario.ts';
import { day, hour, keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';
import { clientsOf } from '../support/sandboxClients.ts';

/** The webhook events about keys, and what GET says at the same time. */
let scenario: Scenario;
let keys: ScenarioKeys;
useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

const eventSchema = z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) });
/** The data of the events of a type that the vendor's webhook received, oldest first. */
async function received(type: string) {
  await drain(scenario.world);
  const events = scenario.world.vendor.received.map(({ body }) => eventSchema.parse(JSON.parse(body)));
  return events.filter((each) => each.type === type).map(({ data }) => data);
}

const onboardingSchema = z.object({
  accessKeys: z.array(
    z.object({
      accessKeyId: z.string(),
      endsAt: z.optional(z.string()),
      keptBecause: z.optional(z.string()),
      lastUse: z.optional(z.object({ service: z.string(), region: z.string(), at: z.string() })),
      lookAgainAt: z.optional(z.string()),
    }),
  ),
});
/** What GET says of a key. */
async function shown(id: string) {
  const { answer } = scenario.world.send('GET', `/v1/onboardings/${scenario.one().id}`);
  const { text } = await scenario.time.until(answer);
  const { accessKeys } = onboardingSchema.parse(JSON.parse(text));
  const found = accessKeys.find(({ accessKeyId }) => accessKeyId === id);
  if (found === undefined) throw new Error(`GET does not show ${id}`);
  return found;
}

test('a key that is used after its grace time is reported once for each service that uses it, with what GET shows, however often it is looked at', async () => {
  const oldKey = await keys.claimedKey();
  await scenario.pass(2 * day);
  await keys.use(oldKey);
  const newKey = await keys.rotate(hour);
  /** Lets hours pass, in each of which both keys are used. Returns what GET showed about the next look after each. */
  const inUse = async (hours: number) => {
    const looks = new Set<unknown>();
    for (let each = 0; each < hours; each += 1) {
      await scenario.pass(hour);
      await keys.use(newKey);
      await keys.use(oldKey);
      await keys.pass(minute);
      looks.add((await shown(oldKey)).lookAgainAt);
    }
    return looks;
  };
  const reported = () => received('credentials.old_key_in_use');

  await inUse(1);
  const { id, tenantId, accountId } = scenario.one();
  const { keptBecause, lastUse, lookAgainAt } = await shown(oldKey);
  const at = expect.stringMatching(/^2026-01-03T01:\d\d/);
  expect({ keptBecause, lastUse }).toEqual({
    keptBecause: 'in-use',
    lastUse: { service: 'iam', region: 'us-east-1', at },
  });
  expect(await reported()).toEqual([
    expect.objectContaining({
      ...{ id, tenantId, accountId, status: 'claimed', keptBecause, lastUse, lookAgainAt },
      key: { userName: 'tutum', userArn: expect.stringMatching(/:user\/.*\/tutum$/), accessKeyId: oldKey },
    }),
  ]);

  expect((await inUse(6)).size).toBeGreaterThan(2);
  expect((await shown(oldKey)).lastUse).not.toEqual(lastUse);
  expect(await reported()).toHaveLength(1);

  await scenario.pass(12 * hour);
  await keys.atOnce(() =>
    clientsOf(scenario.world.sandbox, { accessKeyId: oldKey, secretAccessKey: 'unverified' }).sts.getCallerIdentity({}),
  );
  await keys.passUntilDue();
  expect((await reported()).map((each) => each['lastUse'])).toEqual([
    lastUse,
    expect.objectContaining({ service: 'sts' }),
  ]);
});

test('a rotation is reported with both keys and the end of the old one, and a rotation that fails is not', async () => {
  const oldKey = await keys.claimedKey();
  scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'x'.repeat(99));
  const refused = await keys.askToRotate({ replaces: oldKey });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  scenario.world.refusals.clear();
  await scenario.settle();
  expect(await received('credentials.rotated')).toEqual([]);

  const newKey = await keys.rotate(hour);
  const { id, tenantId, accountId, blueprint } = scenario.one();
  expect(await received('credentials.rotated')).toEqual([
    {
      ...{ id, tenantId, accountId, blueprint, status: 'claimed', replaces: oldKey },
      key: { userName: 'tutum', userArn: expect.stringMatching(/:user\/.*\/tutum$/), accessKeyId: newKey },
      endsAt: (await shown(oldKey)).endsAt,
    },
  ]);
});
