import * as z from 'zod/mini';
import { blueprintSchema } from '../../catalog/blueprint.ts';
import { quoted, type Path } from './fault.ts';

type Schema = z.core.JSONSchema.BaseSchema;

let root: Schema | undefined;

/** Returns what may stand at a place of a blueprint: the alternatives that fit the values on the way to it. */
export function schemasAt(path: Path, blueprint: unknown): readonly Schema[] {
  root ??= z.toJSONSchema(blueprintSchema, { unrepresentable: 'any', io: 'input' });
  let schemas = alternatives([root], blueprint);
  let value = blueprint;
  for (const key of path) {
    value = entryOf(value, key);
    schemas = alternatives(
      schemas.flatMap((schema) => schemaOf(schema, key)),
      value,
    );
  }
  return schemas;
}

/** Returns the keys that one of these schemas knows. */
export function knownKeys(schemas: readonly Schema[]): readonly string[] {
  return [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

/** Returns what may stand here, in words, such as `a text or a list of texts`. */
export function wanted(schemas: readonly Schema[]): string {
  const words = [...new Set(schemas.flatMap(wordsOf))];
  const last = words.pop() ?? 'left out';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

/** Returns the entry of a list or mapping. Undefined if there is none. */
export function entryOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.entries(value).find(([name]) => name === String(key))?.[1];
}

function wordsOf({ const: only, enum: values, type, items }: Schema): readonly string[] {
  if (only !== undefined) return [JSON.stringify(only)];
  if (values !== undefined) return values.map((each) => JSON.stringify(each));
  switch (type) {
    case 'string':
      return ['a text'];
    case 'boolean':
      return ['true', 'false'];
    case 'null':
      return ['null'];
    case 'integer':
    case 'number':
      return ['a number'];
    case 'array':
      return [typeof items === 'object' && 'type' in items && items.type === 'string' ? 'a list of texts' : 'a list'];
    default:
      return ['a mapping'];
  }
}

function schemaOf({ properties, additionalProperties, items }: Schema, key: string | number): readonly Schema[] {
  if (typeof key === 'number') return typeof items === 'object' && !Array.isArray(items) ? [items] : [];
  const own = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
  return typeof own === 'object' ? [own] : [];
}

/**
 * Replaces unions by their members. If a member has a fixed text for a key, such as for `kind`, only the members whose
 * text the value has remain, if there are any.
 */
function alternatives(schemas: readonly Schema[], value: unknown): readonly Schema[] {
  const flat = schemas.flatMap((schema): readonly Schema[] => {
    const members = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    return members.length === 0 ? [schema] : alternatives(members, value);
  });
  const fitting = flat.filter(({ properties = {} }) =>
    Object.entries(properties).some(
      ([key, each]) => typeof each === 'object' && each.const !== undefined && each.const === entryOf(value, key),
    ),
  );
  return fitting.length > 0 ? fitting : flat;
}

/** Returns the name of a place for a sentence: `"title"`, or `entry 2 of "users"`. */
export function nameOf(path: Path): string {
  const key = path.findLastIndex((step) => typeof step === 'string');
  const name = quoted(String(path[key] ?? ''));
  const index = path.at(-1);
  if (path.length === 0) return 'the blueprint';
  return typeof index === 'number' ? `entry ${index + 1} of ${name}` : name;
}
