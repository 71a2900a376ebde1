import {
  LatchkeyConnectionError,
  LatchkeyProblem,
  type Onboarding,
  type Review,
  type Status,
} from '../../../client/index.ts';
import { createFlow, type Flow } from '../../../web/onboarding/flow.ts';
import type { Claimed, LinkApi } from '../../../web/onboarding/linkApi.ts';
import type { FlowState } from '../../../web/onboarding/state.ts';

const step: Onboarding['steps'][number] = {
  name: 'create-user tutum',
  status: 'running',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
};

/** The key that a scripted claim hands over. */
export const key = {
  userName: 'tutum',
  userArn: 'arn:aws:iam::111122223333:user/tutum',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'a-secret',
  verification: 'verified' as const,
};

/** Returns an onboarding with a status. */
export function onboardingIn(status: Status, more: Partial<Onboarding> = {}): Onboarding {
  return {
    id: 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
    status,
    tenantId: 'acme',
    accountId: '111122223333',
    blueprint: 'tutum',
    parameters: {},
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    steps: status === 'awaiting_access' ? [] : [step],
    attempts: 1,
    ...more,
  };
}

/** Returns a refusal of the service. */
export function refusal(status: number, slug: string, onboarding?: string): LatchkeyProblem {
  return new LatchkeyProblem({
    type: `urn:latchkey:problem:${slug}`,
    title: slug,
    status,
    detail: 'Says why.',
    errors: [],
    onboarding,
    conflictsWith: undefined,
    retryable: false,
    requestId: undefined,
    helpUrl: undefined,
    retryAfterSeconds: undefined,
    isReplay: false,
    call: 'getOnboarding',
    idempotencyKey: undefined,
  });
}

/** Returns the failure of a call that got no answer. */
export function noAnswer(): LatchkeyConnectionError {
  return new LatchkeyConnectionError({
    reason: 'network',
    call: 'getOnboarding',
    detail: 'the network is down',
    idempotencyKey: undefined,
    cause: undefined,
  });
}

interface Script {
  readonly may?: readonly ('see' | 'launch' | 'claim')[];
  readonly delivers?: 'vendor' | 'tenant';
  /** The onboarding as the service has it. A function can throw instead. */
  read(): Onboarding | Promise<Onboarding>;
  provision?(): Onboarding | Promise<Onboarding>;
  claim?(idempotencyKey: string): Claimed | Promise<Claimed>;
}

/** A page with a scripted service and with time that passes when a test says so. */
export interface ScriptedPage {
  readonly flow: Flow;
  /** The names of all calls, in their order. */
  readonly calls: string[];
  /** The pauses that the page has asked for, in milliseconds. */
  readonly pauses: number[];
  readonly states: FlowState[];
  /** Lets the running pauses end, and waits until the page has done what follows. */
  pass(): Promise<void>;
}

/** Starts a page. */
export async function startedPage(script: Script): Promise<ScriptedPage> {
  const { may = ['see', 'launch'], delivers = 'vendor' } = script;
  const calls: string[] = [];
  const pauses: number[] = [];
  const states: FlowState[] = [];
  const timers = new Set<() => void>();
  const called = async <T>(name: string, answer: () => T | Promise<T>): Promise<T> => {
    calls.push(name);
    return answer();
  };
  const api: LinkApi = {
    review: () => called('review', () => reviewFor(may, delivers)),
    read: () => called('read', () => script.read()),
    provision: () => called('provision', () => script.provision?.() ?? script.read()),
    claim: (key) =>
      called('claim', async () => script.claim?.(key) ?? { onboarding: await script.read(), keys: undefined }),
    share: () => called('share', () => ({ url: 'https://page.example/onboard#shared', expiresAt: '' })),
  };
  const flow = createFlow({
    api,
    now: () => 0,
    later: (run, ms) => {
      pauses.push(ms);
      const timer = () => {
        timers.delete(timer);
        run();
      };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    changed: (state) => {
      states.push(state);
    },
  });
  const idle = () => new Promise((resolve) => setImmediate(resolve));
  await flow.start();
  return {
    flow,
    calls,
    pauses,
    states,
    pass: async () => {
      for (const timer of [...timers]) timer();
      await idle();
    },
  };
}

/** Returns a review without what the flow does not read. */
function reviewFor(may: NonNullable<Script['may']>, delivers: 'vendor' | 'tenant'): Review {
  const { id: onboarding, status, tenantId, accountId, blueprint } = onboardingIn('awaiting_access');
  return {
    ...{ onboarding, status, tenantId, accountId, blueprint, partition: 'aws' },
    vendor: { name: 'Vendor', accountId: '999988887777' },
    link: { id: 'lnk_0123456789abcdef', may: [...may], delivers, expiresAt: '2026-01-08T00:00:00.000Z' },
    preview: null,
    template: null,
    stack: null,
    revoke: { stackName: 'latchkey-tutum', userNames: ['tutum'] },
    cloudTrail: { sessionArn: 'arn:aws:sts::111122223333:assumed-role/latchkey/ob', userArns: [] },
  };
}
