import { compareWithPeers } from '../../bench/compare.ts';
import { startStack, type Stack } from '../../bench/stack.ts';
import type { LocalAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { localTemplates } from '../../local/stack.ts';
import { useAws } from '../local/aws/clients.ts';
import { longTimes } from '../support/testStack.ts';

const apiToken = 'test-token';

let aws: LocalAws;
let stack: Stack;
/** The accepted calls of tenants' accounts and to STS, by the AssumeRole that they follow. */
const sessions: string[][] = [];

beforeAll(async () => {
  ({ aws } = await useAws({
    templates: localTemplates(),
    interpose: async ({ service, action }, apply) => {
      const answer = await apply();
      if (!['iam', 'sts'].includes(service) || answer.statusCode !== 200) return answer;
      if (action === 'AssumeRole') sessions.push([]);
      sessions.at(-1)?.push(action);
      return answer;
    },
  }));
  enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, ...longTimes, LATCHKEY_ROLE_LAG_MS: '1' }));
  stack = await startStack(aws.url, apiToken);
});
afterAll(async () => {
  await stack.close();
  await aws.close();
});

const infisical = ['AssumeRole', 'CreateUser', 'AttachUserPolicy', 'CreateAccessKey'];
const vault = ['AssumeRole', 'CreateUser', 'AttachUserPolicy', 'TagUser', 'CreateAccessKey'];
const unchecked = [...infisical, 'CreatePolicy'].sort();
const checked = [...unchecked, 'GetCallerIdentity', 'GetCallerIdentity', 'GetCallerIdentity'].sort();

test('onboardings are compared with the orders of other products, and one of them does not check its key', async () => {
  const times = await compareWithPeers(stack, 1);
  expect(Object.values(times).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  const [first, ofVault, again, ofInfisical, withoutCheck] = sessions;
  expect({ ofVault, ofInfisical }).toEqual({ ofVault: vault, ofInfisical: infisical });
  // The calls of an onboarding run in parallel.
  expect(first?.toSorted()).toEqual([...checked, 'GetPolicyVersion'].sort());
  expect([again, withoutCheck].map((calls) => calls?.toSorted())).toEqual([checked, unchecked]);
});
