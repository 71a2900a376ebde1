import type { Status } from '../../../client/index.ts';
import { stageOf } from '../../../web/onboarding/state.ts';
import { key, noAnswer, onboardingIn, refusal, startedPage } from './scriptedLink.ts';

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

  test('what an operator has stopped is a refusal with a reason, and nothing that the page tries again by itself', async () => {
    const { flow, pass } = await startedPage({
      ...tenant,
      read: () => onboardingIn('ready'),
      claim: () => {
        throw refusal(503, 'stopped');
      },
    });
    await flow.claim();
    const { refusal: shown, isUnreachable, isClaimUnanswered } = flow.state();
    expect([shown?.type, isUnreachable, isClaimUnanswered]).toEqual(['urn:latchkey:problem:stopped', false, false]);
    await pass();
    expect(stageOf(flow.state())).toBe('claim');
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
