import { uniqueId } from '../ids.ts';
import { operation, type Operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Group } from '../state.ts';
import { optionalText, text } from '../wire/input.ts';
import { demand, find, seen } from './find.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { groupShape, userShape } from './shapes.ts';
import { onAll, onIdentity, onNew } from './targets.ts';

/** The operations for groups. */
export const groups: Readonly<Record<string, Operation>> = {
  CreateGroup: operation({
    read: (input) => ({
      name: text(input, 'GroupName', rules.groupName),
      path: optionalText(input, 'Path', rules.path) ?? '/',
    }),
    targets: (args, request) => onNew(request, 'group', args),
    run: ({ name, path }, request) => {
      if (request.account.groups.has(name.toLowerCase()))
        throw refuse('EntityAlreadyExists', `Group with name ${name} already exists.`);
      assertBelowQuota('GroupsPerAccount', request.account.groups.size);
      const group: Group = {
        name,
        path,
        id: uniqueId('AGPA'),
        createdAt: request.now,
        visibleAt: request.visibleAt,
        inline: [],
        attached: [],
        members: [],
      };
      request.account.groups.set(name.toLowerCase(), group);
      return { Group: groupShape(request.accountId, group) };
    },
  }),

  GetGroup: operation({
    read: (input) => ({ name: text(input, 'GroupName', rules.groupName), page: readPage(input) }),
    targets: ({ name }, request) => onIdentity(request, 'group', name),
    run: (args, request) => {
      const group = demand(request, 'group', args.name);
      const members = seen(request, group.members).flatMap(({ userName }) => find(request, 'user', userName) ?? []);
      const { shown, rest } = page(members, (user) => user.name.toLowerCase(), args.page);
      return {
        Group: groupShape(request.accountId, group),
        Users: shown.map((user) => userShape(request.accountId, user)),
        ...rest,
      };
    },
  }),

  ListGroups: operation({
    read: (input) => ({ prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/', page: readPage(input) }),
    targets: ({ prefix }, request) => onAll(`arn:aws:iam::${request.accountId}:group${prefix}`),
    run: (args, request) => {
      const found = seen(request, request.account.groups.values()).filter((group) =>
        group.path.startsWith(args.prefix),
      );
      const { shown, rest } = page(found, (group) => group.name.toLowerCase(), args.page);
      return { Groups: shown.map((group) => groupShape(request.accountId, group)), ...rest };
    },
  }),

  DeleteGroup: operation({
    read: (input) => text(input, 'GroupName', rules.groupName),
    targets: (name, request) => onIdentity(request, 'group', name),
    run: (name, request) => {
      const group = demand(request, 'group', name);
      if (group.members.length > 0)
        throw refuse('DeleteConflict', 'Cannot delete entity, must remove users from group first.');
      if (group.inline.length > 0) throw refuse('DeleteConflict', 'Cannot delete entity, must delete policies first.');
      if (group.attached.length > 0)
        throw refuse('DeleteConflict', 'Cannot delete entity, must detach all policies first.');
      request.account.groups.delete(name.toLowerCase());
      return {};
    },
  }),
};
