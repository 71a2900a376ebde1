import { workFor } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const second = 1000;
const always = 'x'.repeat(99_999);

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

const one = () => {
  const [record] = scenario.records();
  if (record === undefined) throw new Error('no record');
  return record;
};
const detailOf = () => {
  const record = one();
  return ('problem' in record && record.problem?.detail) || '';
};
const refuse = (operations: string) => scenario.world.refusals.add(operations, 'InvalidClientTokenId', always);

describe('if IAM answers InvalidClientTokenId to every call of a session', () => {
  test('for 40 seconds, the onboarding ends as if it had not', async () => {
    refuse('iam:.*');
    scenario.time.later(40 * second, () => {
      scenario.world.refusals.clear();
    });
    const { http } = await scenario.waitFor(scenario.create());
    expect(http).toBe(202);
    await scenario.settle();
    expect([one().status, await scenario.violations()]).toEqual(['ready', []]);
  });

  test('for ever, before a key is made, the onboarding fails with AWS’s words', async () => {
    refuse('iam:.*');
    await scenario.waitFor(scenario.create());
    await workFor(scenario.world, 60);
    expect(one().status).toBe('failed');
    expect(detailOf()).toContain('with InvalidClientTokenId: the model says so');
    expect(detailOf()).not.toContain('credit card');
    scenario.world.refusals.clear();
    expect(await scenario.violations()).toEqual([]);
  });

  test('for ever, after a key is made, it needs attention, names the key, and deletes it as soon as AWS lets it', async () => {
    const id = await scenario.newReady();
    scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
    const claim = scenario.claim(id);
    scenario.world.refusals.add('iam:(Delete|List)AccessKeys?', 'InvalidClientTokenId', '.' + always);
    await scenario.waitFor(claim);
    await workFor(scenario.world, 60);
    const [keyId = ''] = scenario.keyIds();
    expect([one().status, scenario.keyIds().length]).toEqual(['needs_attention', 1]);
    expect(detailOf()).toContain('with InvalidClientTokenId: the model says so');
    expect(detailOf()).toContain(keyId);
    expect(detailOf()).not.toContain('credit card');
    // It is tried again each day.
    await scenario.pass(25 * 3600 * second);
    await workFor(scenario.world, 2);
    expect(scenario.keyIds()).toEqual([keyId]);
    scenario.world.refusals.clear();
    await scenario.pass(25 * 3600 * second);
    await workFor(scenario.world, 2);
    expect([one().status, scenario.keyIds()]).toEqual(['needs_attention', []]);
    await scenario.waitFor(scenario.offboard(id));
    expect([one().status, await scenario.violations()]).toEqual(['offboarded', []]);
  });
});
