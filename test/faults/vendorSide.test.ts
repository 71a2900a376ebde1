import { workFor } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

const timesAsked = () => scenario.world.calls.filter(({ operation }) => operation === 'sts:AssumeRole').length;

describe.each(['RegionDisabledException', 'InvalidClientTokenId'] as const)(
  "if AssumeRole answers %s, whose cause is in the vendor's own account",
  (code) => {
    const always = 'x'.repeat(99_999);

    test('a create that has created nothing fails with 503 vendor-side-error, without a retry', async () => {
      scenario.world.refusals.add('sts:AssumeRole', code, 'x'.repeat(9));
      const response = await scenario.waitFor(scenario.create());
      expect([response.http, response.problem]).toEqual([503, 'vendor-side-error']);
      expect(scenario.problem()?.detail).toContain(`sts:AssumeRole with ${code}`);
      expect(timesAsked()).toBeLessThan(4);
      scenario.world.refusals.clear();
      expect([await scenario.violations(), scenario.one().status, scenario.tenant.hasOurs()]).toEqual([
        [],
        'failed',
        false,
      ]);
    });

    test('a worker that has created nothing tries again, because no caller waits for it', async () => {
      scenario.world.refusals.add('sts:AssumeRole', code, 'x'.repeat(9));
      const { response } = scenario.create({}, { prefer: 'respond-async' });
      await scenario.time.until(response);
      expect([await scenario.violations(), scenario.one().status]).toEqual([[], 'ready']);
    });

    test('a provisioning that has created something continues when the vendor has corrected the cause', async () => {
      scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
      await scenario.waitFor(scenario.create());
      scenario.world.refusals.add('sts:AssumeRole', code, always);
      await workFor(scenario.world, 20);
      const { status, waiting } = scenario.one();
      expect([status, waiting?.reason]).toEqual([
        'provisioning',
        expect.stringContaining(`sts:AssumeRole with ${code}`),
      ]);
      expect(timesAsked()).toBeLessThan(25);
      scenario.world.refusals.clear();
      await scenario.settle();
      expect([scenario.one().status, await scenario.violations()]).toEqual(['ready', []]);
    });

    test('a provisioning that has created something ends in needs_attention if the vendor does not correct the cause', async () => {
      scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
      const { id = '' } = await scenario.waitFor(scenario.create());
      scenario.world.refusals.add('sts:AssumeRole', code, always);
      await workFor(scenario.world, 100);
      expect([scenario.one().status, scenario.problem()?.slug]).toEqual(['needs_attention', 'vendor-side-error']);
      scenario.world.refusals.clear();
      await scenario.waitFor(scenario.offboard(id));
      expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
    });

    test('a claim answers 503 vendor-side-error, and the onboarding stays ready', async () => {
      const id = await scenario.newReady();
      scenario.world.refusals.add('sts:AssumeRole', code, always);
      const response = await scenario.waitFor(scenario.claim(id));
      expect([response.http, response.problem, scenario.one().status]).toEqual([503, 'vendor-side-error', 'ready']);
      scenario.world.refusals.clear();
      expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
      expect(await scenario.violations()).toEqual([]);
    });
  },
);

test('if AssumeRole answers ExpiredToken, a create is 202, and a worker continues with renewed credentials', async () => {
  const trouble = { at: 'sts:AssumeRole', kind: 'session expired', ms: 0 } as const;
  expect((await scenario.waitFor(scenario.create({}, {}, { trouble }))).http).toBe(202);
  expect([await scenario.violations(), scenario.one().status]).toEqual([[], 'ready']);
});
