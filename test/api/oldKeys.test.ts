import type { Scenario } from '../model/scenario.ts';
import { drain } from '../model/settle.ts';
import { useScenario } from '../model/useScenario.ts';
import { day, hour, keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';

let scenario: Scenario;
let keys: ScenarioKeys;
useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

/** Creates a key, replaces it, and lets the time pass in which nothing is believed that IAM may show late. */
async function rotated(graceMs = day) {
  const oldKey = await keys.claimedKey();
  await scenario.pass(2 * day);
  await keys.use(oldKey);
  await scenario.pass(hour);
  const newKey = await keys.rotate(graceMs);
  await keys.pass(10 * minute);
  return { oldKey, newKey };
}

/** A key that was retired by force. */
async function inactive() {
  const both = await rotated();
  expect((await keys.ask(both.oldKey, 'retire', { force: true })).status).toBe(200);
  return both;
}

describe('retire', () => {
  test('is 409 old-key-in-use with what IAM shows while nobody has used the new key, and 200 when the caller confirms that', async () => {
    const { oldKey } = await rotated();
    await keys.pass(2 * hour);
    const refused = await keys.ask(oldKey, 'retire');
    expect([refused.status, refused.problem]).toEqual([409, 'old-key-in-use']);
    expect(refused.detail).toMatch(/last used at 2026-\S+ with iam in us-east-1\. .*nobody has used the new key/);
    expect(keys.inAccount(oldKey)).toBe('Active');
    const confirmed = await keys.ask(oldKey, 'retire', { confirmed: true });
    expect([confirmed.status, keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([200, 'inactive', 'Inactive']);
    expect((await keys.ask(oldKey, 'retire')).status).toBe(200);
    expect(await scenario.violations()).toEqual([]);
  });

  test('is 409 while the old key is in use, although the caller confirms that the new one is', async () => {
    const { oldKey } = await rotated();
    await keys.use(oldKey);
    const refused = await keys.ask(oldKey, 'retire', { confirmed: true });
    expect([refused.status, refused.problem]).toEqual([409, 'old-key-in-use']);
    expect(refused.detail).toContain('the old key has to be quiet for more than');
  });

  test('with force ends a key that is in use, and the audit trail says so', async () => {
    const { oldKey } = await rotated();
    await keys.use(oldKey);
    expect((await keys.ask(oldKey, 'retire', { force: true })).status).toBe(200);
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(['inactive', 'Inactive']);
    expect(keys.claimed().audit.at(-1)).toMatchObject({
      action: 'retire-key',
      key: { id: oldKey, change: 'deactivated', reason: expect.stringContaining('although the key may be in use') },
    });
  });

  test.each([{ force: true }, {}])('never ends the key in force, with the body %j', async (body) => {
    const { newKey } = await rotated();
    const refused = await keys.ask(newKey, 'retire', body);
    expect([refused.status, refused.problem, keys.inAccount(newKey)]).toEqual([409, 'wrong-state', 'Active']);
  });
});

describe('reactivate', () => {
  test('makes an inactive key work again for the grace time of the request, after which it ends by the rule', async () => {
    const { oldKey, newKey } = await inactive();
    await keys.pass(hour);
    const again = await keys.ask(oldKey, 'reactivate', { graceSeconds: 3600 });
    expect([again.status, keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([200, 'retiring', 'Active']);
    expect(keys.keyOf(oldKey)?.endsAt).toBeLessThan(scenario.time.now() + hour + minute);
    await keys.use(newKey);
    await keys.pass(6 * hour);
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(['inactive', 'Inactive']);
    const types = (await keys.events()).map(({ type }) => type);
    expect(types).toEqual([
      'credentials.old_key_deactivated',
      'credentials.old_key_reactivated',
      'credentials.old_key_deactivated',
    ]);
    expect(await scenario.violations()).toEqual([]);
  });

  test('is 404 for a key that is deleted, and for one that the onboarding never had', async () => {
    const { oldKey } = await inactive();
    await keys.pass(7 * day + minute);
    expect(keys.inAccount(oldKey)).toBeUndefined();
    for (const id of [oldKey, 'AKIAIOSFODNN7EXAMPLE']) {
      const answer = await keys.ask(id, 'reactivate');
      expect([answer.status, answer.problem]).toEqual([404, 'unknown-key']);
    }
  });

  test('waits for the deactivation that is in progress: 409 with Retry-After, and then 200', async () => {
    const { oldKey } = await rotated();
    scenario.world.refusals.addFor('iam:UpdateAccessKey', 'ConcurrentModification', 10_000);
    const { id } = scenario.one();
    const retiring = scenario.world.send('POST', `/v1/onboardings/${id}/credentials/${oldKey}/retire`, { force: true });
    await scenario.pass(2000);
    const busy = await keys.ask(oldKey, 'reactivate');
    expect([busy.status, busy.problem, busy.headers['retry-after']]).toEqual([409, 'in-progress', '5']);
    const { answer } = scenario.world.send('DELETE', `/v1/onboardings/${id}`);
    expect((await scenario.time.until(answer)).status).toBe(409);
    scenario.world.refusals.clear();
    expect((await scenario.time.until(retiring.answer)).status).toBe(200);
    expect((await keys.ask(oldKey, 'reactivate')).status).toBe(200);
    expect(await scenario.violations()).toEqual([]);
  });
});

test('two workers that continue an onboarding at once deactivate its old key once', async () => {
  const { oldKey } = await rotated(0);
  await keys.pass(minute);
  await keys.ask(oldKey, 'reactivate', { graceSeconds: 60 });
  await scenario.pass(hour);
  const { id } = scenario.one();
  const before = scenario.world.calls.length;
  scenario.world.refusals.addFor('iam:GetUser', 'ConcurrentModification', 2000);
  await scenario.time.until(Promise.all([scenario.world.workOn(id), scenario.world.workOn(id)]));
  const sent = scenario.world.calls.slice(before).filter(({ operation }) => operation === 'sts:AssumeRole');
  expect(new Set(sent.map(({ process }) => process)).size).toBe(1);
  expect(await scenario.violations()).toEqual([]);
});

describe('what a caller has decided and AWS does not answer', () => {
  test.each(['retire', 'reactivate'] as const)('%s is 202, and a worker carries it out', async (what) => {
    const { oldKey } = what === 'retire' ? await rotated() : await inactive();
    scenario.world.refusals.addFor('iam:UpdateAccessKey', 'ConcurrentModification', hour);
    const accepted = await keys.ask(oldKey, what, what === 'retire' ? { force: true } : {});
    expect(accepted.status).toBe(202);
    scenario.world.refusals.clear();
    await scenario.settle();
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(
      what === 'retire' ? ['inactive', 'Inactive'] : ['retiring', 'Active'],
    );
    expect(await scenario.violations()).toEqual([]);
  });

  test('is not forgotten because of a later request that changes nothing: that one is 409, and the key ends', async () => {
    const { oldKey } = await rotated();
    scenario.world.refusals.addFor('iam:UpdateAccessKey', 'ConcurrentModification', hour);
    expect((await keys.ask(oldKey, 'retire', { force: true })).status).toBe(202);
    const later = await keys.ask(oldKey, 'retire');
    expect([later.status, later.problem]).toEqual([409, 'in-progress']);
    scenario.world.refusals.clear();
    await scenario.settle();
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(['inactive', 'Inactive']);
  });

  test('is replaced by the opposite decision about the same key', async () => {
    const { oldKey } = await rotated();
    scenario.world.refusals.addFor('iam:UpdateAccessKey', 'ConcurrentModification', hour);
    expect((await keys.ask(oldKey, 'retire', { force: true })).status).toBe(202);
    expect((await keys.ask(oldKey, 'reactivate')).status).toBe(202);
    scenario.world.refusals.clear();
    await scenario.settle();
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(['retiring', 'Active']);
  });

  test('and that AWS refuses is not done, and the keys can be changed again', async () => {
    const { oldKey } = await inactive();
    scenario.world.refusals.add('iam:UpdateAccessKey', 'AccessDenied', 'x'.repeat(99));
    const refused = await keys.ask(oldKey, 'reactivate');
    expect([refused.status, refused.problem]).toEqual([409, 'access-denied']);
    scenario.world.refusals.clear();
    expect((await keys.ask(oldKey, 'reactivate')).status).toBe(200);
  });
});

describe("an account's administrator", () => {
  const setStatus = (id: string, Status: 'Active' | 'Inactive') =>
    keys.atOnce(() => keys.iam.updateAccessKey({ UserName: 'tutum', AccessKeyId: id, Status }));
  const remove = (id: string) => keys.atOnce(() => keys.iam.deleteAccessKey({ UserName: 'tutum', AccessKeyId: id }));

  test('who deactivates a retiring key is followed: it is inactive on record, and is deleted later', async () => {
    const { oldKey } = await rotated();
    await setStatus(oldKey, 'Inactive');
    await keys.passUntilDue();
    expect(keys.keyOf(oldKey)).toMatchObject({
      state: 'inactive',
      reason: expect.stringMatching(/^Somebody has deact/),
    });
    expect((await keys.events()).at(-1)).toMatchObject({ type: 'credentials.old_key_deactivated' });
    await keys.passUntilDue();
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual([undefined, undefined]);
  });

  test('who activates an inactive key is followed: it is not deleted, but has a new grace time', async () => {
    const { oldKey } = await inactive();
    await keys.pass(hour);
    await setStatus(oldKey, 'Active');
    await keys.passUntilDue();
    expect(keys.keyOf(oldKey)).toMatchObject({ state: 'retiring', reason: expect.stringMatching(/^Somebody has act/) });
    expect([keys.inAccount(oldKey), (await keys.events()).at(-1)?.type]).toEqual([
      'Active',
      'credentials.old_key_reactivated',
    ]);
  });

  test('who activated an inactive key has not kept it: a retire looks at the account, and with force ends it again', async () => {
    const { oldKey } = await inactive();
    const { endsAt } = keys.keyOf(oldKey) ?? {};
    await keys.pass(hour);
    await setStatus(oldKey, 'Active');
    expect((await keys.ask(oldKey, 'retire', { force: true })).status).toBe(200);
    expect([keys.inAccount(oldKey), keys.keyOf(oldKey)?.endsAt]).toEqual(['Inactive', endsAt]);
    await keys.pass(hour);
    await setStatus(oldKey, 'Active');
    const refused = await keys.ask(oldKey, 'retire');
    expect([refused.status, refused.problem, keys.stateOf(oldKey)]).toEqual([409, 'old-key-in-use', 'retiring']);
  });

  test.each(['retiring', 'inactive'])(
    'who deletes a %s key is noted in the receipt, the audit trail and an event',
    async (state) => {
      const { oldKey } = state === 'retiring' ? await rotated() : await inactive();
      await remove(oldKey);
      await keys.passUntilDue();
      expect(keys.stateOf(oldKey)).toBeUndefined();
      expect(keys.claimed().audit.at(-1)).toMatchObject({ key: { id: oldKey, change: 'deleted' } });
      expect((await keys.events()).at(-1)).toMatchObject({
        type: 'credentials.old_key_removed',
        data: { reason: expect.stringMatching(/^Somebody has deleted/) },
      });
    },
  );

  test('who went back to the old key keeps it: a rotation does not delete the only key that works', async () => {
    const { oldKey, newKey } = await inactive();
    await keys.use(newKey);
    await scenario.pass(hour);
    await setStatus(oldKey, 'Active');
    await setStatus(newKey, 'Inactive');
    const refused = await keys.askToRotate({ replaces: newKey, endGrace: true, confirmed: true });
    expect([refused.status, refused.problem, keys.inAccount(oldKey)]).toEqual([409, 'key-unused', 'Active']);
  });

  test.each(['Inactive', 'deleted'] as const)(
    'whose old key is %s keeps the new one: it is not deleted as undelivered, because no other key works',
    async (what) => {
      const { oldKey, newKey } = await rotated();
      await (what === 'deleted' ? remove(oldKey) : setStatus(oldKey, what));
      await scenario.pass(minute);
      const refused = await keys.askToRotate({ replaces: newKey, undelivered: true });
      expect([refused.status, refused.problem, keys.inAccount(newKey)]).toEqual([409, 'key-retiring', 'Active']);
      // What the answer says to do.
      await keys.ask(oldKey, what === 'deleted' ? 'retire' : 'reactivate');
      expect((await keys.askToRotate({ replaces: newKey, undelivered: true })).status).toBe(200);
    },
  );

  test('who deactivates the new key keeps the old one working, however long nobody uses it', async () => {
    const { oldKey, newKey } = await rotated();
    await keys.use(newKey);
    await setStatus(newKey, 'Inactive');
    for (let each = 0; each < 20; each += 1) await keys.passUntilDue();
    expect([keys.keyOf(oldKey)?.kept, keys.inAccount(oldKey)]).toEqual(['new-key-inactive', 'Active']);
  });
});

describe('a call that AWS carries out late', () => {
  /** Loses the answer of the next call, which the account carries out later, as `late` does. */
  const late = async (oldKey: string, Status: 'Active' | 'Inactive') =>
    keys.atOnce(() => keys.iam.updateAccessKey({ UserName: 'tutum', AccessKeyId: oldKey, Status }));
  const lost = { at: 'iam:UpdateAccessKey', kind: 'answer lost', ms: 0 } as const;

  test('a deactivation after a reactivation is reversed by the later look', async () => {
    const { oldKey } = await rotated();
    const { id } = scenario.one();
    const path = `/v1/onboardings/${id}/credentials/${oldKey}/retire`;
    await scenario.time.until(scenario.world.send('POST', path, { force: true }, {}, { trouble: lost }).answer);
    await drain(scenario.world);
    expect((await keys.ask(oldKey, 'reactivate')).status).toBe(200);
    await late(oldKey, 'Inactive');
    await scenario.settle();
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(['retiring', 'Active']);
    expect(await scenario.violations()).toEqual([]);
  });

  test('an activation after a deactivation is reversed by the later look', async () => {
    const { oldKey } = await inactive();
    const { id } = scenario.one();
    const path = `/v1/onboardings/${id}/credentials/${oldKey}/reactivate`;
    await scenario.time.until(scenario.world.send('POST', path, {}, {}, { trouble: lost }).answer);
    await drain(scenario.world);
    expect((await keys.ask(oldKey, 'retire', { force: true })).status).toBe(200);
    await late(oldKey, 'Active');
    await scenario.settle();
    expect([keys.stateOf(oldKey), keys.inAccount(oldKey)]).toEqual(['inactive', 'Inactive']);
    expect(await scenario.violations()).toEqual([]);
  });
});
