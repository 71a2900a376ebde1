import type { TagChange } from '../blueprints/tagChanges.ts';
import { hasCode } from '../core/awsFailure.ts';
import type { Tag, TenantAccount } from './ports.ts';

/** A user or policy with tags. */
export type TagHolder = Pick<TagChange, 'type' | 'name' | 'arn'>;

/** Returns the tags of a user or policy, with one call. Undefined if IAM does not find it. Throws AwsFailure. */
export async function readTags(
  account: TenantAccount,
  { type, name, arn }: TagHolder,
): Promise<readonly Tag[] | undefined> {
  try {
    const { tags = [] } = await (type === 'user' ? account.getUser(name) : account.getPolicy(arn));
    return tags;
  } catch (error) {
    if (hasCode(error, 'NoSuchEntity')) return undefined;
    throw error;
  }
}

/** Sets tags of a user or policy, with one call. Throws AwsFailure. */
export function setTags(account: TenantAccount, { type, name, arn }: TagHolder, tags: readonly Tag[]): Promise<void> {
  return type === 'user' ? account.tagUser(name, tags) : account.tagPolicy(arn, tags);
}

/**
 * Removes the tags with these keys from a user or policy, with one call. IAM takes keys that are not there. Throws
 * AwsFailure.
 */
export function removeTags(
  account: TenantAccount,
  { type, name, arn }: TagHolder,
  keys: readonly string[],
): Promise<void> {
  return type === 'user' ? account.untagUser(name, keys) : account.untagPolicy(arn, keys);
}
