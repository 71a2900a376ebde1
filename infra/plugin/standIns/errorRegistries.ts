import type { ServiceException, ServiceExceptionOptions } from '@smithy/core/client';
import { TypeRegistry } from '@smithy/core/schema';
import type { StaticErrorSchema } from '@smithy/types';

type ErrorClass = new (given: ServiceExceptionOptions) => ServiceException;

/** What follows the name in the schema of an error: its traits, the names and the types of its members. */
type Rest = [StaticErrorSchema[3], StaticErrorSchema[4], StaticErrorSchema[5], number?];

/**
 * Errors that differ only in their names and codes: a list of `Name` or `Name=Code`, separated by blanks; what follows
 * the name in their schemas; and further properties of the errors.
 */
type Group = readonly [errors: string, rest: (code: string) => Rest, more?: object];

/**
 * Replaces the statements with which a client creates and registers its error classes and their schemas. A client
 * registers all of them, so that a bundle cannot omit any.
 */
export function errorRegistries(
  namespace: string,
  base: StaticErrorSchema,
  Base: ErrorClass,
  groups: readonly Group[],
) {
  const baseRegistry = new TypeRegistry(base[1]);
  baseRegistry.registerError(base, Base);
  const schemas = new Map([[base[2], base]]);
  const registry = filledLater(new TypeRegistry(namespace), () => {
    for (const [errors, rest, more] of groups) {
      for (const error of errors.split(' ')) {
        const [name = '', code = name] = error.split('=');
        const schema: StaticErrorSchema = [-3, namespace, name, ...rest(code)];
        registry.registerError(schema, errorClass(schema, Base, more));
        schemas.set(name, schema);
      }
    }
  });
  const schemaOf = (name: string) => {
    if (!schemas.has(name)) registry.getBaseException();
    return schemas.get(name);
  };
  const classOf = (name: string): unknown => {
    const schema = schemaOf(name);
    return schema && registry.getErrorCtor(schema);
  };
  return { registries: [baseRegistry, registry], schemaOf, classOf };
}

/** Returns the registry, whose errors are registered when somebody looks for one: most processes never meet an error. */
function filledLater(registry: TypeRegistry, fill: () => void): TypeRegistry {
  const contents = { schemas: new Map(), exceptions: new Map() };
  let isFilled = false;
  const filled = (part: keyof typeof contents) => ({
    get: () => {
      if (!isFilled) {
        isFilled = true;
        fill();
      }
      return contents[part];
    },
  });
  return Object.defineProperties(registry, { schemas: filled('schemas'), exceptions: filled('exceptions') });
}

function errorClass([, , name, traits]: StaticErrorSchema, Base: ErrorClass, more?: object): ErrorClass {
  const $fault = typeof traits === 'object' && traits.error === 'server' ? 'server' : 'client';
  return class extends Base {
    constructor(given: ServiceExceptionOptions) {
      super({ ...given, name, $fault });
      Object.setPrototypeOf(this, new.target.prototype);
      Object.assign(this, { name, $fault }, more);
    }
  };
}
