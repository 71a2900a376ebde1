import { heldKeys } from '../../lib/record/heldKeys.ts';
import { openScenario, warmUp } from '../model/scenario.ts';
import { workFor } from '../model/settle.ts';
import { leaveKeyDeletionsUnanswered } from '../model/changedAccount.ts';

const minute = 60_000;

beforeAll(warmUp);

test('a DELETE deactivates the keys in use at once, although no answer to the deletion of a key that nobody has received arrives', async () => {
  const scenario = await openScenario();
  const trouble = { at: 'iam:CreateAccessKey', kind: 'carried out late', ms: minute } as const;
  const { id = '', keys } = await scenario.waitFor(scenario.create({}, {}, { trouble }));
  const answerAgain = leaveKeyDeletionsUnanswered(scenario);
  await workFor(scenario.world, 20);
  expect([scenario.record(id).status, heldKeys(scenario.record(id)).length]).toEqual(['claimed', 1]);

  await scenario.waitFor(scenario.offboard(id));
  const used = scenario
    .users()
    .flatMap(({ accessKeys }) => accessKeys.filter((key) => key.id === keys[0]?.accessKeyId));
  expect(used.map(({ status }) => status)).toEqual(['Inactive']);

  answerAgain();
  await workFor(scenario.world, 20);
  expect([scenario.record(id).status, scenario.users(), await scenario.violations()]).toEqual(['offboarded', [], []]);
  scenario.close();
});
