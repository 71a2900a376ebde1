import { openScenario, warmUp } from '../model/scenario.ts';

beforeAll(warmUp);

test('an offboarding keeps a user that an administrator created with the path and name of our deleted user', async () => {
  const scenario = await openScenario();
  const { id = '' } = await scenario.waitFor(scenario.create());
  const [made] = scenario.users();
  const user = { UserName: 'tutum' };
  for (const AccessKeyId of scenario.keyIds()) await scenario.iam('DeleteAccessKey', { ...user, AccessKeyId });
  for (const { arn } of made?.attached ?? []) await scenario.iam('DetachUserPolicy', { ...user, PolicyArn: arn });
  await scenario.iam('DeleteUser', user);
  await scenario.iam('CreateUser', { ...user, Path: made?.path ?? '' });
  await scenario.waitFor(scenario.offboard(id));
  await scenario.settle();
  expect(scenario.users().map(({ name }) => name)).toEqual(['tutum']);
  scenario.close();
});
