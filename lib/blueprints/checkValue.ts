import type { Parameter } from '../../catalog/blueprint.ts';
import { nameLimits, namePattern } from '../core/names.ts';
import { isRegion, regionRule } from '../core/partitions.ts';
import type { Place } from './arn.ts';
import { checkTags } from './checkTags.ts';
import { checkTexts } from './checkTexts.ts';
import { wrong, type Checked, type Fault } from './checked.ts';

/** The pattern of labels. It excludes every character that has a special meaning in a shell, an INI file or a URL. */
export const labelPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const labelRule =
  'must be 1 to 64 letters, digits, dots, underscores and hyphens, and begin with a letter or digit.';

/** Returns the value of a parameter, or what is wrong with it. `given` is undefined if the request has none. */
export function checkValue(parameter: Parameter, given: unknown, place: Place): Checked {
  const { partition } = place;
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
      return checkTexts(parameter, given, place);
    case 'tags':
      return checkTags(parameter, given);
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

function isName(given: unknown, limit: number): given is string {
  return typeof given === 'string' && given.length <= limit && namePattern.test(given);
}

function nameRule(given: unknown, limit: number): string {
  const rule = `1 to ${String(limit)} characters of letters, digits and _ + = . @ - (no comma, space or slash).`;
  return typeof given === 'string' ? `must be ${rule}` : `must be a string: ${rule}`;
}
