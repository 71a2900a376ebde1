import { openScenario, warmUp } from '../model/scenario.ts';
import { workFor } from '../model/settle.ts';

const minutesToWork = 30;

beforeAll(warmUp);

test('a provision of an onboarding that needs attention is 409 if its keys were handed over: they keep working until a DELETE', async () => {
  const scenario = await openScenario();
  const { id = '', keys } = await scenario.waitFor(scenario.create());
  await scenario.tenant.refuse();
  await scenario.waitFor(scenario.offboard(id));
  await workFor(scenario.world, minutesToWork);
  expect(scenario.record(id).status).toBe('needs_attention');
  await scenario.tenant.trustAgain();

  const before = scenario.tenant.account();
  const { http, problem } = await scenario.waitFor(scenario.provision(id));
  await workFor(scenario.world, minutesToWork);
  expect([http, problem, scenario.record(id).status]).toEqual([409, 'wrong-state', 'needs_attention']);
  expect(scenario.tenant.account()).toEqual(before);
  const active = scenario.users().flatMap(({ accessKeys }) => accessKeys.filter(({ status }) => status === 'Active'));
  expect(active.map((key) => [key.id, key.secret])).toEqual(
    keys.map(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey]),
  );

  await scenario.waitFor(scenario.offboard(id));
  expect([scenario.record(id).status, await scenario.violations()]).toEqual(['offboarded', []]);
  scenario.close();
});
