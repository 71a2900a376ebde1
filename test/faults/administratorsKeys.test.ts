import { receiptOf } from '../../lib/record/receipt.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';

const minute = 60_000;

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

describe("a key that the account's administrator creates for a ready user", () => {
  const theirs = async () => {
    const before = scenario.keyIds();
    await scenario.tenant.createForeignKey('tutum');
    return scenario.keyIds().find((each) => !before.includes(each)) ?? '';
  };
  /** A claim that fails after CreateAccessKey, because AWS denies the check of the new key. */
  const failClaim = async (id: string, options = {}) => {
    scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
    expect((await scenario.waitFor(scenario.claim(id, options))).keys).toEqual([]);
  };
  // By name, what happens before and after the administrator creates the key.
  const cases: readonly (readonly [string, (id: string) => Promise<unknown>, (id: string) => Promise<unknown>])[] = [
    ['before the first claim, which then fails,', () => scenario.pass(minute), failClaim],
    ['after a failed claim, before the next one fails,', failClaim, failClaim],
    ['after a failed claim, before the later look,', failClaim, () => scenario.pass(20 * minute)],
    [
      'after a failed claim, before another process takes over a later one,',
      failClaim,
      (id) => {
        const died = { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } as const;
        return scenario.time.until(scenario.claim(id, { trouble: died }).process.frozen);
      },
    ],
    [
      'after a failed claim by a machine whose clock is wrong, before the next one fails,',
      (id) => failClaim(id, { skewMs: -5 * minute }),
      (id) => failClaim(id, { skewMs: 5 * minute }),
    ],
  ];

  test.each(cases)('%s is kept, and a claim adds another', async (_, before, after) => {
    const id = await scenario.newReady();
    await before(id);
    const key = await theirs();
    await after(id);
    await scenario.settle();
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', [key]]);
    expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
    expect(scenario.keyIds()).toHaveLength(2);
    expect(await scenario.violations()).toEqual([]);
  });

  test('is named in the receipt after a claim that failed, and in the problem of a claim that has no room for another key', async () => {
    const id = await scenario.newReady();
    await failClaim(id);
    const [one, two] = [await theirs(), await theirs()];
    await scenario.settle();
    const { answer } = scenario.world.send('POST', `/v1/onboardings/${id}/credentials`);
    const { text } = await scenario.time.until(answer);
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:latchkey:problem:quota-exceeded',
      detail: expect.stringMatching(new RegExp(`(${one} and ${two}|${two} and ${one}), which Latchkey did not create`)),
    });
    expect([scenario.record(id).status, new Set(scenario.keyIds())]).toEqual(['ready', new Set([one, two])]);
    const named = receiptOf(scenario.one()).map(({ accessKeyId, status }) => [accessKeyId, status]);
    expect(named).toEqual(
      expect.arrayContaining([
        [one, 'left'],
        [two, 'left'],
      ]),
    );
    expect(await scenario.violations()).toEqual([]);
  });

  test('is kept by a rollback that cannot remove the user', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    await scenario.waitFor(scenario.create());
    const key = await theirs();
    scenario.world.refusals.add('sts:AssumeRole', 'OptInRequired', 'x');
    scenario.world.refusals.add('iam:GetUser', 'AccessDenied', '.' + 'x'.repeat(999));
    await scenario.settle();
    expect([scenario.one().status, scenario.keyIds()]).toEqual(['needs_attention', [key]]);
  });
});
