import type { Onboarding, UserKeyIds } from './onboarding.ts';

/**
 * The access keys that were handed out and are not yet known to be gone: somebody may sign with them. Whatever deletes
 * keys asks here first, so that no key in use is taken for one that nobody has seen. One that has ended names them still,
 * for its receipt.
 *
 * @throws TypeError for a record in a status that the switch does not know
 */
export function disclosedKeyIds(record: Onboarding): readonly UserKeyIds[] {
  // Copied, so that an unknown status throws, and is never read as "no key was handed out".
  return [...namedKeyIds(record)];
}

function namedKeyIds(record: Onboarding): readonly UserKeyIds[] {
  switch (record.status) {
    case 'awaiting_access':
    case 'provisioning':
    case 'ready':
    case 'claiming':
    case 'expired':
      return [];
    case 'failed':
      // The undo before it removed the users, and their keys with them.
      return [];
    case 'claimed':
      return record.accessKeyIds;
    case 'rolling_back':
    case 'needs_attention':
    case 'offboarding':
    case 'offboarded':
      return record.accessKeyIds ?? [];
  }
}

/** The IDs in a list that belong to one user. */
export function idsOf(keys: readonly UserKeyIds[], userName: string): readonly string[] {
  return keys.find((each) => each.userName === userName)?.ids ?? [];
}

/**
 * The keys of one user that must not be deleted as keys that nobody holds: those that were there before Latchkey's first
 * CreateAccessKey, and those that were handed out.
 */
export function knownKeyIds(record: Onboarding, userName: string): readonly string[] {
  return [...idsOf(record.foreignKeyIds ?? [], userName), ...idsOf(disclosedKeyIds(record), userName)];
}
