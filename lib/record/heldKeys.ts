import type { Onboarding, UnknownCall } from './onboarding.ts';
import { userItemOf } from './userItems.ts';

/** How long after a refused deletion of a key it is tried again, in milliseconds: one day. */
export const deleteAgainMs = 24 * 3_600_000;

/** A key that Latchkey created and nobody has received, and whose deletion IAM has not confirmed. */
export interface HeldKey {
  readonly id: string;
  readonly userName: string;
  readonly userArn: string;
  /** When its CreateAccessKey was sent, or, if that is unknown, when IAM created the key (epoch ms, AWS's clock). */
  readonly sentAt: number;
}

/** Whether a recorded call made a key that is still to be deleted. */
export function isOfHeldKey({ keyId, deletedAt }: UnknownCall): boolean {
  return keyId !== undefined && deletedAt === undefined;
}

/** Returns the keys of a record that nobody has received and that Latchkey still has to delete. */
export function heldKeys({ unknownCalls = [] }: Pick<Onboarding, 'unknownCalls'>): readonly HeldKey[] {
  return unknownCalls
    .filter(isOfHeldKey)
    .map(({ keyId = '', name, arn, sentAt }) => ({ id: keyId, userName: name, userArn: arn, sentAt }));
}

/**
 * Whether a person has to look at the onboarding: its status says so, or a key that nobody has received could not be
 * deleted although its other keys work.
 */
export function needsAttention(record: Onboarding): boolean {
  if (record.status !== 'claimed') return record.status === 'needs_attention';
  return record.waiting !== undefined && heldKeys(record).length > 0;
}

/** Returns the sentences of a problem about the keys that nobody has received and that could not be deleted. */
export function whatIsHeld(record: Pick<Onboarding, 'unknownCalls' | 'userItems'>, why: string): string {
  return heldKeys(record)
    .map(({ id, userName, userArn }) => {
      const { reason = '' } = userItemOf(record, { arn: userArn, type: 'access-key', id }) ?? {};
      // `why` may quote the same refusal with the ID of another request, so the IDs are not compared.
      const [said = ''] = reason.split(' (request ID');
      const sentence = reason === '' || why.includes(said) ? '' : ` ${reason}.`;
      return ` Nobody has received the access key ${id} of user ${userName}, but it may be active.${sentence} Latchkey tries to delete it every day.`;
    })
    .join('');
}

/**
 * Returns the record after the deletion of a key that nobody has received. The call stays on record until AWS cannot
 * carry it out any more, because IAM may list the key for a time.
 */
export function withKeyDeleted<T extends Pick<Onboarding, 'unknownCalls'>>(
  record: T,
  keyId: string,
  deletedAt: number,
): T {
  return withDeleted(record, (call) => call.keyId === keyId, deletedAt);
}

/** Returns the record after the removal of a user. IAM deletes a user only after its keys. */
export function withKeysOfUserDeleted<T extends Pick<Onboarding, 'unknownCalls'>>(
  record: T,
  userArn: string,
  deletedAt: number,
): T {
  return withDeleted(record, (call) => call.arn === userArn, deletedAt);
}

function withDeleted<T extends Pick<Onboarding, 'unknownCalls'>>(
  record: T,
  isMeant: (call: UnknownCall) => boolean,
  deletedAt: number,
): T {
  const { unknownCalls } = record;
  if (unknownCalls === undefined) return record;
  return {
    ...record,
    unknownCalls: unknownCalls.map((call) => (isOfHeldKey(call) && isMeant(call) ? { ...call, deletedAt } : call)),
  };
}
