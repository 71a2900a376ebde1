import type { TenantAccount } from '../../lib/account/ports.ts';
import { changeAccount } from '../model/changedAccount.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';

const second = 1000;
const minute = 60 * second;

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

test('if IAM still shows a user that an earlier attempt has removed, and denies the removal of the absent name, Latchkey waits', async () => {
  const id = (await scenario.waitFor(scenario.create())).id ?? '';
  await scenario.pass(10 * minute);
  let shownUntil = Infinity;
  const shown = new Map<string, Awaited<ReturnType<TenantAccount['getUser']>>>();
  changeAccount(scenario, (account) => ({
    getUser: async (name) => {
      const late = scenario.time.now() < shownUntil ? shown.get(name) : undefined;
      const user = late ?? (await account.getUser(name));
      shown.set(name, user);
      return user;
    },
    deleteUser: async (name) => {
      await account.deleteUser(name);
      shownUntil = scenario.time.now() + minute;
    },
  }));
  // So that a worker continues after the user was removed.
  scenario.world.refusals.addFor('iam:DeletePolicy', 'ConcurrentModification', 40 * second);
  expect((await scenario.waitFor(scenario.offboard(id))).http).toBe(202);
  expect([await scenario.violations(), scenario.record(id).status, scenario.tenant.hasOurs()]).toEqual([
    [],
    'offboarded',
    false,
  ]);
});
