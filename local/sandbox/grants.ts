import { parseArn } from './iam/arns.ts';
import { find, seen } from './iam/find.ts';
import { documentsOf, ownDocuments, type NamedDocument } from './iam/findPolicy.ts';
import type { Request } from './operation.ts';
import type { Role, Tag, User } from './state.ts';
import type { Caller } from './types.ts';

/** Everything that says what a principal may do. */
export interface Grants {
  readonly identity: readonly NamedDocument[];
  /** Empty where the principal has no boundary; with one that cannot be found, nothing is allowed. */
  readonly boundary: readonly NamedDocument[] | undefined;
  readonly session: readonly string[];
  readonly tags: readonly Tag[];
}

type Looking = Pick<Request, 'account' | 'accountId' | 'now'>;

const nothing: Grants = { identity: [], boundary: undefined, session: [], tags: [] };

function boundaryOf(request: Looking, principal: User | Role): readonly NamedDocument[] | undefined {
  return principal.boundary === undefined ? undefined : documentsOf(request, principal.boundary);
}

/** A user has its own policies and those of its groups. */
export function grantsOfUser(request: Looking, user: User): Grants {
  const groups = seen(request, request.account.groups.values()).filter((group) =>
    seen(request, group.members).some((member) => member.userName === user.name),
  );
  const identity = [user, ...groups].flatMap((holder) => ownDocuments(request, holder));
  return { identity, boundary: boundaryOf(request, user), session: [], tags: user.tags };
}

export function grantsOfRole(request: Looking, role: Role): Grants {
  return { identity: ownDocuments(request, role), boundary: boundaryOf(request, role), session: [], tags: role.tags };
}

/** The grants of a caller; none for one that was deleted, or made anew under the same name, since it signed in. */
export function grantsOf(request: Looking, caller: Caller): Grants {
  const name = parseArn(caller.principalArn)?.name ?? '';
  if (caller.type === 'user') {
    const user = find(request, 'user', name);
    return user?.id === caller.userId ? grantsOfUser(request, user) : nothing;
  }
  const role = find(request, 'role', name);
  if (!role || !caller.userId.startsWith(`${role.id}:`)) return nothing;
  return { ...grantsOfRole(request, role), session: caller.sessionPolicies ?? [] };
}
