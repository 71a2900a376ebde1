import type { ResourceRecord } from '../../../lib/record/onboarding.ts';
import { heldKeys, withKeyDeleted, withKeysOfUserDeleted } from '../../../lib/record/heldKeys.ts';
import {
  explainsKey,
  explainsResource,
  isOwnKey,
  reconcileAfterMs,
  withCutOffProcess,
  withFoundKey,
  withKeyCall,
  withKeyId,
  withoutDisclosed,
  withoutExplained,
  withoutKeyCall,
  withUnknownCall,
} from '../../../lib/record/unknownCalls.ts';
import { claimed } from '../../support/records.ts';

const user: ResourceRecord = { type: 'user', name: 'tutum', arn: 'arn:user', status: 'made' };
const other: ResourceRecord = { type: 'user', name: 'other', arn: 'arn:other', status: 'made' };
const call = (action: string, sentAt: number, arn = 'arn:user') => ({ action, name: 'tutum', arn, sentAt });
const none = claimed();

test('a record contains at most 20 calls, and the oldest count as explained', () => {
  let record = none;
  for (let each = 1; each <= 25; each += 1) record = withKeyCall(record, user, each);
  expect(record.unknownCalls?.map(({ sentAt }) => sentAt)).toEqual(Array.from({ length: 20 }, (_, at) => at + 6));
});

test('a repeated call replaces the earlier one, but each CreateAccessKey is a call of its own', () => {
  const calls = [
    call('iam:AttachUserPolicy', 1),
    call('iam:CreateAccessKey', 2),
    call('iam:AttachUserPolicy', 3),
    call('iam:AttachUserPolicy', 4, 'arn:other'),
    call('iam:CreateAccessKey', 5),
  ];
  const { unknownCalls = [] } = calls.reduce(withUnknownCall, none);
  expect(unknownCalls.map(({ sentAt }) => sentAt)).toEqual([2, 3, 4, 5]);
});

test('a CreateAccessKey that IAM refuses is not on record any more, and one whose key is disclosed neither', () => {
  const sent = withKeyCall(withKeyCall(none, other, 1), user, 2);
  expect(withoutKeyCall(sent, user).unknownCalls).toMatchObject([{ arn: 'arn:other', sentAt: 1 }]);
  const answered = withKeyId(sent, user, 'AKIANEW');
  expect([isOwnKey(answered, 'AKIANEW'), isOwnKey(sent, 'AKIANEW')]).toEqual([true, false]);
  expect(withoutDisclosed(answered, ['AKIANEW']).unknownCalls).toMatchObject([{ arn: 'arn:other' }]);
  expect(withoutDisclosed(withKeyId(withKeyCall(none, user, 1), user, 'AKIANEW'), ['AKIANEW']).unknownCalls).toBe(
    undefined,
  );
});

test('a call explains one key only, which is ours from then on', () => {
  const found = withFoundKey(withKeyCall(withKeyCall(none, other, 1000), user, 1000), user, 'AKIALATE', 1500, 10);
  expect([isOwnKey(found, 'AKIALATE'), explainsKey(found, user, 1500, 10)]).toEqual([true, false]);
  expect(explainsKey(found, other, 1500, 10)).toBe(true);
  expect(withFoundKey(found, user, 'AKIALATE', 1500, 10)).toBe(found);
});

test('a key that a process made before it was cut off has a call of its own, and the process may have made others', () => {
  const found = withFoundKey(withCutOffProcess(none, 1000), user, 'AKIALATE', 1500, 10);
  expect([isOwnKey(found, 'AKIALATE'), explainsKey(found, user, 1600, 10)]).toEqual([true, true]);
  expect(heldKeys(found)).toEqual([{ id: 'AKIALATE', userName: 'tutum', userArn: 'arn:user', sentAt: 1500 }]);
});

describe('a key that nobody has received', () => {
  const held = withKeyId(withKeyCall(none, user, 1), user, 'AKIAHELD');

  test('stays on record until IAM confirms its deletion, however old it is and however many calls follow', () => {
    let record = held;
    for (let each = 2; each <= 40; each += 1) record = withKeyCall(record, other, each);
    expect(heldKeys(withoutExplained(record, 9 * reconcileAfterMs)).map(({ id }) => id)).toEqual(['AKIAHELD']);
    const deleted = withKeyDeleted(record, 'AKIAHELD', 50);
    expect([heldKeys(deleted), isOwnKey(deleted, 'AKIAHELD')]).toEqual([[], true]);
    expect(withoutExplained(deleted, 9 * reconcileAfterMs).unknownCalls).toBeUndefined();
  });

  test('is deleted with its user, and is not held if it was disclosed', () => {
    expect(heldKeys(withKeysOfUserDeleted(held, 'arn:user', 50))).toEqual([]);
    expect(heldKeys(withKeysOfUserDeleted(held, 'arn:other', 50))).toHaveLength(1);
    expect(heldKeys(withoutDisclosed(held, ['AKIAHELD']))).toEqual([]);
  });
});

test('a call is explained when AWS can no longer carry it out', () => {
  const record = withUnknownCall(none, call('iam:AttachUserPolicy', 1000));
  expect(withoutExplained(record, 1000 + reconcileAfterMs - 1)).toEqual(record);
  expect(withoutExplained(record, 1000 + reconcileAfterMs).unknownCalls).toBeUndefined();
});

describe('a key is explained', () => {
  const sentAt = 1_000_000;
  const latest = sentAt + reconcileAfterMs;
  const known = withKeyCall(none, user, sentAt);

  test.each([
    ['by a CreateAccessKey for its user, from when it was sent', known, user, sentAt, true],
    ['until AWS can no longer carry the call out', known, user, latest, true],
    ['if the clocks differ by less than the tolerance', known, user, sentAt - 10, true],
    ['but not if it is older', known, user, sentAt - 11, false],
    ['nor if it is younger', known, user, latest + 11, false],
    ['nor if it belongs to another user', known, other, sentAt, false],
    ['nor by a call that IAM answered with another key', withKeyId(known, user, 'AKIA'), user, sentAt, false],
    ['nor by another call', withUnknownCall(none, call('iam:AttachUserPolicy', sentAt)), user, sentAt, false],
    ['nor without a call on record', none, user, sentAt, false],
    ['by a process that was cut off', withCutOffProcess(none, sentAt), user, sentAt, true],
  ])('%s', (_, record, owner, createdAt, isExplained) => {
    expect(explainsKey(record, owner, createdAt, 10)).toBe(isExplained);
  });
});

test('a resource that is there again is explained by a create for it or by a process that was cut off', () => {
  const explains = (record: typeof none) => explainsResource(record, user);
  expect(explains(withUnknownCall(none, call('iam:CreateUser', 1)))).toBe(true);
  expect(explains(withCutOffProcess(none, 1))).toBe(true);
  expect(explains(withUnknownCall(none, call('iam:CreateUser', 1, 'arn:other')))).toBe(false);
  expect(explains(withUnknownCall(none, call('iam:CreateGroup', 1)))).toBe(false);
  expect(explains(none)).toBe(false);
});
