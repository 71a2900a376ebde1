import { itemKeys, keyAsItem, parseAccess, parseKey, parseSlotHolder } from '../../../../lib/gateways/state/items.ts';
import type { IdempotencyKey, Slot } from '../../../../lib/requests/ports.ts';

const slot: Slot = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum', userNames: ['tutum'] };
const key: IdempotencyKey = {
  caller: 'back-end',
  key: 'one',
  requestHash: 'hash',
  onboardingId: 'ob_1',
  heldUntil: 1_767_225_600_500,
  expiresAt: 1_767_225_600_001,
};

describe('the key of a slot', () => {
  test.each([
    { what: 'names that differ only in case', one: ['Ada', 'bob'], other: ['ada', 'BOB'] },
    { what: 'the same names in another order', one: ['ada', 'bob'], other: ['bob', 'ada'] },
    { what: 'names that differ in case and order', one: ['Bob', 'ada'], other: ['ADA', 'bob'] },
  ])('is the same for $what', ({ one, other }) => {
    expect(itemKeys.slot({ ...slot, userNames: one })).toEqual(itemKeys.slot({ ...slot, userNames: other }));
  });

  test('is different for each tenant, account, blueprint and set of user names', () => {
    const slots: Slot[] = [
      slot,
      { ...slot, tenantId: 'other' },
      { ...slot, accountId: '444455556666' },
      { ...slot, blueprint: 'koding' },
      { ...slot, userNames: ['tutum', 'second'] },
      { ...slot, userNames: ['tutumsecond'] },
      { ...slot, userNames: [] },
    ];
    expect(new Set(slots.map((each) => JSON.stringify(itemKeys.slot(each)))).size).toBe(slots.length);
  });

  test('is computed without a change to the list in the request', () => {
    const userNames = Object.freeze(['b', 'a']);
    expect(() => itemKeys.slot({ ...slot, userNames })).not.toThrow();
  });
});

test('the items of an onboarding, an access, a slot and a key have different keys', () => {
  const keys = [
    itemKeys.onboarding('ob_1'),
    itemKeys.access('acme', '111122223333'),
    itemKeys.slot(slot),
    itemKeys.idempotencyKey(key),
  ];
  expect(keys.map(({ pk, sk }) => [pk.split('#')[0], sk])).toEqual([
    ['onboarding', 'record'],
    ['access', 'access'],
    ['slot', 'slot'],
    ['key', 'key'],
  ]);
});

test('the key of an access depends on the tenant and the account', () => {
  expect(itemKeys.access('a', '1')).not.toEqual(itemKeys.access('b', '1'));
  expect(itemKeys.access('a', '1')).not.toEqual(itemKeys.access('a', '2'));
});

describe('an Idempotency-Key', () => {
  test('has a different item for each caller', () => {
    expect(itemKeys.idempotencyKey(key)).not.toEqual(itemKeys.idempotencyKey({ ...key, caller: 'page' }));
    expect(itemKeys.idempotencyKey(key)).not.toEqual(itemKeys.idempotencyKey({ ...key, key: 'ONE' }));
  });

  test('has a partition key of limited length, whatever the caller sends', () => {
    expect(itemKeys.idempotencyKey({ ...key, key: '#'.repeat(255) }).pk.length).toBeLessThan(200);
  });

  test('is read as it was written', () => {
    expect(parseKey(keyAsItem(key))).toEqual(key);
  });

  test('has its expiration for DynamoDB in seconds, rounded up', () => {
    expect(keyAsItem(key)).toMatchObject({ ttl: 1_767_225_601, expiresAt: key.expiresAt });
  });
});

describe('an item of the table', () => {
  const access = {
    tenantId: 'acme',
    accountId: '1',
    externalId: 'x',
    boundaries: { tutum: [{ name: 'b', values: { region: 'any' }, generation: 1 }] },
    proven: { tutum: 'b' },
    assumedRoles: [{ roleArn: 'arn:aws:iam::1:role/r', at: 1_767_225_600_000, roleId: 'AROAEXAMPLE' }],
    version: 3,
  };

  test('is parsed without the keys of the table', () => {
    expect(parseAccess({ ...access, pk: 'p', sk: 's' })).toEqual(access);
    expect(parseSlotHolder({ pk: 'p', sk: 's', onboardingId: 'ob_1', heldUntil: 5, version: 1 })).toEqual({
      onboardingId: 'ob_1',
      heldUntil: 5,
      version: 1,
    });
  });

  test.each([
    { what: 'an access without an external ID', read: () => parseAccess({ ...access, externalId: undefined }) },
    { what: 'a slot without a holder', read: () => parseSlotHolder({ heldUntil: 5, version: 1 }) },
    {
      what: 'a key without the hash of its request',
      read: () => parseKey({ ...keyAsItem(key), requestHash: undefined }),
    },
    { what: 'missing', read: () => parseAccess(undefined) },
  ])('is refused if it is $what', ({ read }) => {
    expect(read).toThrow();
  });
});
