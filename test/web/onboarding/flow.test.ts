import type { Status } from '../../../client/index.ts';
import { stageOf } from '../../../web/onboarding/state.ts';
import { noAnswer, onboardingIn, refusal, startedPage } from './scriptedLink.ts';

const key = {
  userName: 'tutum',
  userArn: 'arn:aws:iam::111122223333:user/tutum',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'a-secret',
  verification: 'verified' as const,
};

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

describe('the claim', () => {
  const tenant = { may: ['see', 'launch', 'claim'], delivers: 'tenant' } as const;

  test('shows the keys until the person has stored them, and then no state has them', async () => {
    const { flow } = await startedPage({
      ...tenant,
      read: () => onboardingIn('ready'),
      claim: () => ({ onboarding: onboardingIn('claimed'), keys: [key] }),
    });
    expect(stageOf(flow.state())).toBe('claim');
    await flow.claim();
    expect(stageOf(flow.state())).toBe('keys');
    flow.forgetKeys();
    expect(stageOf(flow.state())).toBe('handed-over');
    expect(JSON.stringify(flow.state())).not.toContain(key.secretAccessKey);
  });

  test('a page that ends forgets the keys', async () => {
    const { flow } = await startedPage({
      ...tenant,
      read: () => onboardingIn('ready'),
      claim: () => ({ onboarding: onboardingIn('claimed'), keys: [key] }),
    });
    await flow.claim();
    flow.stop();
    expect(JSON.stringify(flow.state())).not.toContain(key.secretAccessKey);
  });

  test('after a lost answer, the same claim is sent again and not another one', async () => {
    const keys: string[] = [];
    const { flow } = await startedPage({
      ...tenant,
      read: () => onboardingIn('ready'),
      claim: (idempotencyKey) => {
        keys.push(idempotencyKey);
        if (keys.length === 1) throw noAnswer();
        return { onboarding: onboardingIn('claimed'), keys: undefined };
      },
    });
    await flow.claim();
    expect(stageOf(flow.state())).toBe('claim');
    await flow.claim();
    expect(new Set(keys).size).toBe(1);
    expect(stageOf(flow.state())).toBe('keys-lost');
  });

  test('after a lost answer, the page claims again by itself, and shows the keys of the first claim', async () => {
    const keys: string[] = [];
    let status: Status = 'ready';
    const { flow, pass, states } = await startedPage({
      ...tenant,
      read: () => onboardingIn(status),
      claim: (idempotencyKey) => {
        keys.push(idempotencyKey);
        status = 'claimed';
        if (keys.length < 3) throw noAnswer();
        return { onboarding: onboardingIn('claimed'), keys: [key] };
      },
    });
    await flow.claim();
    for (let passes = 0; passes < 4; passes += 1) await pass();
    expect([new Set(keys).size, keys.length, stageOf(flow.state())]).toEqual([1, 3, 'keys']);
    expect(states.map(stageOf)).not.toContain('handed-over');
  });

  test('where AWS was too late to create keys, the person can claim again', async () => {
    const { flow } = await startedPage({
      ...tenant,
      read: () => onboardingIn('ready'),
      claim: () => ({ onboarding: onboardingIn('claiming'), keys: undefined }),
    });
    await flow.claim();
    expect(flow.state()).toMatchObject({ hasClaimed: false, areKeysLost: false });
  });

  test('if another window has claimed, this one says that the keys were handed over', async () => {
    let now = onboardingIn('ready');
    const { flow } = await startedPage({
      ...tenant,
      read: () => now,
      claim: () => {
        now = onboardingIn('claimed');
        throw refusal(409, 'credentials-issued');
      },
    });
    await flow.claim();
    expect(stageOf(flow.state())).toBe('handed-over');
    expect(flow.state().refusal).toBeUndefined();
  });

  test('two clicks are one claim', async () => {
    const { flow, calls } = await startedPage({
      ...tenant,
      read: () => onboardingIn('ready'),
      claim: () => ({ onboarding: onboardingIn('claimed'), keys: [key] }),
    });
    await Promise.all([flow.claim(), flow.claim()]);
    expect(calls.filter((call) => call === 'claim')).toHaveLength(1);
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
