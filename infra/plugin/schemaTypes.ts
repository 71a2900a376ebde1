import { isSchema, type Schema } from './schemaSources.ts';

/**
 * The types of the SDK's schemas that the files in standIns/ cannot read or write: dates that do not have the form of the
 * protocol (5 to 7), documents (15), big integers (17) and big decimals (19). The numbers are from `@smithy/core/schema`.
 */
const lackingTypes: ReadonlySet<unknown> = new Set([5, 6, 7, 15, 17, 19]);
/** The bits of a type that make it a list or a map of the type. */
const collectionBits = 64 + 128;
/** The traits of operations and members that put a part of a request into its host name. */
const lackingTraits = ['endpoint', 'hostLabel'];

const withTraits = (member: unknown): readonly unknown[] =>
  Array.isArray(member) && !isSchema(member) ? member : [member];

/** Returns the types in a schema, and its traits and those of its members. */
function partsOf([kind, , , traits, ...rest]: Schema): readonly unknown[] {
  if (kind === 1 || kind === 2) return [traits, ...rest];
  const [, members] = rest;
  const all: readonly unknown[] = Array.isArray(members) ? members : [];
  return [traits, ...all.flatMap(withTraits)];
}

const isLacking = (part: unknown): boolean =>
  typeof part === 'number'
    ? lackingTypes.has(part & ~collectionBits)
    : typeof part === 'object' && part !== null && lackingTraits.some((trait) => trait in part);

/** Throws if a schema of a client needs a part of the SDK that bundles do not contain. */
export function checkTypes(client: string, schemas: Iterable<Schema>): void {
  for (const schema of schemas)
    if (partsOf(schema).some(isLacking))
      throw new Error(`${client}: ${schema[2]} needs a part of the SDK that is replaced in bundles (sdkModules.ts).`);
}
