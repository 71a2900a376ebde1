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

describe('a slot is one item for', () => {
  test.each([
    { what: 'names that differ in case alone', one: ['Ada', 'bob'], other: ['ada', 'BOB'] },
    { what: 'the same names in another order', one: ['ada', 'bob'], other: ['bob', 'ada'] },
    { what: 'both at once', one: ['Bob', 'ada'], other: ['ADA', 'bob'] },
  ])('$what', ({ one, other }) => {
    expect(itemKeys.slot({ ...slot, userNames: one })).toEqual(itemKeys.slot({ ...slot, userNames: other }));
  });

  test('no two of tenant, account, blueprint and user names', () => {
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

  test('finding it leaves the request’s list as it was', () => {
    const userNames = Object.freeze(['b', 'a']);
    expect(() => itemKeys.slot({ ...slot, userNames })).not.toThrow();
  });
});

test('the items of one onboarding, one tenant and one key lie apart', () => {
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

test('access is found by tenant and account together', () => {
  expect(itemKeys.access('a', '1')).not.toEqual(itemKeys.access('b', '1'));
  expect(itemKeys.access('a', '1')).not.toEqual(itemKeys.access('a', '2'));
});

describe('an Idempotency-Key', () => {
  test('belongs to its caller: another one’s is another item', () => {
    expect(itemKeys.idempotencyKey(key)).not.toEqual(itemKeys.idempotencyKey({ ...key, caller: 'page' }));
    expect(itemKeys.idempotencyKey(key)).not.toEqual(itemKeys.idempotencyKey({ ...key, key: 'ONE' }));
  });

  test('has a key of bounded length in the table, whatever the caller sends', () => {
    expect(itemKeys.idempotencyKey({ ...key, key: '#'.repeat(255) }).pk.length).toBeLessThan(200);
  });

  test('is read as it was written', () => {
    expect(parseKey(keyAsItem(key))).toEqual(key);
  });

  test('gives DynamoDB its end in seconds, never early', () => {
    expect(keyAsItem(key)).toMatchObject({ expiresAt: 1_767_225_601, keptUntil: key.expiresAt });
  });
});

describe('what is read back', () => {
  const access = {
    tenantId: 'acme',
    accountId: '1',
    externalId: 'x',
    boundaries: { tutum: [{ name: 'b', values: { region: 'any' } }] },
    proven: { tutum: 'b' },
    version: 3,
  };

  test('is what was written, without the keys of the table', () => {
    expect(parseAccess({ ...access, pk: 'p', sk: 's' })).toEqual(access);
    expect(parseSlotHolder({ pk: 'p', sk: 's', onboardingId: 'ob_1', heldUntil: 5, version: 1 })).toEqual({
      onboardingId: 'ob_1',
      heldUntil: 5,
      version: 1,
    });
  });

  test.each([
    { what: 'access without an external ID', read: () => parseAccess({ ...access, externalId: undefined }) },
    { what: 'a slot without a holder', read: () => parseSlotHolder({ heldUntil: 5, version: 1 }) },
    { what: 'a key without its request', read: () => parseKey({ ...keyAsItem(key), requestHash: undefined }) },
    { what: 'nothing', read: () => parseAccess(undefined) },
  ])('is refused where it is $what', ({ read }) => {
    expect(read).toThrow();
  });
});
