import { stageOf } from '../../../web/onboarding/state.ts';
import { noAnswer, onboardingIn, refusal, startedPage } from './scriptedLink.ts';

describe('without an answer', () => {
  test.each([
    ['no answer', noAnswer()],
    ['the gateway’s refusal of too many requests', refusal(429, 'too-many-requests')],
    ['an error of the service', refusal(503, 'out-of-time')],
  ])('the page says so and tries again: %s', async (_, failure) => {
    let isDown = false;
    const { flow, pass } = await startedPage({
      read: () => {
        if (isDown) throw failure;
        return onboardingIn('provisioning');
      },
    });
    isDown = true;
    await pass();
    expect(flow.state()).toMatchObject({ isUnreachable: true, link: 'valid' });
    isDown = false;
    await pass();
    expect(flow.state().isUnreachable).toBe(false);
  });

  test('also at the first read', async () => {
    let isDown = true;
    const { flow, pass } = await startedPage({
      read: () => {
        if (isDown) throw noAnswer();
        return onboardingIn('ready');
      },
    });
    expect(flow.state()).toMatchObject({ isUnreachable: true, link: 'reading' });
    isDown = false;
    await pass();
    expect(stageOf(flow.state())).toBe('vendor-claims');
  });

  test('also if somebody comes back to the page before the first answer', async () => {
    let isDown = true;
    const { flow, calls, pass } = await startedPage({
      read: () => {
        if (isDown) throw noAnswer();
        return onboardingIn('ready');
      },
    });
    flow.lookNow();
    flow.lookNow();
    await pass();
    expect(calls.filter((call) => call === 'review').length).toBe(2);
    isDown = false;
    await pass();
    expect(stageOf(flow.state())).toBe('vendor-claims');
  });

  test.each([
    [401, 'unauthorized'],
    [404, 'not-found'],
  ])('a link that has ended is not asked again: %i', async (status, slug) => {
    let hasEnded = false;
    const { flow, calls, pass } = await startedPage({
      read: () => {
        if (hasEnded) throw refusal(status, slug);
        return onboardingIn('provisioning');
      },
    });
    hasEnded = true;
    await pass();
    expect(stageOf(flow.state())).toBe('link-ended');
    const { length } = calls;
    await pass();
    expect(calls).toHaveLength(length);
  });
});
