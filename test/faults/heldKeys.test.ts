import { drain } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const second = 1000;
const minute = 60 * second;

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

/** AWS denies the check of a new key, so that a claim or create with keys fails after CreateAccessKey. */
const failTheCheck = () => scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
const isDelete = (operation: string) => operation === 'iam:DeleteAccessKey';

describe('if ListAccessKeys does not show a new key yet', () => {
  test('a claim that is put back has deleted its key', async () => {
    const id = await scenario.newReady();
    scenario.world.appearLate(20 * second);
    failTheCheck();
    const { keys } = await scenario.waitFor(scenario.claim(id));
    await scenario.pass(minute);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
    expect([keys, scenario.record(id).status, scenario.keyIds()]).toEqual([[], 'ready', []]);
    expect(await scenario.violations()).toEqual([]);
  });

  test('two claims that are put back leave no key behind', async () => {
    const id = await scenario.newReady();
    scenario.world.appearLate(20 * second);
    for (const _ of [1, 2]) {
      failTheCheck();
      await scenario.waitFor(scenario.claim(id));
      await scenario.pass(minute);
      await scenario.time.until(scenario.world.sweep());
      await drain(scenario.world);
    }
    expect(scenario.keyIds()).toEqual([]);
    expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
  });

  test('a worker deletes the key of a create that died before it could', async () => {
    scenario.world.appearLate(20 * second);
    const asked = scenario.create({}, {}, { trouble: { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } });
    await scenario.time.until(asked.process.frozen);
    expect(scenario.keyIds()).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
    expect(scenario.keyIds()).toEqual([]);
  });
});

test('a claim that is put back deletes the key whose ID it has before it lists the keys', async () => {
  const id = await scenario.newReady();
  failTheCheck();
  const claim = scenario.claim(id);
  await scenario.waitFor(claim);
  const sent = scenario.sentBy(claim.process.name);
  const afterCreate = sent.slice(sent.indexOf('iam:CreateAccessKey'));
  expect(afterCreate.findIndex(isDelete)).toBeGreaterThan(-1);
  expect(afterCreate.findIndex(isDelete)).toBeLessThan(afterCreate.indexOf('iam:ListAccessKeys'));
  expect(scenario.record(id).heldKeyIds).toBeUndefined();
});

test('the record of a claimed onboarding holds no key to delete', async () => {
  const { id = '' } = await scenario.waitFor(scenario.create());
  expect(scenario.record(id)).toMatchObject({ status: 'claimed' });
  expect(scenario.record(id).heldKeyIds).toBeUndefined();
});

describe("a key that the account's administrator creates for a ready user", () => {
  const theirs = () => [...scenario.tenant.foreignKeys];
  const readyAfterFailedClaim = async () => {
    const id = await scenario.newReady();
    failTheCheck();
    await scenario.waitFor(scenario.claim(id));
    await scenario.pass(minute);
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
    return id;
  };

  test('after a claim was put back is kept by the later look', async () => {
    await readyAfterFailedClaim();
    await scenario.tenant.createForeignKey('tutum');
    await scenario.pass(20 * minute);
    await scenario.settle();
    expect(scenario.keyIds()).toEqual(theirs());
    expect(theirs()).toHaveLength(1);
  });

  test('after a claim was put back is kept by the undo of the next claim', async () => {
    const id = await readyAfterFailedClaim();
    await scenario.tenant.createForeignKey('tutum');
    failTheCheck();
    await scenario.waitFor(scenario.claim(id));
    expect(scenario.keyIds()).toEqual(theirs());
    await scenario.settle();
    expect(scenario.keyIds()).toEqual(theirs());
    expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
    expect(scenario.keyIds()).toHaveLength(2);
  });

  test('after a claim was put back is kept if a process takes over a later claim', async () => {
    const id = await readyAfterFailedClaim();
    await scenario.tenant.createForeignKey('tutum');
    const claim = scenario.claim(id, { trouble: { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } });
    await scenario.time.until(claim.process.frozen);
    expect(await scenario.violations()).toEqual([]);
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', theirs()]);
  });

  test('after a create with keys was postponed is kept by the later look and by a claim', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(999));
    const { id = '' } = await scenario.waitFor(scenario.create());
    scenario.world.refusals.clear();
    await drain(scenario.world);
    await scenario.pass(minute);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
    await scenario.tenant.createForeignKey('tutum');
    await scenario.settle();
    expect(scenario.keyIds()).toEqual(theirs());
    failTheCheck();
    await scenario.waitFor(scenario.claim(id));
    expect(scenario.keyIds()).toEqual(theirs());
    expect(await scenario.violations()).toEqual([]);
  });

  test.each([-5, 5])('is kept although the clock of the claims is %i minutes off', async (minutes) => {
    const id = await scenario.newReady();
    failTheCheck();
    await scenario.waitFor(scenario.claim(id, { skewMs: minutes * minute }));
    await scenario.pass(minute);
    await scenario.tenant.createForeignKey('tutum');
    failTheCheck();
    await scenario.waitFor(scenario.claim(id, { skewMs: -minutes * minute }));
    expect(scenario.keyIds()).toEqual(theirs());
    expect(await scenario.violations()).toEqual([]);
  });
});
