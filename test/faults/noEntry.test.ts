import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { dueAt } from '../../lib/record/dueTimes.ts';
import type { Scenario } from '../model/scenario.ts';
import { workFor } from '../model/settle.ts';
import { changeAccount } from '../model/changedAccount.ts';
import { useScenario } from '../model/useScenario.ts';

const minute = 60_000;

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

/** Deletes the access in the table, as a restore of an older table can. */
async function loseAccess() {
  const { deps, time } = scenario.world;
  const { tenantId, accountId } = scenario.tenant;
  const access = await time.until(deps.store.getAccess(tenantId, accountId));
  if (access === undefined) throw new Error('there is no access');
  await time.until(deps.store.dropAccess(access));
}

test('a claim whose access is gone is 409 access-lost, and says how to end the onboarding', async () => {
  const id = await scenario.newReady();
  await loseAccess();
  const { http, problem, keys } = await scenario.waitFor(scenario.claim(id));
  expect([http, problem, keys, scenario.record(id).status]).toEqual([409, 'access-lost', [], 'needs_attention']);
  expect(scenario.problem()?.detail).toContain('leftovers=accept');
  expect(scenario.world.calls.filter(({ operation }) => operation === 'iam:CreateAccessKey')).toEqual([]);
});

test('a claim that cannot read the access in the table changes nothing, and can be sent again', async () => {
  const id = await scenario.newReady();
  const before = scenario.record(id);
  const { store } = scenario.world.deps;
  Object.assign(scenario.world.deps, {
    store: {
      ...store,
      getAccess: () => Promise.reject(new AwsFailure('dynamodb:GetItem', 'AccessDenied', 'No.', 'refused')),
    },
  });
  expect([(await scenario.waitFor(scenario.claim(id))).http, scenario.record(id)]).toEqual([500, before]);
  Object.assign(scenario.world.deps, { store });
  expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
});

test('a later look at a claimed onboarding whose role leads to another account is repeated half an hour later, and says why', async () => {
  const trouble = { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } as const;
  const { id = '', keys } = await scenario.waitFor(scenario.create({}, {}, { trouble }));
  expect([keys.length, scenario.record(id).status]).toEqual([1, 'claimed']);
  const undo = changeAccount(scenario, () => ({ accountId: '444455556666' }));
  await workFor(scenario.world, 20);
  const { status, waiting } = scenario.record(id);
  expect([status, waiting?.reason]).toEqual(['claimed', expect.stringContaining('is in account 444455556666')]);
  expect(dueAt(scenario.record(id))).toBeGreaterThan(scenario.time.now() + 20 * minute);
  undo();
  await workFor(scenario.world, 40);
  const { dueTimes, waiting: afterwards } = scenario.record(id);
  expect([dueTimes.reconcile, afterwards]).toEqual([undefined, undefined]);
  expect([scenario.keyIds().length, await scenario.violations()]).toEqual([1, []]);
});
