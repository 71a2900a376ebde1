import type { Blueprint, Parameter } from '../catalog/blueprint.ts';
import type { FieldError } from './errors.ts';
import { nameLimits, namePattern } from './names.ts';
import { isRegion, type Partition } from './partitions.ts';
import type { Values } from './policy.ts';

/** What means nothing to a shell, an INI file or a URL. */
export const labelPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

type Checked = { readonly value: Values[string] } | { readonly wrong: string };

/** The values of a blueprint's parameters, defaults filled in, or every place that is wrong. */
export function readParameters(
  blueprint: Blueprint,
  given: Readonly<Record<string, unknown>>,
  partition: Partition,
): { readonly values: Values } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const values: Record<string, Values[string]> = {};
  for (const name of Object.keys(given).filter((each) => !Object.hasOwn(blueprint.parameters, each))) {
    const known = Object.keys(blueprint.parameters).join(', ');
    errors.push({ pointer: pointer(name), detail: `${blueprint.name} has no parameter ${name}. It takes: ${known}.` });
  }
  for (const [name, parameter] of Object.entries(blueprint.parameters)) {
    const checked = check(parameter, Object.hasOwn(given, name) ? given[name] : undefined, partition);
    if ('wrong' in checked) errors.push({ pointer: pointer(name), detail: checked.wrong });
    else values[name] = checked.value;
  }
  return errors.length > 0 ? { errors } : { values };
}

function check(parameter: Parameter, given: unknown, partition: Partition): Checked {
  switch (parameter.kind) {
    case 'region':
      if (given === undefined || given === null) return { value: null };
      if (typeof given === 'string' && isRegion(partition, given)) return { value: given };
      return { wrong: `must be a region of the partition ${partition}, for example us-west-2, or null.` };
    case 'flag':
      if (given === undefined) return { value: parameter.default };
      if (typeof given !== 'boolean') return { wrong: 'must be true or false.' };
      if (!given || parameter.onlyIn?.includes(partition) !== false) return { value: given };
      return { wrong: `can only be true in ${parameter.onlyIn.join(', ')}: ${partition} lacks what it needs.` };
    case 'choice':
      if (given === undefined) return { value: parameter.default };
      if (typeof given === 'string' && parameter.values.includes(given)) return { value: given };
      return { wrong: `must be one of: ${parameter.values.join(', ')}.` };
    case 'label':
      if (given === undefined) return { value: parameter.default };
      if (typeof given === 'string' && labelPattern.test(given)) return { value: given };
      return { wrong: 'must be 1 to 64 letters, digits and . _ -, the first a letter or digit.' };
    case 'name': {
      if (given === undefined) return { value: parameter.default };
      const wrong = nameFault(given, nameLimits[parameter.of]);
      return typeof given === 'string' && wrong === undefined
        ? { value: given }
        : { wrong: wrong ?? 'must be a name.' };
    }
    case 'userNames':
      return checkNames(parameter, given);
  }
}

function checkNames(parameter: Extract<Parameter, { kind: 'userNames' }>, given: unknown): Checked {
  const { min, max } = parameter;
  if (!Array.isArray(given) || given.length < min || given.length > max) {
    return { wrong: `must be a list of ${String(min)} to ${String(max)} user names.` };
  }
  const names: string[] = [];
  for (const name of given) {
    const wrong = nameFault(name, nameLimits.user);
    if (typeof name !== 'string' || wrong !== undefined) return { wrong: `every name ${wrong ?? 'must be text.'}` };
    if (names.some((other) => other.toLowerCase() === name.toLowerCase())) {
      return { wrong: `names ${name} twice: IAM takes names that differ in case alone as the same.` };
    }
    names.push(name);
  }
  return { value: names };
}

function nameFault(name: unknown, limit: number): string | undefined {
  if (typeof name === 'string' && name.length <= limit && namePattern.test(name)) return undefined;
  return `must be 1 to ${String(limit)} characters of letters, digits and _ + = . @ - (no comma, blank or slash).`;
}

function pointer(name: string): string {
  return `/parameters/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
