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

/** All identities of one type, seen or not yet, by name in lower case. */
export function recordsOf<Type extends IdentityType>(account: Account, type: Type): Map<string, Identities[Type]> {
  const records: Records = { user: account.users, group: account.groups, role: account.roles };
  return records[type];
}

/** What a read sees of a list at this moment. */
export function seen<Thing extends { readonly visibleAt: number }>(
  request: { now: number },
  things: Iterable<Thing>,
): Thing[] {
  return [...things].filter((thing) => thing.visibleAt <= request.now);
}

type Looking = Pick<Request, 'account' | 'now'>;

/** Finds by the exact name, as AWS does, though names are unique ignoring case. */
export function find<Type extends IdentityType>(
  request: Looking,
  type: Type,
  name: string,
): Identities[Type] | undefined {
  const found = recordsOf(request.account, type).get(name.toLowerCase());
  return found?.name === name && found.visibleAt <= request.now ? found : undefined;
}

/** Throws NoSuchEntity in AWS's words. */
export function demand<Type extends IdentityType>(request: Looking, type: Type, name: string): Identities[Type] {
  const found = find(request, type, name);
  if (!found) throw refuse('NoSuchEntity', `The ${type} with name ${name} cannot be found.`);
  return found;
}

/** The user that an access key belongs to, active or not. */
export function findKey(request: Looking, accessKeyId: string): { user: User; key: AccessKey } | undefined {
  for (const user of request.account.users.values()) {
    const key = seen(request, user.accessKeys).find((candidate) => candidate.id === accessKeyId);
    if (key) return { user, key };
  }
  return undefined;
}
