import type { Flow } from '../../../web/onboarding/flow.ts';
import { key, onboardingIn, startedPage } from './scriptedLink.ts';

test.each([
  ['a claim', 'claimed', (flow: Flow) => flow.claim()],
  ['an attempt', 'ready', (flow: Flow) => flow.retry()],
] as const)('an answer that %s has overtaken is dropped', async (_, status, act) => {
  let arrive = () => {};
  let isSlow = false;
  const before = onboardingIn(status === 'claimed' ? 'ready' : 'awaiting_access');
  const { flow, pass } = await startedPage({
    may: ['see', 'launch', 'claim'],
    delivers: 'tenant',
    read: () => {
      if (!isSlow) return before;
      isSlow = false;
      return new Promise((resolve) => {
        arrive = () => {
          resolve(before);
        };
      });
    },
    provision: () => onboardingIn(status),
    claim: () => ({ onboarding: onboardingIn(status), keys: [key] }),
  });
  isSlow = true;
  flow.lookNow();
  await act(flow);
  arrive();
  await new Promise((resolve) => setImmediate(resolve));
  expect(flow.state().onboarding?.status).toBe(status);
  flow.stop();
  await pass();
});
