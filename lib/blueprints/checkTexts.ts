import type { Parameter } from '../../catalog/blueprint.ts';
import { isRegion, regionRule } from '../core/partitions.ts';
import { arnProblem, type Place } from './arn.ts';
import { wrong, type Checked, type Fault } from './checked.ts';
import { notGiven } from './notGiven.ts';
import { characterProblem } from './valueCharacters.ts';

/** A parameter whose value is a text that stands in a policy, or a list of such texts. */
export type TextParameter = Extract<Parameter, { kind: 'arn' | 'resourceName' | 'regions' | 'text' }>;

/** The names that a parameter without a pattern of its own takes. */
const resourceNamePattern = '[A-Za-z0-9_+=,.@/-]+';

/** Returns the bounds of the list that a parameter takes. Undefined if it takes one text. */
export function listOf(parameter: TextParameter): { readonly min: number; readonly max: number } | undefined {
  return parameter.kind === 'regions' ? parameter : parameter.list;
}

/** Returns the source of the regular expression that the whole of a value has to match. Undefined if there is none. */
export function wholePattern(parameter: TextParameter): string | undefined {
  switch (parameter.kind) {
    case 'arn':
      return parameter.pattern;
    case 'resourceName':
      return parameter.pattern ?? resourceNamePattern;
    case 'text':
      return parameter.pattern;
    case 'regions':
      return undefined;
  }
}

/** Returns the value of a parameter, or what is wrong with it. `given` is undefined if the request has none. */
export function checkTexts(parameter: TextParameter, given: unknown, place: Place): Checked {
  const list = listOf(parameter);
  if (given === undefined) {
    if (parameter.default === undefined) return wrong(`is missing. It must be ${formOf(list)}.`);
    return { value: parameter.default };
  }
  if (list === undefined) {
    if (typeof given !== 'string') return wrong('must be a string.');
    const problem = textProblem(parameter, given, place, false);
    return problem === undefined ? { value: given } : wrong(problem);
  }
  if (!Array.isArray(given) || given.length < list.min || given.length > list.max)
    return wrong(`must be ${formOf(list)}.`);
  const faults: Fault[] = [];
  const texts: string[] = [];
  const entries: readonly unknown[] = given;
  for (const [entry, text] of entries.entries()) {
    if (typeof text !== 'string') {
      faults.push({ entry, wrong: 'must be a string.' });
      continue;
    }
    const problem = textProblem(parameter, text, place, true);
    if (problem !== undefined) faults.push({ entry, wrong: problem });
    else if (texts.includes(text)) faults.push({ entry, wrong: `repeats ${text}.` });
    else texts.push(text);
  }
  return faults.length === 0 ? { value: texts } : { faults };
}

function formOf(list: ReturnType<typeof listOf>): string {
  return list === undefined ? 'a string' : `a list of ${String(list.min)} to ${String(list.max)} strings`;
}

function textProblem(parameter: TextParameter, text: string, place: Place, isInList: boolean): string | undefined {
  if (parameter.kind === 'regions')
    return isRegion(place.partition, text) ? undefined : `must be ${regionRule(place.partition)}.`;
  const characters = characterProblem(text, isInList);
  if (characters !== undefined) return characters;
  if (text === notGiven && parameter.default === null)
    return `must not be ${notGiven}, with which the stack says that the parameter is not given.`;
  if (parameter.kind === 'arn') {
    const problem = arnProblem(parameter, text, place);
    if (problem !== undefined) return problem;
  }
  if (parameter.kind === 'text' && parameter.maxLength !== undefined && text.length > parameter.maxLength)
    return `must have at most ${String(parameter.maxLength)} characters. It has ${String(text.length)}.`;
  const pattern = wholePattern(parameter);
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text)) return undefined;
  return `must match the regular expression ${pattern} as a whole.`;
}
