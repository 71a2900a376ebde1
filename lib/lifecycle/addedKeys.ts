import { isSameKey, withKey, type TagChange } from '../blueprints/tagChanges.ts';
import type { InStatus } from '../record/onboarding.ts';

/** Returns the keys of the tags that an update adds to a user or policy: not those of the earlier plan or of somebody else. */
export function addedKeys(
  { update: { tagsOfOthers = [] } }: InStatus<'updating'>,
  { type, arn, set, before }: TagChange,
): readonly string[] {
  const isOfOthers = (key: string) => tagsOfOthers.some((each) => each.arn === arn && isSameKey(type, each.key, key));
  return set.flatMap(({ key }) => (withKey(type, before, key) === undefined && !isOfOthers(key) ? [key] : []));
}
