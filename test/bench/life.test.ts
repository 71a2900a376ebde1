import { unitsOfOnboarding } from '../../bench/costs.ts';
import { measureLife } from '../../bench/life.ts';
import { startStack, type Stack } from '../../bench/stack.ts';
import type { LocalAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { localTemplates } from '../../local/stack.ts';
import { useAws } from '../local/aws/clients.ts';
import { longTimes } from '../support/testStack.ts';

const apiToken = 'test-token';

let aws: LocalAws;
let stack: Stack;

beforeAll(async () => {
  ({ aws } = await useAws({ templates: localTemplates() }));
  enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, ...longTimes }));
  stack = await startStack(aws.url, apiToken);
});
afterAll(async () => {
  await stack.close();
  await aws.close();
});

test('an onboarding takes the units with which docs/first-tenant.md computes its cost', async () => {
  const { progressUnits: mostProgress, ...units } = unitsOfOnboarding;
  const startedAt = performance.now();
  const { progressUnits, ...measured } = await measureLife(stack, apiToken);
  // Progress is written at most once in 300 ms (lib/record/progressWriter.ts). On a busy machine an onboarding takes long.
  const periods = Math.ceil((performance.now() - startedAt) / 300);
  expect(measured).toEqual(units);
  expect(progressUnits).toBeGreaterThan(0);
  expect(progressUnits).toBeLessThanOrEqual(mostProgress * periods);
});
