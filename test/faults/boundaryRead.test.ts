import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { changeAccount } from '../model/changedAccount.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

test('a slow read of the boundary ends before the answer, also if the user cannot be created', async () => {
  let reading = 0;
  let reads = 0;
  const end = changeAccount(scenario, (account) => ({
    createUser: () =>
      Promise.reject(
        new AwsFailure(
          'iam:CreateUser',
          'AccessDenied',
          'not authorized with an explicit deny in a service control policy',
          'refused',
        ),
      ),
    getPolicyDocument: async (arn) => {
      reading += 1;
      reads += 1;
      await scenario.time.sleep(3000);
      reading -= 1;
      return account.getPolicyDocument(arn);
    },
  }));
  const { http } = await scenario.waitFor(scenario.create({}));
  end();
  expect(http).toBe(409);
  expect([reads > 0, reading]).toEqual([true, 0]);
});
