import { accountOfFields, type Account } from '../state.ts';

/**
 * The state of an account, divided into facts that become visible independently: a user, each of its keys, each
 * attachment, its boundary, and so on. The map has the JSON of each fact by its name.
 */
export type Facts = ReadonlyMap<string, string>;

/**
 * How the entities of one kind are divided into facts. Fields that are not named here belong to the fact of the entity
 * itself.
 */
interface Kind {
  /** The lists whose members are facts, each with the field that identifies a member. */
  readonly lists: Readonly<Record<string, string>>;
  /** The groups of fields that are facts. The fields of one group become visible together. */
  readonly separate: readonly (readonly string[])[];
}

const policies = { inline: 'name', attached: 'arn' };
const ofUser = { accessKeys: 'id', mfaDevices: 'serial', sshKeys: 'id', certificates: 'id', serviceCredentials: 'id' };

const kinds: Readonly<Record<keyof Account, Kind>> = {
  users: { lists: { ...policies, ...ofUser }, separate: [['boundary'], ['tags'], ['loginProfile']] },
  groups: { lists: { ...policies, members: 'userName' }, separate: [] },
  roles: {
    lists: policies,
    separate: [['boundary'], ['tags'], ['trust', 'trustedIds'], ['description', 'maxSessionSeconds']],
  },
  // These fields belong together, because the default version must be one of the versions.
  policies: { lists: {}, separate: [['tags'], ['versions', 'defaultVersionId', 'lastVersion', 'updatedAt']] },
  virtualDevices: { lists: {}, separate: [] },
};

type Fields = Readonly<Record<string, unknown>>;

/** Returns the value as fields. Schemas are too slow here, because every call to IAM passes through this file. */
function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw new TypeError('a fact is not an object');
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Separates the components of a fact's name. No IAM name contains it. */
const separator = '\n';

/**
 * Returns the ID of an entity, which is part of the names of its facts. Its name would not do, because another entity
 * may get the same name later.
 */
function ownerOf({ id, serial }: Fields): string {
  return typeof id === 'string' ? id : typeof serial === 'string' ? serial : '';
}

function pick(entity: Fields, names: readonly string[]): string {
  const picked: Record<string, unknown> = {};
  for (const name of names) picked[name] = entity[name];
  return JSON.stringify(picked);
}

/** Adds the facts of the entities of one kind. */
function addFacts(facts: Map<string, string>, kindName: keyof Account, entities: ReadonlyMap<string, Fields>): void {
  const { lists, separate } = kinds[kindName];
  const groups = separate.map((names) => ({ names, title: names.join('+') }));
  const listed = Object.entries(lists);
  const elsewhere = new Set([...Object.keys(lists), ...separate.flat()]);
  for (const [key, entity] of entities) {
    const prefix = `${kindName}${separator}${ownerOf(entity)}${separator}`;
    const core = Object.keys(entity).filter((name) => !elsewhere.has(name));
    facts.set(`${kindName}${separator}${key}`, pick(entity, core));
    for (const { names, title } of groups) facts.set(prefix + title, pick(entity, names));
    for (const [list, field] of listed) {
      const members: unknown = entity[list];
      if (!Array.isArray(members)) throw new TypeError(`${list} is not a list`);
      for (const member of members.map(fieldsOf))
        facts.set(`${prefix}${list}${separator}${String(member[field])}`, JSON.stringify(member));
    }
  }
}

/** Divides an account into facts. */
export function factsOf({ users, groups, roles, policies: managed, virtualDevices }: Account): Map<string, string> {
  const facts = new Map<string, string>();
  addFacts(facts, 'users', users);
  addFacts(facts, 'groups', groups);
  addFacts(facts, 'roles', roles);
  addFacts(facts, 'policies', managed);
  addFacts(facts, 'virtualDevices', virtualDevices);
  return facts;
}

/** Returns the account with these facts. Ignores facts about an entity whose own fact is missing. */
export function accountOfFacts(facts: Facts): Account {
  const parts = new Map<string, { readonly list: string | undefined; readonly value: Fields }[]>();
  const cores: { readonly kindName: string; readonly value: Fields }[] = [];
  for (const [name, json] of facts) {
    const [kindName = '', key = '', part, member] = name.split(separator);
    const value = fieldsOf(JSON.parse(json));
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
        const separate = own.flatMap((part) => (part.list === undefined ? Object.entries(part.value) : []));
        return { ...value, ...Object.fromEntries([...separate, ...lists]) };
      });
  return accountOfFields({
    users: entitiesOf('users'),
    groups: entitiesOf('groups'),
    roles: entitiesOf('roles'),
    policies: entitiesOf('policies'),
    virtualDevices: entitiesOf('virtualDevices'),
  });
}
