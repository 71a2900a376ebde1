import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { Onboarding, OnboardingHealth } from '../../client/index.ts';
import { focused, signIn } from './adminPage.ts';
import type { OpenedPage } from './browser/openPage.ts';
import type { TestStack } from './testStack.ts';

/**
 * A state of the operators' page, for tests of its looks and for pictures. The service is real, but for the fields that a
 * state changes: so what AWS, an administrator or time would have to bring about can be shown at once.
 */
export interface AdminPageState {
  readonly name: string;
  /** The part of the address after `#`. Default: that of an onboarding whose keys were handed over. */
  readonly hash?: string;
  readonly onboarding?: Partial<Onboarding>;
  readonly health?: Partial<OnboardingHealth>;
  /** Entries of the audit trail, after those of the service. */
  readonly trail?: readonly object[];
  /** Whether the deployment has a recipient key of the back end. Default: yes. */
  readonly operatorsRotate?: boolean;
  readonly act?: (page: Page) => Promise<void>;
}

const day = 24 * 3_600_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const user = 'arn:aws:iam::111122223333:user/latchkey/tutum/lpa2bdji/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';
const ids = ['AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE', 'AKIAZZZZZZZZ7EXAMPLE'] as const;
const [newKey, oldKey, foreignKey] = ids;

const recorded = (accessKeyId: string, userName = 'tutum') => ({ userName, accessKeyId });
const inForce = { ...recorded(newKey), state: 'handed_over', handedOverAt: inDays(-3), rotateBy: inDays(87) } as const;
const overdue = { ...inForce, handedOverAt: inDays(-120), rotateBy: inDays(-30) };
const kept = {
  ...recorded(oldKey),
  state: 'retiring',
  handedOverAt: inDays(-90),
  endsAt: inDays(-2),
  keptBecause: 'in-use',
  lastUse: { service: 'ec2', region: 'eu-central-1', at: inDays(-0.1) },
  lookAgainAt: inDays(0.2),
} as const;
const inactive = {
  ...recorded(oldKey),
  state: 'inactive',
  handedOverAt: inDays(-90),
  endsAt: inDays(5),
  reason: 'Its grace time was over.',
} as const;

const looked = (accessKeyId: string, more: object = {}): OnboardingHealth['keys'][number] => ({
  ...recorded(accessKeyId),
  userArn: user,
  madeBy: 'latchkey',
  state: 'active',
  createdAt: inDays(-3),
  ageDays: 3,
  lastUsed: { at: inDays(-0.5), service: 'ec2', region: 'eu-central-1' },
  ...more,
});

const difference = {
  what: 'missing',
  expected: 'arn:aws:iam::111122223333:policy/latchkey/tutum/tutum-policy',
  repair: 'none',
  why: 'Latchkey changes nothing of an onboarding that is set up.',
  toDo: 'Attach it again: aws iam attach-user-policy --user-name tutum --policy-arn arn:aws:iam::111122223333:policy/latchkey/tutum/tutum-policy',
} as const;
const drift: OnboardingHealth['items'] = [
  { kind: 'role', subject: user.replace(/:user.*/, ':role/latchkey-lpa2bdji-tutum'), state: 'as_planned' },
  {
    kind: 'trust',
    subject: user.replace(/:user.*/, ':role/latchkey-lpa2bdji-tutum'),
    state: 'not_checked',
    reason: 'It is tried once a week, or with trust=probe.',
  },
  { kind: 'user', subject: user, state: 'as_planned' },
  { kind: 'attachments', subject: user, state: 'drifted', differences: [difference] },
  {
    kind: 'key',
    subject: newKey,
    state: 'drifted',
    differences: [
      {
        what: 'changed',
        expected: 'active',
        found: 'inactive',
        repair: 'rotate',
        why: 'A rotation hands another key over.',
        toDo: `Find out who deactivated it. An administrator activates it again with: aws iam update-access-key --user-name tutum --access-key-id ${newKey} --status Active`,
      },
    ],
  },
  {
    ...{
      kind: 'boundary-document',
      subject: `${user.replace(/:user.*/, ':policy/')}latchkey-boundary`,
      state: 'unknown',
    },
    reason:
      'The bootstrap role may not call iam:GetPolicyVersion. The stack is from an earlier version of Latchkey: update it.',
  },
];
const found: Partial<OnboardingHealth> = {
  result: 'as_planned',
  checkedAt: inDays(-0.2),
  nextLookAt: inDays(0.8),
  keys: [looked(newKey)],
};
const exposed = [
  {
    userName: 'tutum',
    userArn: user,
    policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
    since: inDays(-0.2),
  },
];
const lost: OnboardingHealth['items'] = [
  {
    kind: 'role',
    subject: user.replace(/:user.*/, ':role/latchkey-lpa2bdji-tutum'),
    state: 'drifted',
    differences: [
      {
        what: 'changed',
        expected: 'Latchkey can assume it',
        found: 'AWS refuses it',
        repair: 'none',
        why: 'Latchkey changes nothing of an onboarding that is set up.',
        toDo: 'AWS answered sts:AssumeRole with AccessDenied.',
      },
    ],
  },
];
const rotation = {
  caller: 'backend',
  action: 'rotate',
  outcome: 'claimed',
  requestId: 'a1b2c3',
  time: inDays(-3),
  key: { accessKeyId: oldKey, change: 'retired' },
};

/** The states of the page that depend on keys and on what a look has found, and one of each other view. */
export const adminStates: readonly AdminPageState[] = [
  { name: 'list', hash: '#/' },
  { name: 'list-to-rotate', hash: '#/?rotateWithin=100' },
  { name: 'steps', hash: '#/steps' },
  { name: 'stops', hash: '#/stops' },
  { name: 'claimed' },
  {
    name: 'drifted',
    operatorsRotate: false,
    onboarding: { accessKeys: [inForce, kept] },
    health: {
      ...found,
      result: 'drifted',
      items: drift,
      keys: [looked(newKey, { state: 'inactive' }), looked(oldKey)],
    },
    trail: [rotation],
  },
  {
    name: 'exposed',
    onboarding: { accessKeys: [overdue] },
    health: {
      ...found,
      result: 'drifted',
      items: drift,
      exposed,
      keys: [looked(newKey, { lastUsed: null }), looked(foreignKey, { madeBy: 'other' })],
    },
  },
  { name: 'access-lost', health: { ...found, result: 'access_lost', items: lost } },
  { name: 'rotating', onboarding: { status: 'rotating', accessKeys: [inForce] }, health: found },
  {
    name: 'reactivate',
    onboarding: { accessKeys: [inForce, inactive] },
    health: { ...found, exposed },
    act: async (page) => {
      await page.getByRole('button', { name: /^Reactivate/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'rotate',
    onboarding: { accessKeys: [overdue] },
    health: { ...found, exposed },
    act: async (page) => {
      await page.getByRole('button', { name: /^Replace/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'looking',
    health: { ...found, result: 'as_planned', items: drift.slice(0, 3) },
    act: async (page) => {
      // The look never ends.
      await page.route('**/health?live=true*', () => undefined);
      await page.getByRole('button', { name: 'Look now' }).click();
      await page.getByRole('progressbar').waitFor();
    },
  },
];

const answerBody = z.looseObject({ events: z.array(z.looseObject({})).default([]) });

/**
 * Signs in and opens the page in a state.
 *
 * @param id an onboarding whose keys were handed over
 */
export async function openAdminState(
  stack: TestStack,
  id: string,
  opened: OpenedPage,
  {
    hash = `#/onboardings/${id}`,
    onboarding = {},
    health = {},
    trail = [],
    operatorsRotate = true,
    act,
  }: AdminPageState,
): Promise<void> {
  const { page } = opened;
  const change = async (pattern: string, to: (body: z.infer<typeof answerBody>) => object) => {
    await page.route(pattern, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: to(answerBody.parse(await answer.json())) });
    });
  };
  await change('**/v1/health', (body) => ({ ...body, operatorsRotate }));
  await change(`**/v1/onboardings/${id}`, (body) => ({ ...body, ...onboarding }));
  await change(`**/v1/onboardings/${id}/health?live=false`, (body) => ({ ...body, ...health }));
  await change(`**/v1/onboardings/${id}/events`, (body) => ({ events: [...body.events, ...trail] }));
  await signIn(opened, stack, hash);
  await focused(page, /./);
  await act?.(page);
  await page.mouse.move(0, 0);
}
