import { isSameKey, withKey, type TagChange } from '../blueprints/tagChanges.ts';
import type { InStatus } from '../record/onboarding.ts';

/** Returns the keys that an update adds to a user or policy: those that neither the earlier plan nor somebody else has set. */
export function addedKeys(
  { update: { tagsOfOthers = [] } }: InStatus<'updating'>,
  { type, arn, set, before }: TagChange,
): readonly string[] {
  const isOfOthers = (key: string) => tagsOfOthers.some((each) => each.arn === arn && isSameKey(type, each.key, key));
  return set.flatMap(({ key }) => (withKey(type, before, key) === undefined && !isOfOthers(key) ? [key] : []));
}
