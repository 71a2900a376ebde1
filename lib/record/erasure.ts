import { withDueTimes } from './dueTimes.ts';
import { mayExist } from './inAccount.ts';
import type { InStatus, Onboarding, UserItemRecord } from './onboarding.ts';

/** An onboarding that has ended for good: nothing continues it, and it holds no slot. */
export type Ended = InStatus<'expired' | 'offboarded'>;

/** Why the record of an onboarding is still needed. */
export type Needed =
  /** The onboarding has not ended, or can be tried again. */
  | 'not-ended'
  /** The account gets a later look, because AWS may carry out a delayed call. */
  | 'later-look'
  /** A call may have changed the account, and no later look was possible. */
  | 'unchecked'
  /** An event is not delivered and not given up. */
  | 'undelivered'
  /** Something that the onboarding made is left in the account, and only the record names it. */
  | 'left';

/** Returns why the record is still needed, the most pressing reason first. Undefined: it can be erased. */
export function neededFor(record: Onboarding): Needed | undefined {
  if (!hasEnded(record)) return 'not-ended';
  if (record.dueTimes.reconcile !== undefined) return 'later-look';
  if (record.unknownCalls !== undefined) return 'unchecked';
  const isPending = record.waitingEvents !== undefined || record.events.some(({ state }) => state === 'pending');
  // A receiver that answered 410 gets no more events.
  if (isPending && record.webhook?.isOff !== true) return 'undelivered';
  return isSomethingLeft(record) ? 'left' : undefined;
}

/**
 * Whether the receipt names something that may be in the account. The keys of a user that is removed are gone. Does not use
 * the receipt itself, because every function that writes records would contain the code of its texts.
 */
function isSomethingLeft({ resources, userItems, moreUserItems = [], oldBoundaries = [] }: Onboarding): boolean {
  const removed = resources.flatMap(({ arn, status }) => (status === 'removed' ? [arn] : []));
  const isLeft = ({ type, arn, status }: Pick<UserItemRecord, 'type' | 'arn' | 'status'>) =>
    status === 'left' && !(type === 'access-key' && removed.includes(arn));
  return resources.some(mayExist) || [...userItems, ...moreUserItems].some(isLeft) || oldBoundaries.length > 0;
}

/** Whether the onboarding has ended for good. */
export function hasEnded(record: Onboarding): record is Ended {
  return record.status === 'expired' || record.status === 'offboarded';
}

/**
 * Returns the record as it is stored: due for erasure when the retention time is over, if it has ended and is not needed
 * any more. The time counts from the last transition.
 *
 * @param retentionMs undefined: records are kept until their tenant is erased
 */
export function withRetention<T extends Onboarding>(record: T, retentionMs: number | undefined): T {
  const isKept = retentionMs === undefined || neededFor(record) !== undefined;
  const retention = isKept ? undefined : record.updatedAt + retentionMs;
  return retention === record.dueTimes.retention ? record : withDueTimes(record, { retention });
}
