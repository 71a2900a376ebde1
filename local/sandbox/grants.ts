import { parseArn } from './iam/arns.ts';
import { find, seen } from './iam/find.ts';
import { documentsOf, ownDocuments, type NamedDocument } from './iam/findPolicy.ts';
import type { Request } from './operation.ts';
import type { Role, Tag, User } from './state.ts';
import type { Caller } from './types.ts';

/** The policies and tags that decide what a principal may do. */
export interface Grants {
  readonly identity: readonly NamedDocument[];
  /**
   * Undefined if the principal has no permissions boundary. Empty if the policy of the boundary does not exist or is
   * not visible yet: then the principal is allowed nothing.
   */
  readonly boundary: readonly NamedDocument[] | undefined;
  readonly session: readonly string[];
  readonly tags: readonly Tag[];
}

type Lookup = Pick<Request, 'account' | 'accountId' | 'now'>;

const noGrants: Grants = { identity: [], boundary: undefined, session: [], tags: [] };

function boundaryOf(request: Lookup, principal: User | Role): readonly NamedDocument[] | undefined {
  return principal.boundary === undefined ? undefined : documentsOf(request, principal.boundary);
}

/** Returns the policies of a user and of its groups. */
export function grantsOfUser(request: Lookup, user: User): Grants {
  const groups = seen(request, request.account.groups.values()).filter((group) =>
    seen(request, group.members).some((member) => member.userName === user.name),
  );
  const identity = [user, ...groups].flatMap((holder) => ownDocuments(request, holder));
  return { identity, boundary: boundaryOf(request, user), session: [], tags: user.tags };
}

/** Returns the policies of a role. */
export function grantsOfRole(request: Lookup, role: Role): Grants {
  return { identity: ownDocuments(request, role), boundary: boundaryOf(request, role), session: [], tags: role.tags };
}

/**
 * Returns the policies of a caller. Returns none if the user or role was deleted since the caller got its credentials,
 * even if another one has the same name now.
 */
export function grantsOf(request: Lookup, caller: Caller): Grants {
  const name = parseArn(caller.principalArn)?.name ?? '';
  if (caller.type === 'user') {
    const user = find(request, 'user', name);
    return user?.id === caller.userId ? grantsOfUser(request, user) : noGrants;
  }
  const role = find(request, 'role', name);
  if (!role || !caller.userId.startsWith(`${role.id}:`)) return noGrants;
  return { ...grantsOfRole(request, role), session: caller.sessionPolicies ?? [] };
}
