import * as z from 'zod';
import { isSchema, type Schema } from './schemaSources.ts';

/** What a client of the SDK exports. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Returns the name of the class from which a client derives its error classes, and the names of these. Throws if the
 * client does not have such a class.
 */
export function errorNames(client: string, exported: Exports): { readonly base: string; readonly errors: string[] } {
  const [base, Base] = Object.entries(exported).find(([name]) => name.endsWith('ServiceException')) ?? [];
  if (base === undefined) throw new Error(`${client} has no base class of its errors.`);
  const errors = Object.entries(exported).flatMap(([name, value]) =>
    typeof value === 'function' && Object.getPrototypeOf(value) === Base ? [name] : [],
  );
  return { base, errors };
}

interface KnownError {
  /** The name, and the code in the Query protocol if it differs: `Name` or `Name=Code`. */
  readonly entry: string;
  readonly schema: Schema;
  readonly retryable: unknown;
}

const fault = z.enum(['client', 'server']);
const errorFields = z.object({ name: z.string(), $fault: fault, $retryable: z.unknown() });
const errorTraits = z.looseObject({ error: fault, awsQueryError: z.optional(z.tuple([z.string(), z.number()])) });

/** Throws if the class does not match its schema, because both are created from the schema. */
function knownError(name: string, exported: Exports): KnownError {
  const [Class, schema] = [exported[name], exported[`${name}$`]];
  if (typeof Class !== 'function' || !isSchema(schema)) throw new Error(`The error ${name} has no schema.`);
  const instance: unknown = Reflect.construct(Class, [{ message: '', $metadata: {} }]);
  const fields = errorFields.parse({ ...(typeof instance === 'object' ? instance : {}) });
  const { error, awsQueryError: [code] = [name] } = errorTraits.parse(schema[3]);
  if (fields.name !== name || schema[2] !== name || fields.$fault !== error)
    throw new Error(`The error ${name} does not match its schema.`);
  return { entry: code === name ? name : `${name}=${code}`, schema, retryable: fields.$retryable };
}

/**
 * Returns the source of the groups of errors that differ only in their names and codes, as
 * `standIns/errorRegistries.ts` expects them.
 */
export function errorGroups(names: readonly string[], exported: Exports, sourceOf: (part: unknown) => string): string {
  const groups = Object.groupBy(
    names.map((name) => knownError(name, exported)),
    ({ schema: [, , , traits, ...rest], retryable }) => {
      const { awsQueryError, ...others } = errorTraits.parse(traits);
      const codes = awsQueryError === undefined ? '' : `awsQueryError: [code, ${awsQueryError[1]}], `;
      const parts = [`{ ${codes}...${sourceOf(others)} }`, ...rest.map(sourceOf)];
      return `(code) => [${parts.join(', ')}]${retryable === undefined ? '' : `, { $retryable: ${sourceOf(retryable)} }`}`;
    },
  );
  const lines = Object.entries(groups).map(
    ([group, errors = []]) => `['${errors.map(({ entry }) => entry).join(' ')}', ${group}],`,
  );
  return `[\n${lines.join('\n')}\n]`;
}
