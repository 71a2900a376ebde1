import { isRecord, listOf } from './json.ts';
import type { PropertyType, ResourceProperties, Specification } from './specification.ts';

/** Compares an object with the properties of its type in the specification. Each line begins with `path`. */
export function propertyProblems(
  path: string,
  value: unknown,
  properties: ResourceProperties,
  specification: Specification,
): string[] {
  if (!isRecord(value)) return [`${path}: must be an object`];
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required === true && value[name] === undefined)
    .map(([name]) => `${path}: ${name} is required`);
  const wrong = Object.entries(value).flatMap(([name, given]) => {
    const property = properties[name];
    if (property === undefined) return [`${path}: there is no property ${name}`];
    return valueProblems(`${path}.${name}`, given, property.type, specification);
  });
  return [...missing, ...wrong];
}

function valueProblems(path: string, value: unknown, type: PropertyType, specification: Specification): string[] {
  const branches = branchesOf(value);
  if (branches !== undefined) return branches.flatMap((branch) => valueProblems(path, branch, type, specification));
  switch (type.type) {
    case 'union': {
      const found = alternatives(type.types, value).map((option) => valueProblems(path, value, option, specification));
      return found.toSorted((one, other) => one.length - other.length)[0] ?? [];
    }
    case 'array':
      if (!Array.isArray(value)) return [`${path}: must be a list`];
      return value.flatMap((item, index) =>
        valueProblems(`${path}[${String(index)}]`, item, type.element, specification),
      );
    case 'map':
      if (!isRecord(value)) return [`${path}: must be an object`];
      return Object.entries(value).flatMap(([key, item]) =>
        valueProblems(`${path}.${key}`, item, type.element, specification),
      );
    case 'ref':
      return propertyProblems(
        path,
        value,
        specification.get('typeDefinition', type.reference).properties,
        specification,
      );
    case 'string':
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
        return [`${path}: must be a string`];
      }
      return oneOf(path, String(value), type.allowedValues);
    case 'integer':
    case 'number':
      // CloudFormation also accepts "5" for 5 and "true" for true.
      return Number.isFinite(typeof value === 'string' ? Number(value) : value) ? [] : [`${path}: must be a number`];
    case 'boolean':
      return /^(true|false)$/.test(String(value)) ? [] : [`${path}: must be true or false`];
    default:
      return [];
  }
}

/**
 * The values of an intrinsic function that can be checked: both results of an Fn::If, and none for other functions, whose
 * results are known only at deploy. Undefined for a value that is not an intrinsic function.
 */
function branchesOf(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value)) return undefined;
  const [name, ...more] = Object.keys(value);
  if (name === undefined || more.length > 0) return undefined;
  if (name === 'Fn::If') return listOf(value[name]).slice(1);
  return name === 'Ref' || name.startsWith('Fn::') ? [] : undefined;
}

/** Many properties allow a specific type or any JSON. "Any JSON" counts only if no specific type has the value's shape. */
function alternatives(types: readonly PropertyType[], value: unknown): readonly PropertyType[] {
  const shapes: Record<string, boolean> = { array: Array.isArray(value), ref: isRecord(value), map: isRecord(value) };
  const exact = types.filter(({ type }) => shapes[type] === true);
  return exact.length > 0 ? exact : types;
}

function oneOf(path: string, value: string, allowed: readonly string[] | undefined): string[] {
  if (allowed === undefined || allowed.length === 0 || allowed.includes(value)) return [];
  return [`${path}: ${value} is none of ${allowed.join(', ')}`];
}
