import { stageOf } from '../../../web/onboarding/state.ts';
import { onboardingIn, refusal, startedPage } from './scriptedLink.ts';

describe('before the launch', () => {
  test('the page reads, and asks AWS nothing until the person has launched the stack', async () => {
    const { flow, calls, pass } = await startedPage({ read: () => onboardingIn('awaiting_access') });
    flow.finishReview();
    await pass();
    await pass();
    expect(calls).not.toContain('provision');
    flow.launched();
    await pass();
    expect(calls.at(-1)).toBe('provision');
  });

  test('a link that only sees never asks the service to provision', async () => {
    const { flow, calls, pass } = await startedPage({ may: ['see'], read: () => onboardingIn('awaiting_access') });
    flow.finishReview();
    flow.launched();
    await pass();
    expect(calls).toEqual(['review', 'read', 'read']);
  });

  test('the pauses grow while nothing happens, and are short again after something has', async () => {
    let steps = onboardingIn('awaiting_access').steps;
    const { pauses, pass } = await startedPage({ read: () => onboardingIn('awaiting_access', { steps }) });
    for (let look = 0; look < 12; look += 1) await pass();
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBe(60_000);
    ({ steps } = onboardingIn('provisioning'));
    await pass();
    expect(pauses.at(-1)).toBe(pauses[0]);
  });

  test('the pauses grow although each look at the role begins a new attempt, up to ten minutes in a page that nobody looks at', async () => {
    const problem = {
      type: 'urn:latchkey:problem:role-not-usable' as const,
      title: 'The role cannot be used',
      status: 409,
      detail: 'Says why.',
      retryable: true,
    };
    let now = onboardingIn('awaiting_access', { problem });
    let finish = () => {};
    const { flow, pauses, calls, pass } = await startedPage({
      read: () => now,
      provision: () =>
        new Promise((resolve) => {
          now = onboardingIn('provisioning', { steps: [] });
          finish = () => {
            now = onboardingIn('awaiting_access', { problem });
            resolve(now);
          };
        }),
    });
    flow.finishReview();
    flow.launched();
    // Shorter ones are those of the reads while the call runs.
    const looks = () => pauses.filter((ms) => ms >= 4_000);
    for (let look = 0; look < 60; look += 1) {
      await pass();
      // The page reads while the call runs.
      await pass();
      finish();
      await pass();
    }
    expect(looks()).toEqual([...looks()].sort((a, b) => a - b));
    expect([looks()[30], looks().at(-1)]).toEqual([60_000, 600_000]);
    expect(calls.filter((call) => call === 'provision').length).toBeGreaterThan(50);
    flow.lookNow();
    await pass();
    finish();
    await pass();
    expect(looks().at(-1)).toBe(looks()[0]);
  });

  test('somebody who comes back to the page does not wait for the end of a pause', async () => {
    const { flow, calls, pass } = await startedPage({ read: () => onboardingIn('awaiting_access') });
    const before = calls.length;
    flow.lookNow();
    flow.lookNow();
    await pass();
    expect(calls.slice(before, before + 1)).toEqual(['read']);
  });
});

describe('while a call works in the account', () => {
  test('the page shows the steps, although the call has no answer yet', async () => {
    let finish = () => {};
    let now = onboardingIn('awaiting_access');
    const { flow, states, pass } = await startedPage({
      read: () => now,
      provision: () =>
        new Promise((resolve) => {
          finish = () => {
            now = onboardingIn('ready');
            resolve(now);
          };
        }),
    });
    flow.finishReview();
    flow.launched();
    await pass();
    now = onboardingIn('provisioning');
    await pass();
    expect(states.at(-1)?.onboarding?.status).toBe('provisioning');
    finish();
    await pass();
    expect(states.at(-1)?.onboarding?.status).toBe('ready');
  });

  test('a call that fails at the onboarding is no failure of the page: it reads what happened', async () => {
    let now = onboardingIn('failed');
    const { flow } = await startedPage({
      read: () => now,
      provision: () => {
        now = onboardingIn('needs_attention');
        throw refusal(409, 'foreign-resource', now.id);
      },
    });
    await flow.retry();
    expect(flow.state()).toMatchObject({ onboarding: now, refusal: undefined, isUnreachable: false });
  });
});

test.each([
  ['claimed', 'handed-over'],
  ['expired', 'expired'],
  ['offboarded', 'removed'],
] as const)('nothing is read any more once the status is %s', async (status, stage) => {
  const { flow, calls, pass } = await startedPage({ read: () => onboardingIn(status) });
  expect(stageOf(flow.state())).toBe(stage);
  await pass();
  expect(calls).toEqual(['review', 'read']);
});
