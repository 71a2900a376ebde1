import * as z from 'zod/mini';
import { accountFromFile, type Account } from '../state.ts';

/**
 * An account in parts that AWS can tell at different times: a user, each of its keys, each attachment, its boundary, and
 * so on. By name, as JSON.
 */
export type Facts = ReadonlyMap<string, string>;

/** How an entity of one kind is taken apart; what is not named here is told with the entity itself. */
interface Kind {
  /** Lists whose members are told one by one, and the field that names a member. */
  readonly lists: Readonly<Record<string, string>>;
  /** Fields that are told by themselves; those in one group always together. */
  readonly apart: readonly (readonly string[])[];
}

const policies = { inline: 'name', attached: 'arn' };
const ofUser = { accessKeys: 'id', mfaDevices: 'serial', sshKeys: 'id', certificates: 'id', serviceCredentials: 'id' };

const kinds: Readonly<Record<keyof Account, Kind>> = {
  users: { lists: { ...policies, ...ofUser }, apart: [['boundary'], ['tags'], ['loginProfile']] },
  groups: { lists: { ...policies, members: 'userName' }, apart: [] },
  roles: {
    lists: policies,
    apart: [['boundary'], ['tags'], ['trust', 'trustedIds'], ['description', 'maxSessionSeconds']],
  },
  // The default version is one of the versions: each alone could name what is not there.
  policies: { lists: {}, apart: [['tags'], ['versions', 'defaultVersionId', 'lastVersion', 'updatedAt']] },
  virtualDevices: { lists: {}, apart: [] },
};

type Fields = Readonly<Record<string, unknown>>;

const fields = z.record(z.string(), z.unknown());
const named = z.looseObject({
  name: z.optional(z.string()),
  id: z.optional(z.string()),
  serial: z.optional(z.string()),
});

/** No name in IAM holds one. */
const separator = '\n';

/** What the parts of an entity are kept under: its ID, so that they are never taken for those of another of its name. */
function ownerOf(entity: Fields): string {
  const { id, serial } = named.parse(entity);
  return id ?? serial ?? '';
}

function pick(entity: Fields, names: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, entity[name]])));
}

function* factsOfEntity(kindName: keyof Account, key: string, entity: Fields): Generator<readonly [string, string]> {
  const { lists, apart } = kinds[kindName];
  const owner = ownerOf(entity);
  const elsewhere = new Set([...Object.keys(lists), ...apart.flat()]);
  const core = Object.keys(entity).filter((name) => !elsewhere.has(name));
  yield [[kindName, key].join(separator), pick(entity, core)];
  for (const group of apart) yield [[kindName, owner, group.join('+')].join(separator), pick(entity, group)];
  for (const [list, field] of Object.entries(lists)) {
    for (const member of z.array(fields).parse(entity[list]))
      yield [[kindName, owner, list, String(member[field])].join(separator), JSON.stringify(member)];
  }
}

export function factsOf({ users, groups, roles, policies: managed, virtualDevices }: Account): Map<string, string> {
  const entities: readonly (readonly [keyof Account, string, Fields])[] = [
    ...[...users].map(([key, user]) => ['users', key, user] as const),
    ...[...groups].map(([key, group]) => ['groups', key, group] as const),
    ...[...roles].map(([key, role]) => ['roles', key, role] as const),
    ...[...managed].map(([key, policy]) => ['policies', key, policy] as const),
    ...[...virtualDevices].map(([key, device]) => ['virtualDevices', key, device] as const),
  ];
  return new Map(entities.flatMap(([kindName, key, entity]) => [...factsOfEntity(kindName, key, entity)]));
}

/** The account of these parts; parts of an entity that is not there itself are left out. */
export function accountOfFacts(facts: Facts): Account {
  const parts = new Map<string, { readonly list: string | undefined; readonly value: Fields }[]>();
  const cores: { readonly kindName: string; readonly value: Fields }[] = [];
  for (const [name, json] of facts) {
    const [kindName = '', key = '', part, member] = name.split(separator);
    const value = fields.parse(JSON.parse(json));
    if (part === undefined) cores.push({ kindName, value });
    else {
      const owner = [kindName, key].join(separator);
      const known = parts.get(owner) ?? [];
      known.push({ list: member === undefined ? undefined : part, value });
      parts.set(owner, known);
    }
  }
  const entitiesOf = (kindName: keyof Account): unknown[] =>
    cores
      .filter((core) => core.kindName === kindName)
      .map(({ value }) => {
        const own = parts.get([kindName, ownerOf(value)].join(separator)) ?? [];
        const lists = Object.keys(kinds[kindName].lists).map((list): [string, unknown] => [
          list,
          own.filter((part) => part.list === list).map((part) => part.value),
        ]);
        const apart = own.flatMap((part) => (part.list === undefined ? Object.entries(part.value) : []));
        return { ...value, ...Object.fromEntries([...apart, ...lists]) };
      });
  return accountFromFile({
    users: entitiesOf('users'),
    groups: entitiesOf('groups'),
    roles: entitiesOf('roles'),
    policies: entitiesOf('policies'),
    virtualDevices: entitiesOf('virtualDevices'),
  });
}
