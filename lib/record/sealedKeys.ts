import { disclosedKeys } from './disclosedKeyIds.ts';
import { withDueTimes } from './dueTimes.ts';
import type { InStatus, Onboarding, SealedKeys } from './onboarding.ts';

/** Which sealed keys a request may get again: those that an earlier request of one of these callers got. */
export interface Recipient extends Pick<SealedKeys, 'thumbprint' | 'replaces'> {
  readonly callers: readonly string[];
}

/** How many copies a record has at most: that of the claim, and one for each of up to ten users. A copy has about 1 KB. */
const maxCopies = 11;

type Claimed = InStatus<'claimed'>;

/** Returns the record with one more copy. The copies are due to be erased when the first of them ends. */
export function withSealedKeys(record: Claimed, copy: SealedKeys): Claimed {
  return withCopies(record, [...(record.sealed ?? []), copy].slice(-maxCopies));
}

/** Returns the record without the copies that have ended by `now` (epoch ms). */
export function withoutEndedCopies(record: Claimed, now: number): Claimed {
  return withCopies(
    record,
    (record.sealed ?? []).filter(({ until }) => until > now),
  );
}

function withCopies({ sealed: _, ...rest }: Claimed, copies: readonly SealedKeys[]): Claimed {
  const end = copies.length === 0 ? undefined : Math.min(...copies.map(({ until }) => until));
  return { ...withDueTimes(rest, { sealedKeys: end }), ...(end !== undefined && { sealed: copies }) };
}

function copiesOf(record: Onboarding): readonly SealedKeys[] {
  const { status } = record;
  return status === 'claimed' || status === 'rotating' || status === 'updating' ? (record.sealed ?? []) : [];
}

/** Returns until when (epoch ms) sealed keys can be returned again. Undefined: there are none. */
export function sealedUntil(record: Onboarding): number | undefined {
  const copies = copiesOf(record);
  return copies.length === 0 ? undefined : Math.max(...copies.map(({ until }) => until));
}

/**
 * Returns the newest sealed keys that this recipient may get again at `now` (epoch ms), if there are any. Keys that are not
 * on record any more are not returned: whoever stored such a key would replace one that works.
 */
export function sealedKeysFor(
  record: Onboarding,
  recipient: Recipient | undefined,
  now: number,
): SealedKeys | undefined {
  const onRecord = new Set(disclosedKeys(record).map(({ id }) => id));
  return copiesOf(record).findLast(
    ({ thumbprint, caller, keyIds, replaces, until }) =>
      until > now &&
      thumbprint === recipient?.thumbprint &&
      recipient.callers.includes(caller) &&
      replaces === recipient.replaces &&
      (keyIds === undefined || keyIds.some((id) => onRecord.has(id))),
  );
}
