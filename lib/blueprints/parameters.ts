import type { Blueprint, Parameter } from '../../catalog/blueprint.ts';
import type { FieldError } from '../core/errors.ts';
import { nameLimits, namePattern } from '../core/names.ts';
import { isRegion, regionRule, type Partition } from '../core/partitions.ts';
import type { ParameterValues } from './policyDocument.ts';

/** The pattern of labels. It excludes every character that has a special meaning in a shell, an INI file or a URL. */
export const labelPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const labelRule =
  'must be 1 to 64 letters, digits, dots, underscores and hyphens, and begin with a letter or digit.';

/** A rule that a value breaks. `entry` is the index in a list. */
type Fault = { readonly wrong: string; readonly entry?: number };
type Checked = { readonly value: ParameterValues[string] } | { readonly faults: readonly Fault[] };

/** Returns the values of a blueprint's parameters, including defaults, or an error for each invalid field. */
export function readParameters(
  blueprint: Blueprint,
  given: Readonly<Record<string, unknown>>,
  partition: Partition,
): { readonly values: ParameterValues } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const values: Record<string, ParameterValues[string]> = {};
  for (const name of Object.keys(given).filter((each) => !Object.hasOwn(blueprint.parameters, each))) {
    const known = Object.keys(blueprint.parameters).join(', ') || 'none';
    errors.push({ pointer: pointer(name), detail: `is not a parameter of ${blueprint.name}, which has ${known}.` });
  }
  for (const [name, parameter] of Object.entries(blueprint.parameters)) {
    // Null means that the parameter is not given.
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const checked = check(parameter, value ?? undefined, partition);
    if ('value' in checked) values[name] = checked.value;
    else errors.push(...checked.faults.map(({ wrong, entry }) => ({ pointer: pointer(name, entry), detail: wrong })));
  }
  return errors.length > 0 ? { errors } : { values };
}

/** Returns the parameter with the names of a type of resource, or undefined if the names cannot be chosen. */
export function nameParameter(blueprint: Blueprint, type: 'user' | 'group' | 'policy'): string | undefined {
  return Object.entries(blueprint.parameters).find(
    ([, each]) => (each.kind === 'name' && each.of === type) || (each.kind === 'userNames' && type === 'user'),
  )?.[0];
}

function check(parameter: Parameter, given: unknown, partition: Partition): Checked {
  switch (parameter.kind) {
    case 'region':
      if (given === undefined) return { value: null };
      if (typeof given === 'string' && isRegion(partition, given)) return { value: given };
      return wrong(`must be ${regionRule(partition)}, or null.`);
    case 'flag':
      if (given === undefined) return { value: parameter.default };
      if (typeof given !== 'boolean') return wrong('must be true or false.');
      if (!given || parameter.onlyIn?.includes(partition) !== false) return { value: given };
      return wrong(
        `can be true only in the partition ${parameter.onlyIn.join(' or ')}: ${partition} does not have the services that it needs.`,
      );
    case 'choice':
      if (given === undefined) return { value: parameter.default };
      if (typeof given === 'string' && parameter.values.includes(given)) return { value: given };
      return wrong(`must be one of: ${parameter.values.join(', ')}.`);
    case 'label':
      if (given === undefined) return { value: parameter.default };
      if (typeof given === 'string' && labelPattern.test(given)) return { value: given };
      return wrong(labelRule);
    case 'name': {
      if (given === undefined) return { value: parameter.default };
      const limit = nameLimits[parameter.of];
      return isName(given, limit) ? { value: given } : wrong(nameRule(given, limit));
    }
    case 'userNames':
      return checkNames(parameter, given);
    case 'arn':
    case 'resourceName':
    case 'regions':
    case 'text':
    case 'tags':
      return wrong('has a kind that requests cannot use yet.');
  }
}

function checkNames({ min, max }: Extract<Parameter, { kind: 'userNames' }>, given: unknown): Checked {
  const rule = `must be a list of ${String(min)} to ${String(max)} user names.`;
  if (given === undefined) return wrong(`is missing. It ${rule}`);
  if (!Array.isArray(given) || given.length < min || given.length > max) return wrong(rule);
  const limit = nameLimits.user;
  const names: string[] = [];
  const faults: Fault[] = [];
  for (const [entry, name] of given.entries()) {
    if (!isName(name, limit)) faults.push({ entry, wrong: nameRule(name, limit) });
    else if (names.some((other) => other.toLowerCase() === name.toLowerCase()))
      faults.push({ entry, wrong: `repeats the name ${name}: to IAM, names that differ only in case are the same.` });
    else names.push(name);
  }
  return faults.length === 0 ? { value: names } : { faults };
}

const wrong = (rule: string): Checked => ({ faults: [{ wrong: rule }] });

function isName(given: unknown, limit: number): given is string {
  return typeof given === 'string' && given.length <= limit && namePattern.test(given);
}

function nameRule(given: unknown, limit: number): string {
  const rule = `1 to ${String(limit)} characters of letters, digits and _ + = . @ - (no comma, space or slash).`;
  return typeof given === 'string' ? `must be ${rule}` : `must be a string: ${rule}`;
}

function pointer(name: string, entry?: number): string {
  const parameter = `/parameters/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return entry === undefined ? parameter : `${parameter}/${String(entry)}`;
}
