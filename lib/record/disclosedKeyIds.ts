import type { HandedOverKey } from './handedOverKeys.ts';
import type { Onboarding, UserKeyIds } from './onboarding.ts';

/**
 * Returns the access keys that were disclosed to a caller and that may still exist, so that somebody may sign requests
 * with them. Code that deletes undisclosed keys calls this function first, so that it never deletes a key in use. For an
 * onboarding that has ended, the function still returns the keys, because the receipt lists them.
 *
 * @throws TypeError for a record in a status that the switch does not know
 */
export function disclosedKeys(record: Onboarding): readonly HandedOverKey[] {
  // The spread throws for an unknown status (undefined). Otherwise the caller would conclude that no key was disclosed.
  return [...keysOf(record)];
}

function keysOf(record: Onboarding): readonly HandedOverKey[] {
  switch (record.status) {
    case 'awaiting_access':
    case 'provisioning':
    case 'ready':
    case 'claiming':
    case 'expired':
      return [];
    case 'failed':
      // The rollback before this status deleted the users and their keys.
      return [];
    case 'claimed':
    case 'rotating':
      return record.keys;
    case 'updating':
    case 'rolling_back':
    case 'needs_attention':
    case 'offboarding':
    case 'offboarded':
      return record.keys ?? [];
  }
}

/** Returns the IDs of the disclosed keys of each user that has any. Throws what `disclosedKeys` throws. */
export function disclosedKeyIds(record: Onboarding): readonly UserKeyIds[] {
  return idsByUser(disclosedKeys(record));
}

/** Returns the IDs of keys, by user. */
export function idsByUser(keys: readonly Pick<HandedOverKey, 'userName' | 'id'>[]): readonly UserKeyIds[] {
  const userNames = [...new Set(keys.map(({ userName }) => userName))];
  return userNames.map((userName) => ({
    userName,
    ids: keys.filter((key) => key.userName === userName).map(({ id }) => id),
  }));
}

/** Returns the key IDs of one user. */
export function idsOf(keys: readonly UserKeyIds[], userName: string): readonly string[] {
  return keys.find((each) => each.userName === userName)?.ids ?? [];
}

/** How many foreign keys of one user a record names. A user has at most two keys at a time. */
const maxForeignKeys = 10;

/** Returns the foreign keys of a record with more keys of one user that somebody else created. */
export function foreignKeysWith(
  { foreignKeyIds = [] }: Pick<Onboarding, 'foreignKeyIds'>,
  userName: string,
  others: readonly string[],
): readonly UserKeyIds[] {
  if (others.length === 0) return foreignKeyIds;
  const ids = [...new Set([...idsOf(foreignKeyIds, userName), ...others])].slice(-maxForeignKeys);
  return [...foreignKeyIds.filter((each) => each.userName !== userName), { userName, ids }];
}

/**
 * Returns the key IDs of one user that must not be deleted as undisclosed keys: the keys that existed before Latchkey's
 * first CreateAccessKey, those that existed when a rotation in progress started, and the keys that were disclosed.
 */
export function knownKeyIds(record: Onboarding, userName: string): readonly string[] {
  const before =
    record.status === 'rotating' && record.rotation.userName === userName ? record.rotation.keyIdsBefore : [];
  return [...idsOf(record.foreignKeyIds ?? [], userName), ...idsOf(disclosedKeyIds(record), userName), ...before];
}
