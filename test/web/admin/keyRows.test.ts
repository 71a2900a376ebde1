import type { Onboarding, OnboardingHealth } from '../../../client/index.ts';
import { alertsOf } from '../../../web/admin/alerts.ts';
import { keyRows } from '../../../web/admin/keyRows.ts';

const now = Date.parse('2026-11-29T12:00:00.000Z');
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString();
const userArn = 'arn:aws:iam::111122223333:user/latchkey/tutum/abcdefgh/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';

type RecordedKey = NonNullable<Onboarding['accessKeys']>[number];
type LookedKey = OnboardingHealth['keys'][number];

const onboardingWith = (accessKeys: RecordedKey[], more: Partial<Onboarding> = {}): Onboarding => ({
  id: 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  status: 'claimed',
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'tutum',
  parameters: {},
  createdAt: inDays(-200),
  updatedAt: inDays(-1),
  steps: [],
  attempts: 1,
  accessKeys,
  ...more,
});
const healthWith = (keys: LookedKey[], more: Partial<OnboardingHealth> = {}): OnboardingHealth => ({
  id: 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  status: 'claimed',
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'tutum',
  live: false,
  checkedAt: inDays(-0.5),
  result: 'as_planned',
  items: [],
  keys,
  exposed: [],
  ...more,
});
const recorded = (more: Partial<RecordedKey>): RecordedKey => ({
  userName: 'tutum',
  accessKeyId: 'AKIA1',
  state: 'handed_over',
  handedOverAt: inDays(-100),
  ...more,
});
const looked = (more: Partial<LookedKey> = {}): LookedKey => ({
  userName: 'tutum',
  userArn,
  accessKeyId: 'AKIA1',
  madeBy: 'latchkey',
  state: 'active',
  createdAt: inDays(-100),
  ...more,
});
const use = (days: number, service = 'ec2') => ({ at: inDays(days), service });

test.each<{ name: string; key?: RecordedKey; look?: LookedKey; row: object }>([
  { name: 'a key in force', key: recorded({}), row: { state: 'inForce', lastUse: 'unknown' } },
  {
    name: 'a key that somebody has deleted',
    key: recorded({}),
    look: looked({ state: 'missing' }),
    row: { state: 'missing' },
  },
  {
    name: 'a key that somebody has deactivated',
    key: recorded({}),
    look: looked({ state: 'inactive', lastUsed: null }),
    row: { state: 'switchedOff', lastUse: 'never' },
  },
  {
    name: 'a key that should have been replaced',
    key: recorded({ rotateBy: inDays(-10) }),
    row: {
      isOverdue: true,
      times: [
        ['handedOver', inDays(-100)],
        ['rotateBy', inDays(-10)],
      ],
    },
  },
  {
    name: 'a key in its grace time',
    key: recorded({ state: 'retiring', endsAt: inDays(1) }),
    row: {
      state: 'retiring',
      times: [
        ['handedOver', inDays(-100)],
        ['endsAt', inDays(1)],
      ],
    },
  },
  {
    name: 'a key that is kept because it is in use',
    key: recorded({
      state: 'retiring',
      endsAt: inDays(-1),
      keptBecause: 'in-use',
      lastUse: use(-0.1),
      lookAgainAt: inDays(1),
    }),
    look: looked({ lastUsed: use(-0.6) }),
    row: {
      state: 'kept',
      note: expect.stringContaining('may be in use'),
      times: [
        ['handedOver', inDays(-100)],
        ['ended', inDays(-1)],
        ['lookAgain', inDays(1)],
      ],
      lastUse: use(-0.1),
    },
  },
  {
    name: 'a deactivated key, with the reason on record',
    key: recorded({ state: 'inactive', endsAt: inDays(5), reason: 'Retired by force.' }),
    row: {
      state: 'inactive',
      note: 'Retired by force.',
      times: [
        ['handedOver', inDays(-100)],
        ['deletedAt', inDays(5)],
      ],
    },
  },
  {
    name: 'a key that only Latchkey has used, to check it',
    key: recorded({}),
    look: looked({ lastUsed: { at: new Date(now - 100 * 86_400_000 + 60_000).toISOString(), service: 'sts' } }),
    row: { lastUse: 'own' },
  },
  {
    name: 'a use right after the creation that is no check',
    key: recorded({}),
    look: looked({ lastUsed: use(-100) }),
    row: { lastUse: use(-100) },
  },
  {
    name: 'a use of STS by somebody else',
    key: recorded({}),
    look: looked({ lastUsed: use(-50, 'sts') }),
    row: { lastUse: use(-50, 'sts') },
  },
  {
    name: 'a key of somebody else',
    look: looked({ accessKeyId: 'AKIA2', madeBy: 'other' }),
    row: { state: 'other', accessKeyId: 'AKIA2', times: [['created', inDays(-100)]] },
  },
])('$name', ({ key, look, row }) => {
  const rows = keyRows(
    onboardingWith(key === undefined ? [] : [key]),
    healthWith(look === undefined ? [] : [look]),
    now,
  );
  expect(rows).toEqual([expect.objectContaining(row)]);
});

const exposed = [
  { userName: 'ann', userArn, policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3', since: inDays(-1) },
];
const lost = {
  kind: 'role' as const,
  subject: 'arn:aws:iam::111122223333:role/latchkey',
  state: 'drifted' as const,
  differences: [{ what: 'changed' as const, repair: 'none' as const, why: '', toDo: 'AWS answered AccessDenied.' }],
};

test.each<{
  name: string;
  keys?: RecordedKey[];
  more?: Partial<Onboarding>;
  health?: OnboardingHealth;
  alerts: object[];
}>([
  { name: 'nothing for a new key', keys: [recorded({ handedOverAt: inDays(-1) })], alerts: [] },
  {
    name: 'a key that nobody has used for 90 days',
    keys: [recorded({})],
    health: healthWith([looked({ lastUsed: use(-91) })]),
    alerts: [{ tone: 'warn', text: expect.stringContaining('AKIA1 (tutum)') }],
  },
  { name: 'nothing if the last use is not known', keys: [recorded({})], health: healthWith([looked()]), alerts: [] },
  {
    name: 'a key that was found in public, with the command for its user among several',
    keys: [
      recorded({ userName: 'ann', handedOverAt: inDays(-1) }),
      recorded({ userName: 'bob', handedOverAt: inDays(-1) }),
    ],
    health: healthWith([], { exposed }),
    alerts: [{ tone: 'bad', command: 'npx latchkey rotate ob_01M81JDDF2FRQ7JJ21KTJ7R34T --user ann --grace 0' }],
  },
  {
    name: 'a key that was found in public and replaced since, without a command that would end the new one',
    keys: [recorded({ userName: 'ann', handedOverAt: inDays(-0.5) })],
    health: healthWith([], { exposed }),
    alerts: [{ tone: 'warn', text: expect.stringContaining('replaced after that') }],
  },
  {
    name: 'an old key that still works although the user’s key was found in public, with the command that ends it',
    keys: [
      recorded({ userName: 'ann', handedOverAt: inDays(-0.5) }),
      recorded({ userName: 'ann', accessKeyId: 'AKIA0', state: 'retiring' }),
    ],
    health: healthWith([], { exposed }),
    alerts: [{ tone: 'bad', command: 'npx latchkey retire ob_01M81JDDF2FRQ7JJ21KTJ7R34T AKIA0 --force' }],
  },
  {
    name: 'the loss of the access, with what AWS says',
    health: healthWith([], { result: 'access_lost', items: [lost] }),
    alerts: [{ tone: 'bad', text: expect.stringContaining('AWS answered AccessDenied.') }],
  },
  {
    name: 'nothing of the account after it was offboarded',
    more: { status: 'offboarded' },
    health: healthWith([], { result: 'access_lost', exposed }),
    alerts: [],
  },
  {
    name: 'a token that issues keys',
    more: { links: [] },
    alerts: [{ title: expect.stringContaining('back end’s token') }],
  },
])('a person is alerted to $name', ({ keys = [], more = {}, health = healthWith([]), alerts }) => {
  const found = alertsOf(onboardingWith(keys, more), health, { now, state: { operatorsRotate: false } });
  expect(found).toHaveLength(alerts.length);
  expect(found).toMatchObject(alerts);
});

test('a key that AWS found in public has no command where the page has a button for it', () => {
  const health = healthWith([], { exposed });
  const inForce = recorded({ userName: 'ann' });
  const old = recorded({ userName: 'ann', accessKeyId: 'AKIA0', state: 'inactive' });
  const command = (operatorsRotate: boolean, ...keys: RecordedKey[]) =>
    alertsOf(onboardingWith(keys), health, { now, state: { operatorsRotate } })[0]?.command;
  expect([command(false, inForce), command(true, inForce), command(true, inForce, old)]).toEqual([
    'npx latchkey rotate ob_01M81JDDF2FRQ7JJ21KTJ7R34T --grace 0',
    undefined,
    'npx latchkey rotate ob_01M81JDDF2FRQ7JJ21KTJ7R34T --grace 0 --end-grace',
  ]);
});
