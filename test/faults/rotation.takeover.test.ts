import { receiptOf } from '../../lib/record/receipt.ts';
import type { Scenario } from '../model/scenario.ts';
import { drain } from '../model/settle.ts';
import { useScenario } from '../model/useScenario.ts';
import { keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';

let scenario: Scenario;
let keys: ScenarioKeys;
useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

const ofUser = { UserName: 'tutum' };

/** What the account's administrator does while nobody continues a rotation whose process has died. */
const cases = [
  { what: 'does nothing', at: 0, dies: 'dies', makes: false },
  {
    what: 'makes a key in the time of the lost call, and uses it',
    at: minute,
    dies: 'dies before',
    makes: true,
    uses: true,
  },
  { what: 'makes a key after the time of the lost call', at: 25 * minute, dies: 'dies before', makes: true },
  {
    what: 'replaces the old key by one of their own, and uses it',
    at: minute,
    dies: 'dies',
    makes: true,
    uses: true,
    deletesOld: true,
  },
] as const;

test.each(cases)(
  'a worker that takes over a dead rotation deletes its key alone: an administrator $what',
  async (each) => {
    const { at, dies, makes } = each;
    const replaces = await keys.claimedKey();
    const { id } = scenario.one();
    const trouble = { at: 'iam:CreateAccessKey', kind: dies, ms: 0 } as const;
    const lost = scenario.rotate(id, { replaces }, { trouble });
    await scenario.time.until(lost.process.frozen);
    const ours = scenario.keyIds().filter((key) => key !== replaces);
    expect(ours).toHaveLength(dies === 'dies' ? 1 : 0);

    await scenario.pass(at);
    if ('deletesOld' in each) await keys.atOnce(() => keys.iam.deleteAccessKey({ ...ofUser, AccessKeyId: replaces }));
    if (makes) await scenario.tenant.createForeignKey('tutum');
    const theirs = scenario.keyIds().filter((key) => key !== replaces && !ours.includes(key));
    for (const key of 'uses' in each ? theirs : []) await keys.use(key);

    await scenario.pass(2 * minute);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
    expect(scenario.record(id).status).toBe('claimed');
    await scenario.settle();
    const kept = 'deletesOld' in each ? theirs : [replaces, ...theirs];
    expect([scenario.keyIds(), theirs.length]).toEqual([kept, makes ? 1 : 0]);
    const named = receiptOf(scenario.record(id)).flatMap(({ accessKeyId, status }) =>
      accessKeyId !== undefined && accessKeyId !== replaces ? [[accessKeyId, status]] : [],
    );
    expect(named.toSorted()).toEqual(
      [...ours.map((key) => [key, 'removed']), ...theirs.map((key) => [key, 'left'])].toSorted(),
    );
    if (!('deletesOld' in each)) expect(await scenario.violations()).toEqual([]);
  },
);
