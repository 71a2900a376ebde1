import { types } from 'node:util';
import { parse } from 'yaml';
import { quoted } from './fault.ts';

/**
 * Returns what is wrong with a scalar without quotes: the versions of YAML read it as different values. `yes` is a text
 * in YAML 1.2 and true in YAML 1.1, which many programs still read. Undefined if they agree.
 */
export function versionsDiffer(source: string): { readonly problem: string; readonly remedy: string } | undefined {
  const [one, other] = [read(source, '1.1'), read(source, '1.2')];
  if (Object.is(one, other)) return undefined;
  const isFlag = typeof one === 'boolean';
  return {
    problem: `without quotes, ${source} is ${described(one)} to some readers of YAML and ${described(other)} to others`,
    remedy: `Put it in quotes: ${quoted(source)}.${isFlag ? ` If no text is meant, write ${String(one)}.` : ''}`,
  };
}

/** Returns what YAML makes of a value that is not in quotes, such as `the number 12345678901`. */
export function described(value: unknown): string {
  if (value === null || value === undefined) return 'no value';
  if (types.isDate(value)) return 'a date';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'number':
      return `the number ${String(value)}`;
    case 'boolean':
      return String(value);
    default:
      return Array.isArray(value) ? 'a list' : 'a mapping';
  }
}

function read(source: string, version: '1.1' | '1.2'): unknown {
  return parse(source, { version, merge: false, logLevel: 'silent' });
}
