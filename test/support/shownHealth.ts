import type { OnboardingHealth } from '../../client/index.ts';

/** Parts of answers about keys and about looks at an account, for tests of what the operators' page shows. */
const day = 24 * 3_600_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const user = 'arn:aws:iam::111122223333:user/latchkey/tutum/lpa2bdji/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';
const ids = ['AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE', 'AKIAZZZZZZZZ7EXAMPLE'] as const;
export const [newKey, oldKey, foreignKey] = ids;

const recorded = (accessKeyId: string, userName = 'tutum') => ({ userName, accessKeyId });
export const inForce = {
  ...recorded(newKey),
  state: 'handed_over',
  handedOverAt: inDays(-3),
  rotateBy: inDays(87),
} as const;
export const overdue = { ...inForce, handedOverAt: inDays(-120), rotateBy: inDays(-30) };
export const kept = {
  ...recorded(oldKey),
  state: 'retiring',
  handedOverAt: inDays(-90),
  endsAt: inDays(-2),
  keptBecause: 'in-use',
  lastUse: { service: 'ec2', region: 'eu-central-1', at: inDays(-0.1) },
  lookAgainAt: inDays(0.2),
} as const;
export const inactive = {
  ...recorded(oldKey),
  state: 'inactive',
  handedOverAt: inDays(-90),
  endsAt: inDays(5),
  reason: 'Its grace time was over.',
} as const;

export const looked = (accessKeyId: string, more: object = {}): OnboardingHealth['keys'][number] => ({
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
export const drift: OnboardingHealth['items'] = [
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
export const found: Partial<OnboardingHealth> = {
  result: 'as_planned',
  checkedAt: inDays(-0.2),
  nextLookAt: inDays(0.8),
  keys: [looked(newKey)],
};
export const exposed = [
  {
    userName: 'tutum',
    userArn: user,
    policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
    since: inDays(-0.2),
  },
];
export const lost: OnboardingHealth['items'] = [
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
export const rotation = {
  caller: 'backend',
  action: 'rotate',
  outcome: 'claimed',
  requestId: 'a1b2c3',
  time: inDays(-3),
  key: { accessKeyId: oldKey, change: 'retired' },
};
