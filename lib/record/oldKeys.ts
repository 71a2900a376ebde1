import type { HandedOverKey, KeptReason } from './handedOverKeys.ts';
import { withKeyTimes } from './keyTimes.ts';
import type { InStatus } from './onboarding.ts';
import { withUserItem } from './userItems.ts';

/** The changes of the keys of a claimed onboarding that a rotation has replaced. All times are epoch ms. */

type Claimed = InStatus<'claimed'>;

/** When and why a key gets another state, and when that state ends. */
export interface KeyChangeFacts {
  readonly reason: string;
  readonly now: number;
  readonly endsAt: number;
}

/** Returns the record with a key that is deactivated. */
export function withInactive(record: Claimed, id: string, facts: KeyChangeFacts): Claimed {
  return withState(record, id, 'inactive', facts);
}

/** Returns the record with a key that works again, or for longer. */
export function withRetiring(record: Claimed, id: string, facts: KeyChangeFacts): Claimed {
  return withState(record, id, 'retiring', facts);
}

function withState(
  record: Claimed,
  id: string,
  state: HandedOverKey['state'],
  { reason, now, endsAt }: KeyChangeFacts,
): Claimed {
  return changeKey(record, id, ({ userName, handedOverAt, rotateBy, lastUse, longestPauseMs }) => [
    { userName, id, state, handedOverAt, rotateBy, endsAt, changedAt: now, reason, lastUse, longestPauseMs },
  ]);
}

/** Returns the record without a key that does not exist any more. The receipt says why. */
export function withoutKey(record: Claimed, id: string, reason: string): Claimed {
  const key = record.keys.find((each) => each.id === id);
  const user = record.resources.find(({ type, name }) => type === 'user' && name === key?.userName);
  const which = { arn: user?.arn ?? '', type: 'access-key', id };
  return changeKey(withUserItem(record, which, { status: 'removed', reason }), id, () => []);
}

/** What a look at a key that was replaced has found. */
export interface KeyLook {
  readonly kept: KeptReason | undefined;
  readonly lastUse: HandedOverKey['lastUse'];
  readonly longestPauseMs: number | undefined;
  readonly lookAt: number | undefined;
}

/** Returns the record with the result of a look at a key. */
export function withLook(record: Claimed, id: string, look: KeyLook): Claimed {
  return changeKey(record, id, (key) => [{ ...key, ...look }]);
}

/** Returns the record with keys that are looked at again at `lookAt`. */
export function withNextLook(record: Claimed, ids: readonly string[], lookAt: number): Claimed {
  return ids.reduce((changed, id) => changeKey(changed, id, (key) => [{ ...key, lookAt }]), record);
}

function changeKey(record: Claimed, id: string, change: (key: HandedOverKey) => readonly HandedOverKey[]): Claimed {
  return withKeyTimes({ ...record, keys: record.keys.flatMap((key) => (key.id === id ? change(key) : [key])) });
}
