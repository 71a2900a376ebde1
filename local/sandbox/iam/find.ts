import type { Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { AccessKey, Account, Group, Role, User } from '../state.ts';

interface Identities {
  readonly user: User;
  readonly group: Group;
  readonly role: Role;
}

export type IdentityType = keyof Identities;

type Records = { readonly [Type in IdentityType]: Map<string, Identities[Type]> };

/** Returns all identities of one type by lower-case name, including those that reads do not see yet. */
export function recordsOf<Type extends IdentityType>(account: Account, type: Type): Map<string, Identities[Type]> {
  const records: Records = { user: account.users, group: account.groups, role: account.roles };
  return records[type];
}

/** Returns the members of a list that are visible to reads (the Get and List operations) at this time. */
export function seen<Thing extends { readonly visibleAt: number }>(
  request: { now: number },
  things: Iterable<Thing>,
): Thing[] {
  return [...things].filter((thing) => thing.visibleAt <= request.now);
}

type Lookup = Pick<Request, 'account' | 'now'>;

/**
 * Returns the identity with exactly this name, or undefined if reads do not see one. Names are unique ignoring case,
 * but AWS finds an identity only by its exact name.
 */
export function find<Type extends IdentityType>(
  request: Lookup,
  type: Type,
  name: string,
): Identities[Type] | undefined {
  const found = recordsOf(request.account, type).get(name.toLowerCase());
  return found?.name === name && found.visibleAt <= request.now ? found : undefined;
}

/** Returns the identity with this name. Throws NoSuchEntity with the message of AWS if reads do not see one. */
export function demand<Type extends IdentityType>(request: Lookup, type: Type, name: string): Identities[Type] {
  const found = find(request, type, name);
  if (!found) throw refuse('NoSuchEntity', `The ${type} with name ${name} cannot be found.`);
  return found;
}

/** Returns the user to whom an access key belongs, and the key, which may be inactive. */
export function findKey(request: Lookup, accessKeyId: string): { user: User; key: AccessKey } | undefined {
  for (const user of request.account.users.values()) {
    const key = seen(request, user.accessKeys).find((candidate) => candidate.id === accessKeyId);
    if (key) return { user, key };
  }
  return undefined;
}
