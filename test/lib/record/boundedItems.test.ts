import { itemBytes } from '../../../bench/units.ts';
import { nextVersion } from '../../../lib/record/advance.ts';
import type { Onboarding, UserItemRecord } from '../../../lib/record/onboarding.ts';
import { recordIn } from '../../support/records.ts';

const now = Date.UTC(2026, 0, 2);
const actor = { by: 'b'.repeat(64), action: 'DELETE', requestId: 'r'.repeat(40) };
const written = (next: Onboarding) => nextVersion(recordIn('offboarding'), next, { writer: 'owner-2', actor, now });

const user = 'arn:u';
const item = (n: number, more: Partial<UserItemRecord> = {}): UserItemRecord => ({
  type: 'inline-policy',
  arn: user,
  id: `policy-${String(n)}`,
  status: 'removed',
  ...more,
});
const items = (count: number, more: Partial<UserItemRecord> = {}) =>
  Array.from({ length: count }, (_, n) => item(n, more));
const namesIn = ({ userItems }: Onboarding) => userItems.map(({ id }) => id);

test('a record names 100 user items: the first ones and the last one', () => {
  const record = written(recordIn('offboarding', { userItems: items(250) }));
  expect(namesIn(record)).toEqual([...items(99).map(({ id }) => id), 'policy-249']);
  expect(record.moreUserItems).toEqual([{ type: 'inline-policy', arn: user, status: 'removed', count: 150 }]);
});

test.each([
  { what: 'a disclosed key', kept: item(200, { type: 'access-key', id: 'AKIAEXAMPLE' }) },
  { what: 'a key of somebody else that is left', kept: item(200, { type: 'access-key', status: 'left' }) },
  { what: 'a device that is left', kept: item(200, { type: 'mfa-device', status: 'left' }) },
])('a record names $what although many items come before it', ({ kept }) => {
  const userItems = [...items(150), kept, item(201)];
  expect(namesIn(written(recordIn('offboarding', { userItems })))).toContain(kept.id);
});

test('later items are added to the counts, by user, type and status', () => {
  const first = written(recordIn('offboarding', { userItems: items(110) }));
  const others = [item(300), item(301, { arn: 'arn:other' }), item(302, { type: 'ssh-public-key' }), item(303)];
  const next = written({ ...first, userItems: [...first.userItems, ...others] });
  expect(next.userItems).toHaveLength(100);
  expect(next.moreUserItems?.map(({ arn, type, count }) => [arn, type, count])).toEqual([
    [user, 'inline-policy', 12],
    ['arn:other', 'inline-policy', 1],
    [user, 'ssh-public-key', 1],
  ]);
});

test('a record of ten users with 5,000 items, the longest lists and the longest texts is smaller than the 400 KB of DynamoDB', () => {
  const id = 'ob_01JZ0000000000000000000000';
  const arn = (name: string) =>
    `arn:aws-us-gov:iam::111122223333:user/${'n'.repeat(20)}/${'b'.repeat(20)}/${id}/${name}`;
  // Three bytes a character.
  const long = '…'.repeat(100_000);
  const userNames = Array.from({ length: 10 }, (_, n) => String(n).padEnd(64, 'u'));
  const resources = userNames.flatMap((name) => [
    { type: 'user', name, arn: arn(name), status: 'left', id: 'AIDA'.padEnd(128, 'A'), sentAt: now, reason: long },
    { type: 'policy', name: name.repeat(2), arn: arn(name.repeat(2)), status: 'left', sentAt: now, reason: long },
  ]);
  const types = ['login-profile', 'signing-certificate', 'ssh-public-key', 'service-specific-credential', 'mfa-device'];
  const userItems = types.flatMap((type) =>
    userNames.flatMap((name) =>
      items(100, {
        type,
        arn: arn(name),
        id: 'i'.repeat(680),
        status: type === 'mfa-device' ? 'left' : 'removed',
        reason: 'r'.repeat(300),
      }),
    ),
  );
  const unknownCalls = Array.from({ length: 20 }, () => ({
    action: 'iam:CreateAccessKey',
    name: 'u'.repeat(64),
    arn: arn('u'.repeat(64)),
    sentAt: now,
    keyId: 'A'.repeat(128),
  }));
  const steps = resources.map(({ name }) => ({
    name: `remove-policy ${name}`,
    status: 'failed',
    startedAt: now,
    endedAt: now,
  }));
  const problem = { slug: 'undo-blocked', detail: long };
  const keys = userNames.map((userName) => ({ userName, ids: ['A'.repeat(128), 'B'.repeat(128)] }));
  // More than fits into the body of a create, which has at most 32 KB.
  const tags = Array.from({ length: 40 }, () => ({ key: 'k'.repeat(256), value: 'v'.repeat(600) }));
  const record = recordIn('needs_attention', {
    tags,
    userNames,
    resources,
    userItems,
    unknownCalls,
    steps,
    problem,
    foreignKeyIds: keys,
    keys: keys.flatMap(({ userName, ids }) =>
      ids.map((id) => ({ userName, id, state: 'retiring', handedOverAt: now, endsAt: now })),
    ),
    waiting: { reason: long, code: long, since: now, until: now },
  });
  const after = written(record);
  expect(after.moreUserItems?.length).toBe(50);
  // The events of a record have at most 100 KB (lib/record/storedEvents.ts), the audit trail at most 20 entries.
  expect(itemBytes(after) + 100 * 1024 + 20 * 300).toBeLessThan(400 * 1024);
});
