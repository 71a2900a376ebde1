import type { Context, Request, Target } from '../operation.ts';
import type { Policy, Tag } from '../state.ts';
import { arnOf } from './arns.ts';
import { find, type IdentityType } from './find.ts';
import { findPolicy } from './findPolicy.ts';

function resourceTags(tags: readonly Tag[]): Context {
  return Object.fromEntries(
    tags.flatMap((tag) => [
      [`aws:ResourceTag/${tag.Key}`, tag.Value],
      [`iam:ResourceTag/${tag.Key}`, tag.Value],
    ]),
  );
}

/** Condition keys of the tags that a request sets. */
export function requestTags(tags: readonly Tag[]): Context {
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag.Key}`, tag.Value])),
    'aws:TagKeys': tags.map((tag) => tag.Key),
  };
}

/**
 * A user, group or role that the call names: its ARN with its path where it exists, else the ARN of the bare name. So a
 * principal whose policies are scoped to a path gets AccessDenied, not NoSuchEntity, for names that are not there.
 */
export function onIdentity(request: Request, type: IdentityType, name: string, context: Context = {}): Target[] {
  const found = find(request, type, name);
  const own = found && 'tags' in found ? { ...resourceTags(found.tags), ...boundaryContext(found.boundary) } : {};
  return [
    {
      resource: arnOf(request.accountId, type, found ?? { name }),
      shown: `${type} ${name}`,
      context: { ...own, ...context },
    },
  ];
}

function boundaryContext(boundary: string | undefined): Context {
  return boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary };
}

/** The same, named by its ARN in AccessDenied, as AWS does for calls about tags. */
export function onIdentityByArn(request: Request, type: IdentityType, name: string, context: Context = {}): Target[] {
  return onIdentity(request, type, name, context).map((target) => ({ ...target, shown: target.resource }));
}

const tagActions = {
  user: 'iam:TagUser',
  role: 'iam:TagRole',
  policy: 'iam:TagPolicy',
  mfa: 'iam:TagMFADevice',
} as const;

/**
 * Something that the call makes: the ARN it will have. With tags the call is authorized a second time, as the tag action.
 * Source: IAM User Guide, "Tags for IAM resources".
 */
export function onNew(
  request: Request,
  type: keyof typeof tagActions | 'group',
  made: { path: string; name: string },
  given: { tags?: readonly Tag[]; boundary?: string | undefined } = {},
): Target[] {
  const resource = arnOf(request.accountId, type, made);
  const shown = type === 'policy' ? `policy ${made.name}` : resource;
  const tags = given.tags ?? [];
  const create = { resource, shown, context: { ...requestTags(tags), ...boundaryContext(given.boundary) } };
  if (tags.length === 0 || type === 'group') return [create];
  return [create, { action: tagActions[type], resource, shown, context: requestTags(tags) }];
}

/** A managed policy by its ARN, whether or not it exists. */
export function onPolicy(request: Request, arn: string, context: Context = {}): Target[] {
  const policy: Policy | undefined = findPolicy(request, arn);
  return [{ resource: arn, shown: `policy ${arn}`, context: { ...resourceTags(policy?.tags ?? []), ...context } }];
}

/** Actions without resource-level permission; `shown` is what AWS writes all the same. */
export function onAll(shown = '*'): Target[] {
  return [{ resource: '*', shown }];
}
