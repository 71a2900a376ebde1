import { isDeepStrictEqual } from 'node:util';
import { StackProblem } from './problem.ts';

/** The values to which `Ref`, `Fn::GetAtt` and the conditions of a template refer. */
export interface Scope {
  /** The values of parameters and pseudo parameters (`AWS::Region`), by name. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /**
   * Returns the value of an attribute of a resource, or of its `Ref` if there is no attribute. Returns undefined if
   * there is no such resource.
   */
  readonly resource: (logicalId: string, attribute: string | undefined) => unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Returns whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `AWS::NoValue`: a property or list entry with this value is removed. */
const noValue = Symbol('AWS::NoValue');

/**
 * Evaluates the intrinsic functions in a part of a template.
 * @throws StackProblem for a function, parameter or resource that does not exist.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = evaluate(value, scope);
  return resolved === noValue ? undefined : resolved;
}

function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((entry) => evaluate(entry, scope)).filter((entry) => entry !== noValue);
  if (!isFields(value)) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0) {
    const [name, argument] = only;
    if (name === 'Ref') return reference(text(argument, 'Ref'), scope);
    const compute = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (compute !== undefined) return compute(argument, scope);
    if (name.startsWith('Fn::'))
      throw new StackProblem(`Template error: the sandbox does not support the function ${name}.`);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, entry]) => [name, evaluate(entry, scope)] as const)
      .filter(([, entry]) => entry !== noValue),
  );
}

const functions: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join', 2);
    return list(evaluate(parts, scope), 'Fn::Join')
      .map((part) => text(part, 'Fn::Join'))
      .join(text(separator, 'Fn::Join'));
  },
  'Fn::GetAtt': (argument, scope) => {
    const path = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt', 2);
    const [logicalId, ...attribute] = path.map((part) => text(part, 'Fn::GetAtt'));
    return attributeOf(logicalId ?? '', attribute.join('.'), scope);
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = list(argument, 'Fn::If', 3);
    return evaluate(holds({ Condition: condition }, scope) ? yes : no, scope);
  },
};

/** Evaluates a condition of `Conditions` or an assertion of `Rules`. @throws StackProblem if it is not valid. */
export function holds(condition: unknown, scope: Scope): boolean {
  const [name, argument] = Object.entries(isFields(condition) ? condition : {})[0] ?? [];
  switch (name) {
    case 'Condition': {
      const conditionName = text(argument, 'Condition');
      const named = Object.hasOwn(scope.conditions, conditionName) ? scope.conditions[conditionName] : undefined;
      if (named === undefined)
        throw new StackProblem(`Template error: unresolved condition dependency ${conditionName}.`);
      return holds(named, scope);
    }
    case 'Fn::Equals': {
      const [a, b] = list(argument, name, 2).map((side) => evaluate(side, scope));
      return isDeepStrictEqual(comparable(a), comparable(b));
    }
    case 'Fn::Not':
      return !list(argument, name, 1).every((entry) => holds(entry, scope));
    case 'Fn::And':
      return list(argument, name).every((entry) => holds(entry, scope));
    case 'Fn::Or':
      return list(argument, name).some((entry) => holds(entry, scope));
    case 'Fn::Contains': {
      const [values, value] = list(argument, name, 2).map((side) => evaluate(side, scope));
      return list(values, name).includes(value);
    }
    default:
      throw new StackProblem(
        `Template error: the sandbox does not support the condition ${JSON.stringify(condition)}.`,
      );
  }
}

/** Converts numbers and Booleans to text, because parameter values are text. */
const comparable = (value: unknown) =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** Evaluates `Fn::Sub` in both forms: a string, or a list of a string and a map of values. */
function substitute(argument: unknown, scope: Scope): unknown {
  const [template, own] = typeof argument === 'string' ? [argument, {}] : list(argument, 'Fn::Sub', 2);
  const values = isFields(own) ? own : {};
  return text(template, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (Object.hasOwn(values, name)) return text(evaluate(values[name], scope), 'Fn::Sub');
    const [logicalId, ...attribute] = name.split('.');
    return attribute.length === 0
      ? text(reference(name, scope), 'Fn::Sub')
      : text(attributeOf(logicalId ?? '', attribute.join('.'), scope), 'Fn::Sub');
  });
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return noValue;
  const value = scope.values.has(name) ? scope.values.get(name) : scope.resource(name, undefined);
  if (value === undefined)
    throw new StackProblem(`Template format error: Unresolved resource dependencies [${name}] in the template.`);
  return value;
}

function attributeOf(logicalId: string, attribute: string, scope: Scope): unknown {
  const value = scope.resource(logicalId, attribute);
  if (value === undefined) throw new StackProblem(`Template error: ${logicalId} has no attribute ${attribute}.`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new StackProblem(`Template error: ${where} requires a string instead of ${JSON.stringify(value)}.`);
}

function list(value: unknown, where: string, length?: number): readonly unknown[] {
  if (Array.isArray(value) && (length === undefined || value.length === length)) return value;
  throw new StackProblem(
    `Template error: ${where} requires a list${length === undefined ? '' : ` of ${length} elements`}.`,
  );
}
