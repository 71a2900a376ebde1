import { errorGroups, errorNames, type Exports } from './clientErrors.ts';
import { constantsFor, isErrorSchema, isSchema, sourceOf, withoutName } from './schemaSources.ts';
import { checkTypes } from './schemaTypes.ts';

/**
 * Returns the source of a module with the same exports as the module of a client's schemas. From this source esbuild
 * removes what the called operations do not need. It cannot remove it from the package's module: there each error
 * registers itself, and the names of traits are expressions, so that a schema with traits is kept, and everything to
 * which it refers.
 *
 * @param errorRegistries The path of the module that creates the error classes.
 */
export function schemasModule(client: string, exported: Exports, errorRegistries: string): string {
  const schemas = Object.entries(exported).flatMap(([name, value]) =>
    name.endsWith('$') && isSchema(value) ? [{ name, value }] : [],
  );
  const { base, errors } = errorNames(client, exported);
  const constants = constantsFor(new Map(schemas.map(({ name, value }) => [value, name])));
  checkTypes(client, [...constants.keys()].filter(isSchema));
  const isExported = new Set(schemas.map(({ name }) => name));
  const baseSchema = schemas.find(({ name }) => name === `${base}$`)?.value;
  const [namespace] = schemas.flatMap(({ value }) => (value === baseSchema ? [] : [value[1]]));
  const of = (part: unknown) => constants.get(part) ?? sourceOf(part, constants);
  return [
    `import { errorRegistries } from ${JSON.stringify(errorRegistries)};`,
    `import { ${base} } from '../models/${base}';`,
    ...[...constants].map(([value, name]) => {
      if (isSchema(value) && isErrorSchema(value)) return '';
      return `${isExported.has(name) ? 'export ' : ''}const ${name} = ${sourceOf(isSchema(value) ? withoutName(value) : value, constants)};`;
    }),
    `const { registries, schemaOf, classOf } = errorRegistries(`,
    `  ${of(namespace)}, ${sourceOf(baseSchema, constants)}, ${base}, ${errorGroups(errors, exported, of)});`,
    'export const errorTypeRegistries = registries;',
    `export const classOfError = classOf;`,
    ...[base, ...errors].map((name) => `export const ${name}$ = /* @__PURE__ */ schemaOf('${name}');`),
  ].join('\n');
}

/** Returns the source of a module with the same exports as the module of a client's error classes. */
export function errorsModule(client: string, exported: Exports): string {
  return [
    `import { classOfError } from '../schemas/schemas_0';`,
    ...errorNames(client, exported).errors.map(
      (name) => `export const ${name} = /* @__PURE__ */ classOfError('${name}');`,
    ),
  ].join('\n');
}
