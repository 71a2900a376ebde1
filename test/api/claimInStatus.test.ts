import { recordIn } from '../support/records.ts';
import { startVirtualStack } from '../support/virtualStack.ts';

let testStack: Awaited<ReturnType<typeof startVirtualStack>>;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

test.each([
  ['awaiting_access', 'not-ready', true, 'Have the CloudFormation stack launched, then provision the onboarding.'],
  ['provisioning', 'not-ready', true, 'Claim its keys when it is ready.'],
  ['rolling_back', 'wrong-state', false, 'Then provision it again, or create a new one.'],
  ['failed', 'wrong-state', false, 'Resolve its problem and provision it again, or create a new one.'],
  ['needs_attention', 'wrong-state', false, 'its problem says what to do.'],
  ['expired', 'wrong-state', false, 'It has no keys to claim. Create a new one.'],
  ['offboarding', 'wrong-state', false, 'It has no keys to claim. Create a new one.'],
  ['offboarded', 'wrong-state', false, 'It has no keys to claim. Create a new one.'],
] as const)('a claim in %s is 409 %s, retryable: %s, and the answer says what to do', async (...expected) => {
  const [status, slug, retryable, says] = expected;
  const id = `ob_01JZ00000000000000${status.slice(0, 3).toUpperCase()}${status.slice(-5).toUpperCase().replace('_', 'X')}`;
  const { store, clock } = testStack.deps();
  const lease = { owner: 'owner-1', by: 'request', attempt: 1, since: 0, expiresAt: clock.now() + 60_000 };
  await testStack.run(store.insert(recordIn(status, { id, lease })));
  const answer = await testStack.claim(id);
  expect([answer.status, answer.body.type, answer.body.onboarding]).toEqual([409, `urn:latchkey:problem:${slug}`, id]);
  expect(JSON.parse(answer.text)).toMatchObject({ retryable });
  expect(answer.body.detail.endsWith(says)).toBe(true);
});
