import type { Parameter } from '../../catalog/blueprint.ts';
import { wrong, type Checked, type Fault } from './checked.ts';
import type { Tag } from './parameterValues.ts';
import { keyProblem, valueProblem } from './tagRules.ts';

/** Returns the tags of a request, or what is wrong with them. `given` is undefined if the request has none. */
export function checkTags({ max, ...parameter }: Extract<Parameter, { kind: 'tags' }>, given: unknown): Checked {
  const form = `a list of at most ${String(max)} objects with a key and a value`;
  if (given === undefined) return 'default' in parameter ? { value: [] } : wrong(`is missing. It must be ${form}.`);
  if (!Array.isArray(given) || given.length > max) return wrong(`must be ${form}.`);
  const faults: Fault[] = [];
  const tags: Tag[] = [];
  for (const [entry, tag] of given.entries()) {
    if (!isTag(tag)) faults.push({ entry, wrong: 'must be an object with a key and a value, both strings.' });
    else {
      const key = keyProblem(tag.key);
      const value = valueProblem(tag.value);
      if (key !== undefined) faults.push({ entry, wrong: `has a key that ${key}` });
      else if (value !== undefined) faults.push({ entry, wrong: `has a value that ${value}` });
      else if (tags.some((other) => other.key.toLowerCase() === tag.key.toLowerCase()))
        faults.push({ entry, wrong: `repeats the key ${tag.key}: IAM treats keys that differ only in case as equal.` });
      else tags.push({ key: tag.key, value: tag.value });
    }
  }
  return faults.length === 0 ? { value: tags } : { faults };
}

function isTag(tag: unknown): tag is Tag {
  if (typeof tag !== 'object' || tag === null || !('key' in tag) || !('value' in tag)) return false;
  return typeof tag.key === 'string' && typeof tag.value === 'string' && Object.keys(tag).length === 2;
}
