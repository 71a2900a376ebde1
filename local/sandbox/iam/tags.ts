import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Tag } from '../state.ts';
import { structureList, text, textList } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';

/**
 * The maximum number of tags. Source: IAM User Guide, "Rules for tagging in IAM and AWS STS": 50 tags, and keys that
 * are unique ignoring case.
 */
const maxTags = 50;

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
export function withTags(kind: 'User' | 'Role' | 'Policy', existing: readonly Tag[], set: readonly Tag[]): Tag[] {
  const replaced = new Set(set.map((tag) => tag.Key.toLowerCase()));
  const tags = [...existing.filter((tag) => !replaced.has(tag.Key.toLowerCase())), ...set];
  if (tags.length > maxTags)
    throw refuse('LimitExceeded', `Cannot exceed quota for TagsPer${kind}: ${String(maxTags)}`);
  return tags;
}

/** Returns the tags without those with the given keys. Keys are compared ignoring case. */
export function withoutTags(existing: readonly Tag[], keys: readonly string[]): Tag[] {
  const removed = new Set(keys.map((key) => key.toLowerCase()));
  return existing.filter((tag) => !removed.has(tag.Key.toLowerCase()));
}
