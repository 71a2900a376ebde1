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

/** Returns the condition keys of the tags that a request sets. */
export function requestTags(tags: readonly Tag[]): Context {
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag.Key}`, tag.Value])),
    'aws:TagKeys': tags.map((tag) => tag.Key),
  };
}

/**
 * Returns the target of a call on a user, group or role. Its ARN has the path if the identity exists, and otherwise
 * only the name. So a principal whose policies are limited to a path gets AccessDenied, not NoSuchEntity, for a name
 * that does not exist.
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

/** Returns the same target, but with its ARN in the AccessDenied message, as AWS does for operations on tags. */
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
 * Returns the targets of a call that creates an entity: the ARN that the entity will have. If the call sets tags, the
 * action that sets tags is authorized as well.
 * Source: IAM User Guide, "Tags for IAM resources".
 */
export function onNew(
  request: Request,
  type: keyof typeof tagActions | 'group',
  created: { path: string; name: string },
  given: { tags?: readonly Tag[]; boundary?: string | undefined } = {},
): Target[] {
  const resource = arnOf(request.accountId, type, created);
  const shown = type === 'policy' ? `policy ${created.name}` : resource;
  const tags = given.tags ?? [];
  const create = { resource, shown, context: { ...requestTags(tags), ...boundaryContext(given.boundary) } };
  if (tags.length === 0 || type === 'group') return [create];
  return [create, { action: tagActions[type], resource, shown, context: requestTags(tags) }];
}

/** Returns the target of a call on a managed policy, which may not exist. */
export function onPolicy(request: Request, arn: string, context: Context = {}): Target[] {
  const policy: Policy | undefined = findPolicy(request, arn);
  return [{ resource: arn, shown: `policy ${arn}`, context: { ...resourceTags(policy?.tags ?? []), ...context } }];
}

/**
 * Returns the target of an action that does not support resource-level permissions. `shown` is the resource that AWS
 * nevertheless names in the AccessDenied message.
 */
export function onAll(shown = '*'): Target[] {
  return [{ resource: '*', shown }];
}
