import { WrongUsage } from '../failures.ts';
import { parametersOf, type ParameterSchema } from './parameterSchema.ts';

/** The value of a parameter in a request. */
export type ParameterValue = string | boolean | string[] | Tag[];

interface Tag {
  readonly key: string;
  readonly value: string;
}

/**
 * Returns the parameters of a request from `NAME=VALUE` texts. The schema of the blueprint says which are flags and which
 * are lists. A list takes the values of several texts, and several values of one text, separated by commas. A tag in a list
 * is KEY=VALUE. The service checks the rest, and names the field in its answer. @throws WrongUsage
 */
export function parameterValues(
  given: readonly string[],
  schema: Readonly<Record<string, unknown>>,
): Record<string, ParameterValue> {
  const known = parametersOf(schema);
  const values: Record<string, ParameterValue> = {};
  for (const text of given) {
    const [name, value] = parts(text);
    const parameter = known.find((each) => each.name === name);
    if (parameter === undefined) throw unknownParameter(name, known);
    const before = values[name];
    if (parameter.kind === 'list') {
      values[name] = [...textsOf(before), ...value.split(',')];
      continue;
    }
    if (parameter.kind === 'tags') {
      values[name] = [...tagsOf(before), ...value.split(',').map((tag) => readTag(name, tag))];
      continue;
    }
    if (before !== undefined) throw new WrongUsage(`The parameter ${name} is given twice.`);
    values[name] = parameter.kind === 'flag' ? readFlag(name, value) : value;
  }
  return values;
}

function parts(text: string): readonly [name: string, value: string] {
  const index = text.indexOf('=');
  if (index < 1) throw new WrongUsage(`A parameter must be NAME=VALUE, not ${JSON.stringify(text)}.`);
  return [text.slice(0, index), text.slice(index + 1)];
}

const textsOf = (value: ParameterValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

const tagsOf = (value: ParameterValue | undefined): readonly Tag[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'object') : [];

function readTag(name: string, text: string): Tag {
  const index = text.indexOf('=');
  if (index > 0) return { key: text.slice(0, index), value: text.slice(index + 1) };
  throw new WrongUsage(`A tag of the parameter ${name} must be KEY=VALUE, not ${JSON.stringify(text)}.`);
}

function readFlag(name: string, value: string): boolean {
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw new WrongUsage(`The parameter ${name} must be true or false, not ${JSON.stringify(value)}.`);
}

function unknownParameter(name: string, known: readonly ParameterSchema[]): WrongUsage {
  const names = known.map((each) => each.name);
  const which = names.length === 0 ? 'The blueprint has no parameters.' : `The blueprint has ${names.join(', ')}.`;
  return new WrongUsage(`There is no parameter ${JSON.stringify(name)}. ${which}`);
}
