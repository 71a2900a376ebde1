import { operation, type Operation } from '../operation.ts';
import { rules } from '../rules.ts';
import type { Identity } from '../state.ts';
import { oneOf, optionalText } from '../wire/input.ts';
import { recordsOf, seen, type IdentityType } from './find.ts';
import { demandPolicy } from './findPolicy.ts';
import { page, readPage } from './page.ts';
import { readPolicyArn } from './policies.ts';
import { onPolicy } from './targets.ts';

const filters = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] as const;

interface Holder {
  readonly type: IdentityType;
  readonly identity: Identity;
}

function holds(holder: Identity, arn: string, usage: string, now: number): boolean {
  const attached = seen({ now }, holder.attached).some((attachment) => attachment.arn === arn);
  const bounded = 'boundary' in holder && holder.boundary === arn;
  return (usage !== 'PermissionsBoundary' && attached) || (usage !== 'PermissionsPolicy' && bounded);
}

/**
 * ListEntitiesForPolicy: the users, groups and roles to which a managed policy is attached, or whose permissions
 * boundary it is.
 */
export const entitiesForPolicy: Readonly<Record<string, Operation>> = {
  ListEntitiesForPolicy: operation({
    read: (input) => ({
      arn: readPolicyArn(input),
      filter: input['EntityFilter'] === undefined ? undefined : oneOf(input, 'EntityFilter', filters),
      usage: oneOf(input, 'PolicyUsageFilter', ['PermissionsPolicy', 'PermissionsBoundary', 'Any'], 'Any'),
      prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/',
      page: readPage(input),
    }),
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: (args, request) => {
      demandPolicy(request, args.arn);
      const types = (['group', 'role', 'user'] as const).filter(
        (type) => args.filter === undefined || args.filter.toLowerCase() === type,
      );
      const found = types.flatMap((type): Holder[] =>
        [...recordsOf(request.account, type).values()]
          .filter((identity) => identity.visibleAt <= request.now && identity.path.startsWith(args.prefix))
          .filter((identity) => holds(identity, args.arn, args.usage, request.now))
          .map((identity) => ({ type, identity })),
      );
      const { shown, rest } = page(found, ({ type, identity }) => `${type}/${identity.name.toLowerCase()}`, args.page);
      const only = (wanted: IdentityType): Identity[] =>
        shown.flatMap(({ type, identity }) => (type === wanted ? [identity] : []));
      return {
        PolicyGroups: only('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
        PolicyUsers: only('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
        PolicyRoles: only('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
        ...rest,
      };
    },
  }),
};
