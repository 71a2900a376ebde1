import { sectionName } from '../../lib/http/profileNames.ts';
import { accessKeyIdOf, profilesWithKey, withOtherKey, type KeySettings } from '../files/keySettings.ts';
import { FileError } from '../files/fileError.ts';

/** What a rotation replaces. */
export interface ReplacedKey {
  readonly userName: string;
  /** The IDs of all keys of the user. The destination may have an older one, if the newest was never delivered. */
  readonly accessKeyIds: readonly string[];
  /** How many users the onboarding has. */
  readonly users: number;
}

/**
 * Returns the section with the key that is replaced: the profile itself, or its section for the user if the onboarding has
 * several. Undefined if neither has it.
 */
export function sectionWithKey(
  contents: Buffer,
  profile: string,
  { userName, accessKeyIds, users }: ReplacedKey,
): string | undefined {
  const names = [profile, sectionName(profile, userName, users)];
  return names.find((name) => accessKeyIds.includes(accessKeyIdOf(contents, name) ?? ''));
}

/** Returns the contents with the new key in the section. @throws FileError if the section has another key by now */
export function withNewKey(
  contents: Buffer,
  section: string,
  { accessKeyIds }: ReplacedKey,
  key: KeySettings | undefined,
): Buffer {
  const isSame = accessKeyIds.includes(accessKeyIdOf(contents, section) ?? '');
  const changed = isSame && key !== undefined ? withOtherKey(contents, section, key) : undefined;
  if (changed === undefined) throw new FileError(`Another program has changed the profile ${section} in the meantime.`);
  return changed;
}

/** Says which profiles have an older key of the user. */
export function olderKeysNotice(
  contents: Buffer,
  path: string,
  { userName, accessKeyIds }: ReplacedKey,
): readonly string[] {
  const profiles = profilesWithKey(contents, accessKeyIds);
  if (profiles.length === 0) return [];
  const where = `${profiles.length === 1 ? 'profile' : 'profiles'} ${profiles.join(', ')}`;
  return [`${path} has an older key of the user ${userName} in the ${where}.`];
}
