import { refuse } from '../refusal.ts';
import type { QueryStructure } from './query.ts';

/** The constraints of one parameter. Lengths are in characters. */
export interface Rule {
  readonly min?: number;
  readonly max: number;
  readonly pattern?: RegExp;
  /**
   * Returns AWS's message for a value that does not match the pattern. `field` is the field's name as AWS writes it.
   */
  readonly errorMessage?: (field: string, value: string) => string;
}

function fieldName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function violation(field: string, value: string | null, constraint: string): Error {
  const shown = value === null ? 'null' : `'${value}'`;
  return refuse(
    'ValidationError',
    `1 validation error detected: Value ${shown} at '${field}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** Checks one value. Throws ValidationError with the message of AWS. */
function check(name: string, value: string, rule: Rule): string {
  const field = fieldName(name);
  const min = rule.min ?? 1;
  if (value.length < min) throw violation(field, value, `have length greater than or equal to ${String(min)}`);
  if (value.length > rule.max) throw violation(field, value, `have length less than or equal to ${String(rule.max)}`);
  if (rule.pattern && !rule.pattern.test(value)) {
    throw rule.errorMessage
      ? refuse('ValidationError', rule.errorMessage(field, value))
      : violation(field, value, `satisfy regular expression pattern: ${rule.pattern.source}`);
  }
  return value;
}

/** Returns an optional text parameter. Throws ValidationError. */
export function optionalText(input: QueryStructure, name: string, rule: Rule): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? check(name, value, rule) : undefined;
}

/** Returns a required text parameter. Throws ValidationError. */
export function text(input: QueryStructure, name: string, rule: Rule): string {
  const value = optionalText(input, name, rule);
  if (value === undefined) throw violation(fieldName(name), null, 'not be null');
  return value;
}

/** Returns an optional whole number within the bounds. Throws ValidationError. */
export function optionalInteger(
  input: QueryStructure,
  name: string,
  bounds: { min: number; max: number },
): number | undefined {
  const value = input[name];
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  if (!Number.isInteger(number))
    throw refuse('ValidationError', `Value '${value}' at '${fieldName(name)}' is not an integer`);
  if (number < bounds.min)
    throw violation(fieldName(name), value, `have value greater than or equal to ${String(bounds.min)}`);
  if (number > bounds.max)
    throw violation(fieldName(name), value, `have value less than or equal to ${String(bounds.max)}`);
  return number;
}

/** Returns a parameter that must be one of the given words. Throws ValidationError. */
export function oneOf<Word extends string>(
  input: QueryStructure,
  name: string,
  words: readonly Word[],
  fallback?: Word,
): Word {
  const value = input[name];
  if (value === undefined && fallback !== undefined) return fallback;
  if (typeof value !== 'string') throw violation(fieldName(name), null, 'not be null');
  const found = words.find((word) => word === value);
  if (found === undefined) throw violation(fieldName(name), value, `satisfy enum value set: [${words.join(', ')}]`);
  return found;
}

/** Returns a Boolean parameter, which SDKs send as `true` or `false`. */
export function flag(input: QueryStructure, name: string, fallback: boolean): boolean {
  const value = input[name];
  return value === undefined ? fallback : value === 'true';
}

/** Returns a list of texts. A list that is absent is empty. Throws ValidationError. */
export function textList(input: QueryStructure, name: string, rule: Rule): readonly string[] {
  const value = input[name];
  if (!Array.isArray(value)) return [];
  return value.flatMap((member) => (typeof member === 'string' ? [check(name, member, rule)] : []));
}

/** Returns a list of structures. A list that is absent is empty. */
export function structureList(input: QueryStructure, name: string): readonly QueryStructure[] {
  const value = input[name];
  if (!isList(value)) return [];
  return value.flatMap((member) => (isStructure(member) ? [member] : []));
}

function isList(value: QueryStructure[string]): value is readonly (string | QueryStructure)[] {
  return Array.isArray(value);
}

function isStructure(value: string | QueryStructure): value is QueryStructure {
  return typeof value === 'object' && !Array.isArray(value);
}
