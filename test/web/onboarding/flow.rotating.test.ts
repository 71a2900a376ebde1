import { stageOf } from '../../../web/onboarding/state.ts';
import { onboardingIn, startedPage } from './scriptedLink.ts';

test('a rotation is a hand-over that has been, and the page reads until it is over', async () => {
  let status: 'rotating' | 'claimed' = 'rotating';
  const { flow, calls, pass } = await startedPage({ read: () => onboardingIn(status) });
  expect(stageOf(flow.state())).toBe('handed-over');
  status = 'claimed';
  await pass();
  await pass();
  expect(calls).toEqual(['review', 'read', 'read']);
});
