import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Tag } from '../state.ts';
import { structureList, text, textList } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';

/** The maximum number of tags. Source: IAM User Guide, "IAM and AWS STS quotas". */
const maxTags = 50;

type Tagged = 'User' | 'Role' | 'Policy';

/**
 * Returns the form of a tag key that is the same for all spellings that IAM treats as one key. Source: IAM User Guide,
 * "Rules for tagging in IAM and AWS STS": keys of users and roles are unique ignoring case. A policy can have both
 * `Team` and `team`.
 */
const comparableKey = (kind: Tagged, key: string) => (kind === 'Policy' ? key : key.toLowerCase());

/**
 * Reads the Tags parameter. Throws ValidationError, or InvalidInput for duplicate keys and keys that begin with `aws:`.
 */
export function readTags(input: QueryStructure): readonly Tag[] {
  const tags = structureList(input, 'Tags').map((tag) => ({
    Key: text(tag, 'Key', rules.tagKey),
    Value: text(tag, 'Value', rules.tagValue),
  }));
  const keys = new Set(tags.map((tag) => tag.Key.toLowerCase()));
  if (keys.size < tags.length) {
    throw refuse('InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if ([...keys].some((key) => key.startsWith('aws:'))) {
    throw refuse('InvalidInput', 'System tags cannot be added/updated by requester.');
  }
  return tags;
}

/** Reads the TagKeys parameter. Throws ValidationError. */
export function readTagKeys(input: QueryStructure): readonly string[] {
  return textList(input, 'TagKeys', rules.tagKey);
}

/** Returns the tags after some were set. Throws LimitExceeded if there are more than 50. */
export function withTags(kind: Tagged, existing: readonly Tag[], set: readonly Tag[]): Tag[] {
  const replaced = new Set(set.map((tag) => comparableKey(kind, tag.Key)));
  const tags = [...existing.filter((tag) => !replaced.has(comparableKey(kind, tag.Key))), ...set];
  if (tags.length > maxTags)
    throw refuse('LimitExceeded', `Cannot exceed quota for TagsPer${kind}: ${String(maxTags)}`);
  return tags;
}

/** Returns the tags without those with the given keys. */
export function withoutTags(kind: Tagged, existing: readonly Tag[], keys: readonly string[]): Tag[] {
  const removed = new Set(keys.map((key) => comparableKey(kind, key)));
  return existing.filter((tag) => !removed.has(comparableKey(kind, tag.Key)));
}
