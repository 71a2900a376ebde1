import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { heldKeys } from '../../lib/record/heldKeys.ts';
import { openScenario, warmUp } from '../model/scenario.ts';
import { workFor } from '../model/settle.ts';

const minute = 60_000;

beforeAll(warmUp);

test('a DELETE deactivates the keys in use at once, although no answer to the deletion of a key that nobody has received arrives', async () => {
  const scenario = await openScenario();
  const { deps, tenantAccounts } = scenario.world;
  const trouble = { at: 'iam:CreateAccessKey', kind: 'carried out late', ms: minute } as const;
  const { id = '', keys } = await scenario.waitFor(scenario.create({}, {}, { trouble }));
  const assume: typeof tenantAccounts.assume = async (...of) => {
    const account = await tenantAccounts.assume(...of);
    const removeFromUser: typeof account.removeFromUser = (user, what, item) =>
      what === 'access-key'
        ? Promise.reject(new AwsFailure('iam:DeleteAccessKey', 'TimeoutError', 'no answer', 'unknown'))
        : account.removeFromUser(user, what, item);
    return { ...account, removeFromUser };
  };
  Object.assign(deps, { tenantAccounts: { ...tenantAccounts, assume } });
  await workFor(scenario.world, 20);
  expect([scenario.record(id).status, heldKeys(scenario.record(id)).length]).toEqual(['claimed', 1]);

  await scenario.waitFor(scenario.offboard(id));
  const used = scenario
    .users()
    .flatMap(({ accessKeys }) => accessKeys.filter((key) => key.id === keys[0]?.accessKeyId));
  expect(used.map(({ status }) => status)).toEqual(['Inactive']);

  Object.assign(deps, { tenantAccounts });
  await workFor(scenario.world, 20);
  expect([scenario.record(id).status, scenario.users(), await scenario.violations()]).toEqual(['offboarded', [], []]);
  scenario.close();
});
