import { AwsFailure } from '../../core/awsFailure.ts';
import type { Tag } from '../../account/ports.ts';

/**
 * Returns a value that IAM always sends, although the SDK's types say that it is optional. Throws AwsFailure if it is
 * missing.
 */
export function must<T>(value: T | undefined): T {
  if (value === undefined)
    throw new AwsFailure('iam', 'IncompleteAnswer', 'IAM answered without a value that it always sends.', 'unknown');
  return value;
}

/** Returns a user, group or policy with its ARN, IAM's unique ID and its path. */
export function view(
  entity: { Arn?: string | undefined; Path?: string | undefined } | undefined,
  id: string | undefined,
) {
  return { arn: must(entity?.Arn), id: must(id), path: entity?.Path ?? '/' };
}

/** Returns the tags in an answer of IAM, which omits an empty list. */
export function tagsIn(tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): readonly Tag[] {
  return tags.map(({ Key, Value }) => ({ key: must(Key), value: must(Value) }));
}

export function tagList(tags: readonly Tag[]) {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
