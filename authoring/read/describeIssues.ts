import type * as z from 'zod/mini';
import { entryOf, knownKeys, nameOf, schemasAt, wanted } from './expected.ts';
import { quoted, type Path } from './fault.ts';
import { nearest } from './nearest.ts';
import { described } from './plainScalar.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong at a place of a blueprint. `at`: whether the key is wrong, or the value. */
export interface Described {
  readonly path: Path;
  readonly at: 'key' | 'value';
  readonly problem: string;
  readonly remedy: string;
}

/**
 * Says in words where a value is not a blueprint.
 *
 * @param sourceOf returns a scalar without quotes as it is written
 */
export function describeIssues(
  issues: readonly Issue[],
  blueprint: unknown,
  sourceOf: (path: Path) => string | undefined,
): readonly Described[] {
  const leaves = issues.flatMap((issue) => leavesOf(issue, []));
  const found = leaves.flatMap(({ issue, path }) => describe(issue, path, blueprint, sourceOf));
  // A key that is misspelled is unknown, and the right one is missing: one sentence is enough.
  const meant = new Set(found.map(({ meant }) => JSON.stringify(meant)));
  return found.filter(({ wants = [] }) => !wants.some((path) => meant.has(JSON.stringify(path))));
}

interface Found extends Described {
  /** The paths of which one is missing. */
  readonly wants?: readonly Path[];
  /** The path that the wrong key should have. */
  readonly meant?: Path | undefined;
}

interface Leaf {
  readonly issue: Issue;
  readonly path: Path;
}

/** Of a union, returns the mistakes of the member that the value is most like, or the union itself if it is like none. */
function leavesOf(issue: Issue, prefix: Path): readonly Leaf[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const [likely] = issue.errors
    .filter((errors) => !errors.some(({ code, path: inside }) => code === 'invalid_type' && inside.length === 0))
    .map((errors) => errors.flatMap((each) => leavesOf(each, path)))
    .toSorted((one, other) => one.length - other.length);
  return likely ?? [{ issue, path }];
}

function describe(
  issue: Issue,
  path: Path,
  blueprint: unknown,
  sourceOf: (path: Path) => string | undefined,
): readonly Found[] {
  const name = nameOf(path);
  const value = path.reduce(entryOf, blueprint);
  const schemas = schemasAt(path, blueprint);
  const at = 'value' as const;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, knownKeys(schemas)));
    case 'invalid_key':
      return [{ path, at: 'key', problem: `a parameter is called ${name}`, remedy: parameterNames }];
    case 'invalid_format':
      return [{ path, at, problem: `${name} is ${JSON.stringify(value)}`, remedy: formatOf(path, issue) }];
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      return [{ path, at, problem: `${name} is ${JSON.stringify(value)}`, remedy: `It must be ${limit}.` }];
    }
    case 'custom':
      return [{ path, at, problem: `${name} ${issue.message}`, remedy: 'Write another one.' }];
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'invalid_element': {
      if (value === undefined) return [missing(path, blueprint)];
      const words = wanted(schemas);
      const source = sourceOf(path);
      if (source !== undefined && typeof value !== 'string' && words.includes('text') && source !== '')
        return [{ path, at, problem: unquoted(source, value), remedy: `Put it in quotes: ${quoted(source)}.` }];
      const is = typeof value === 'string' ? quoted(value) : described(value);
      return [{ path, at, problem: `${name} is ${is}`, remedy: `It must be ${words}.` }];
    }
  }
}

const unquoted = (source: string, value: unknown) =>
  String(value) === source
    ? `without quotes, ${source} is not a text`
    : `without quotes, ${source} is ${described(value)}`;

function missing(path: Path, blueprint: unknown): Found {
  const key = String(path.at(-1));
  const others = schemasAt(path.slice(0, -1), blueprint)
    .filter(({ required = [] }) => !required.includes(key))
    .flatMap(({ required = [] }) => required.filter((each) => each !== key));
  const keys = [...new Set([key, ...others])];
  const problem = `${keys.map(quoted).join(' or ')} is missing`;
  const wants = keys.map((each) => [...path.slice(0, -1), each]);
  return { path, at: 'value', wants, problem, remedy: `Add it: ${wanted(schemasAt(path, blueprint))}.` };
}

function unknownKey(path: Path, key: string, known: readonly string[]): Found {
  const near = nearest(key, known);
  const where = path.length === 0 ? 'a blueprint' : nameOf(path);
  return {
    path: [...path, key],
    at: 'key',
    meant: near === undefined ? undefined : [...path, near],
    problem: `${where} has no ${quoted(key)}`,
    remedy: near === undefined ? `It can have: ${known.join(', ')}.` : `Did you mean ${quoted(near)}?`,
  };
}

const parameterNames =
  'Use letters, digits and _, and no name that every object of JavaScript has, such as constructor.';

function formatOf(path: Path, issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (path.length === 1 && path[0] === 'name')
    return 'Use lower-case letters, digits and hyphens, beginning with a letter, at most 32 in all.';
  return `It must match ${issue.pattern ?? issue.format}.`;
}
