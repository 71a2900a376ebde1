import type { Onboarding, UserItemRecord } from './onboarding.ts';

/** What has to be removed from a user before IAM deletes the user. */
export const userItemTypes = [
  'access-key',
  'login-profile',
  'inline-policy',
  'attached-policy',
  'ssh-public-key',
  'signing-certificate',
  'service-specific-credential',
  'mfa-device',
  'group-membership',
] as const;

/**
 * How many removed keys of one user a record names. A user has at most two keys at a time, but each failed claim makes
 * and removes one.
 */
const maxRemovedKeys = 10;

type Which = Pick<UserItemRecord, 'arn' | 'type' | 'id'>;

/** Returns the entry for an item of a user, or undefined if the record has none. */
export function userItemOf(
  { userItems }: Pick<Onboarding, 'userItems'>,
  { arn, type, id }: Which,
): UserItemRecord | undefined {
  return userItems.find((each) => each.arn === arn && each.type === type && each.id === id);
}

/**
 * Returns the record with this entry for an item of a user, for the receipt. Replaces an earlier entry for the same
 * item. `entry` undefined: only removes that one.
 */
export function withUserItem<T extends Pick<Onboarding, 'userItems'>>(
  record: T,
  which: Which,
  entry: Omit<UserItemRecord, keyof Which> | undefined,
): T {
  const { arn, type, id } = which;
  const previous = userItemOf(record, which);
  const others = record.userItems.filter((each) => each !== previous);
  const userItems = entry === undefined ? others : [...others, { type, arn, id, ...entry }];
  const isRemovedKey = (each: UserItemRecord) =>
    each.arn === arn && each.type === 'access-key' && each.status === 'removed';
  const forgotten = userItems.filter(isRemovedKey).slice(0, -maxRemovedKeys);
  return { ...record, userItems: userItems.filter((each) => !forgotten.includes(each)) };
}
