import { WrongUsage } from '../failures.ts';
import { parametersOf, type ParameterSchema } from './parameterSchema.ts';

/** The value of a parameter in a request. */
export type ParameterValue = string | boolean | string[];

/**
 * Returns the parameters of a request from `NAME=VALUE` texts. The schema of the blueprint says which are flags and which
 * are lists. A list takes the values of several texts, and several values of one text, separated by commas. The service
 * checks the rest, and names the field in its answer. @throws WrongUsage
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
      values[name] = [...(Array.isArray(before) ? before : []), ...value.split(',')];
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
