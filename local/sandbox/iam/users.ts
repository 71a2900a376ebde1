import { uniqueId } from '../ids.ts';
import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { User } from '../state.ts';
import { optionalText, text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { parseArn, parsePolicyArn } from './arns.ts';
import { demand, find, seen } from './find.ts';
import { demandBoundary } from './findPolicy.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { detailsShape, tagsShape, userShape } from './shapes.ts';
import { readTagKeys, readTags, withoutTags, withTags } from './tags.ts';
import { onAll, onIdentity, onIdentityByArn, onNew, requestTags } from './targets.ts';

/**
 * Reads UserName. If it is omitted, returns the caller's own name. Throws ValidationError if the caller is not a user.
 */
export function ownOrNamed(input: QueryStructure, request: Request): string {
  const named = optionalText(input, 'UserName', rules.userName);
  if (named !== undefined) return named;
  const own = request.caller.type === 'user' ? parseArn(request.caller.arn)?.name : undefined;
  if (own === undefined)
    throw refuse('ValidationError', 'Must specify userName when calling with non-User credentials');
  return own;
}

/** Reads UserName, which is required. Throws ValidationError. */
export function readUserName(input: QueryStructure): string {
  return text(input, 'UserName', rules.userName);
}

/** Returns a user as Get and Create operations return it. */
export function fullUserShape(request: Request, user: User): OutputStructure {
  return { ...userShape(request.accountId, user), ...detailsShape(user) };
}

/**
 * Returns why AWS refuses to delete a user, or undefined if it does not. Source: IAM User Guide, "Delete or deactivate
 * an IAM user". The messages are those of the API.
 */
function obstacleOf(request: Request, user: User): string | undefined {
  const inGroup = [...request.account.groups.values()].some((group) =>
    group.members.some(({ userName }) => userName === user.name),
  );
  const obstacles: readonly (readonly [boolean, string])[] = [
    [user.loginProfile !== undefined, 'must delete login profile first.'],
    [user.accessKeys.length > 0, 'must delete access keys first.'],
    [user.mfaDevices.length > 0, 'must delete MFA device first.'],
    [user.certificates.length > 0, 'must delete certificates first.'],
    [user.sshKeys.length > 0 || user.serviceCredentials.length > 0, 'must remove referenced objects first.'],
    [user.inline.length > 0, 'must delete policies first.'],
    [user.attached.length > 0, 'must detach all policies first.'],
    [inGroup, 'must remove users from group first.'],
  ];
  return obstacles.find(([isPresent]) => isPresent)?.[1];
}

/** The operations for users. */
export const users: Readonly<Record<string, Operation>> = {
  CreateUser: operation({
    read: (input) => ({
      name: text(input, 'UserName', rules.newUserName),
      path: optionalText(input, 'Path', rules.path) ?? '/',
      boundary: optionalText(input, 'PermissionsBoundary', rules.arn),
      tags: readTags(input),
    }),
    targets: (args, request) => onNew(request, 'user', args, args),
    run: ({ name, path, boundary, tags }, request) => {
      if (request.account.users.has(name.toLowerCase()))
        throw refuse('EntityAlreadyExists', `User with name ${name} already exists.`);
      if (boundary !== undefined) {
        parsePolicyArn(boundary);
        demandBoundary(request, boundary);
      }
      assertBelowQuota('UsersPerAccount', request.account.users.size);
      const user: User = {
        name,
        path,
        id: uniqueId('AIDA'),
        createdAt: request.now,
        visibleAt: request.visibleAt,
        tags: withTags('User', [], tags),
        boundary,
        inline: [],
        attached: [],
        accessKeys: [],
        mfaDevices: [],
        sshKeys: [],
        certificates: [],
        serviceCredentials: [],
      };
      request.account.users.set(name.toLowerCase(), user);
      return { User: fullUserShape(request, user) };
    },
  }),

  GetUser: operation({
    read: (input, request) => {
      const asRoot = request.caller.type === 'root' && input['UserName'] === undefined;
      return asRoot ? undefined : ownOrNamed(input, request);
    },
    targets: (name, request) => (name === undefined ? [] : onIdentity(request, 'user', name)),
    run: (name, request) => {
      if (name !== undefined) return { User: fullUserShape(request, demand(request, 'user', name)) };
      return { User: { UserId: request.accountId, Arn: request.caller.arn, CreateDate: new Date(0) } };
    },
  }),

  ListUsers: operation({
    read: (input) => ({ prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/', page: readPage(input) }),
    targets: ({ prefix }, request) => onAll(`arn:aws:iam::${request.accountId}:user${prefix}`),
    run: (args, request) => {
      const found = seen(request, request.account.users.values()).filter((user) => user.path.startsWith(args.prefix));
      const { shown, rest } = page(found, (user) => user.name.toLowerCase(), args.page);
      return { Users: shown.map((user) => userShape(request.accountId, user)), ...rest };
    },
  }),

  DeleteUser: operation({
    read: readUserName,
    targets: (name, request) => onIdentity(request, 'user', name),
    run: (name, request) => {
      const obstacle = obstacleOf(request, demand(request, 'user', name));
      if (obstacle !== undefined) throw refuse('DeleteConflict', `Cannot delete entity, ${obstacle}`);
      request.account.users.delete(name.toLowerCase());
      return {};
    },
  }),

  UpdateUser: operation({
    read: (input) => ({
      name: readUserName(input),
      newName: optionalText(input, 'NewUserName', rules.newUserName),
      newPath: optionalText(input, 'NewPath', rules.path),
    }),
    // The call is authorized for both the old and the new ARN. Source: IAM User Guide, "Rename an IAM user".
    targets: ({ name, newName, newPath }, request) => {
      const user = find(request, 'user', name);
      const renamed = { name: newName ?? user?.name ?? name, path: newPath ?? user?.path ?? '/' };
      return [...onIdentity(request, 'user', name), ...onNew(request, 'user', renamed)];
    },
    run: ({ name, newName, newPath }, request) => {
      const user = demand(request, 'user', name);
      const { users, groups } = request.account;
      const next = newName ?? user.name;
      if (next.toLowerCase() !== user.name.toLowerCase() && users.has(next.toLowerCase()))
        throw refuse('EntityAlreadyExists', `User with name ${next} already exists.`);
      for (const { members } of groups.values())
        for (const member of members) if (member.userName === user.name) member.userName = next;
      users.delete(user.name.toLowerCase());
      Object.assign(user, { name: next, path: newPath ?? user.path });
      users.set(next.toLowerCase(), user);
      return {};
    },
  }),

  TagUser: operation({
    read: (input) => ({ name: readUserName(input), tags: readTags(input) }),
    targets: ({ name, tags }, request) => onIdentityByArn(request, 'user', name, requestTags(tags)),
    run: ({ name, tags }, request) => {
      const user = demand(request, 'user', name);
      user.tags = withTags('User', user.tags, tags);
      return {};
    },
  }),

  UntagUser: operation({
    read: (input) => ({ name: readUserName(input), keys: readTagKeys(input) }),
    targets: ({ name, keys }, request) => onIdentityByArn(request, 'user', name, { 'aws:TagKeys': keys }),
    run: ({ name, keys }, request) => {
      const user = demand(request, 'user', name);
      user.tags = withoutTags('User', user.tags, keys);
      return {};
    },
  }),

  ListUserTags: operation({
    read: (input) => ({ name: readUserName(input), page: readPage(input) }),
    targets: ({ name }, request) => onIdentityByArn(request, 'user', name),
    run: (args, request) => {
      const { shown, rest } = page(demand(request, 'user', args.name).tags, (tag) => tag.Key, args.page);
      return { Tags: tagsShape(shown), ...rest };
    },
  }),
};
