import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Group } from '../state.ts';
import { text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import { demand, seen } from './find.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { groupShape } from './shapes.ts';
import { onIdentity } from './targets.ts';
import { readUserName } from './users.ts';

function read(input: QueryStructure): { groupName: string; userName: string } {
  return { groupName: text(input, 'GroupName', rules.groupName), userName: readUserName(input) };
}

function groupsOf(request: Request, userName: string): Group[] {
  return [...request.account.groups.values()].filter((group) =>
    group.members.some((member) => member.userName === userName),
  );
}

/** The operations for the members of groups. */
export const memberships: Readonly<Record<string, Operation>> = {
  AddUserToGroup: operation({
    read,
    targets: ({ groupName }, request) => onIdentity(request, 'group', groupName),
    run: ({ groupName, userName }, request) => {
      const group = demand(request, 'group', groupName);
      demand(request, 'user', userName);
      const theirs = groupsOf(request, userName);
      if (theirs.includes(group)) return {};
      assertBelowQuota('GroupsPerUser', theirs.length);
      group.members.push({ userName, visibleAt: request.visibleAt });
      return {};
    },
  }),

  RemoveUserFromGroup: operation({
    read,
    targets: ({ groupName }, request) => onIdentity(request, 'group', groupName),
    run: ({ groupName, userName }, request) => {
      const group = demand(request, 'group', groupName);
      demand(request, 'user', userName);
      if (!seen(request, group.members).some((member) => member.userName === userName)) {
        throw refuse('NoSuchEntity', `User ${userName} not in group ${groupName}`);
      }
      group.members = group.members.filter((member) => member.userName !== userName);
      return {};
    },
  }),

  ListGroupsForUser: operation({
    read: (input) => ({ name: readUserName(input), page: readPage(input) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const user = demand(request, 'user', args.name);
      const theirs = seen(request, groupsOf(request, user.name)).filter((group) =>
        seen(request, group.members).some((member) => member.userName === user.name),
      );
      const { shown, rest } = page(theirs, (group) => group.name.toLowerCase(), args.page);
      return { Groups: shown.map((group) => groupShape(request.accountId, group)), ...rest };
    },
  }),
};
