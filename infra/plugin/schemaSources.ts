/** A schema as a client of the SDK exports it: its kind, its namespace, its name, its traits, and what its kind needs. */
export type Schema = readonly [kind: number, namespace: string, name: string, traits: unknown, ...rest: unknown[]];

export function isSchema(value: unknown): value is Schema {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [];
  return typeof parts[0] === 'number' && typeof parts[1] === 'string' && typeof parts[2] === 'string';
}

/** A function in a schema returns what it refers to, because schemas can refer to each other. */
const isReference = (part: unknown): part is () => unknown => typeof part === 'function';

/** Whether a schema describes an error. */
export const isErrorSchema = ([kind]: Schema): boolean => kind === -3;

/** The kinds of lists, maps and structures. */
const kindsWithoutName = new Set([1, 2, 3]);

/**
 * Returns a schema without its name if it is that of a list, a map or a structure. Only messages for the developers of the
 * SDK have these names. Those of operations and errors are part of the protocols.
 */
export function withoutName(schema: Schema): Schema {
  const [kind, namespace, , ...rest] = schema;
  return kindsWithoutName.has(kind) ? [kind, namespace, '', ...rest] : schema;
}

/** The names that schemas and strings have in a module. */
export type Constants = ReadonlyMap<unknown, string>;

/** Yields the strings in a part of a schema, and the schemas to which it refers. */
function* leavesOf(part: unknown): Generator<string | Schema> {
  const value = isReference(part) ? part() : part;
  if (typeof value === 'string' || (value !== part && isSchema(value))) yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* leavesOf(each);
}

/**
 * Returns names for the exported schemas, for all schemas to which they refer, and for the strings that occur more than
 * twice. The strings come first, because the schemas contain their values.
 */
export function constantsFor(exportedNames: ReadonlyMap<Schema, string>): Constants {
  const schemas = new Set(exportedNames.keys());
  const uses = new Map<string, number>();
  // The iteration includes the schemas that are added meanwhile.
  for (const schema of schemas) {
    for (const leaf of leavesOf(schema)) {
      if (typeof leaf === 'string') uses.set(leaf, (uses.get(leaf) ?? 0) + 1);
      else schemas.add(leaf);
    }
  }
  const strings = [...uses].flatMap(([text, count]) => (count > 2 && text.length > 3 ? [text] : []));
  return new Map<unknown, string>([
    ...strings.map((text, index) => [text, `text${index}`] as const),
    ...[...schemas].map((schema, index) => [schema, exportedNames.get(schema) ?? `schema${index}`] as const),
  ]);
}

/** Returns the source of a part of a schema, in which schemas and strings have the names of the constants. */
export function sourceOf(part: unknown, constants: Constants): string {
  const of = (each: unknown): string => constants.get(each) ?? sourceOf(each, constants);
  if (isReference(part)) return `() => ${of(part())}`;
  if (Array.isArray(part)) return `[${part.map(of).join(', ')}]`;
  if (typeof part !== 'object' || part === null) return JSON.stringify(part);
  const properties = Object.entries(part).map(([name, each]) => `${JSON.stringify(name)}: ${of(each)}`);
  return `{ ${properties.join(', ')} }`;
}
