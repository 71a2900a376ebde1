import { matchesText } from '../policy/evaluateTest.ts';
import type { RawStatement } from '../policy/readPolicy.ts';

/**
 * Returns statements that allow and deny the same with fewer characters: without Sids, repeated statements, and actions
 * that a pattern beside them has, and with one statement for those that differ only in actions or only in resources.
 */
export function mergeStatements(statements: readonly RawStatement[]): readonly RawStatement[] {
  const plain = statements.map(({ Sid: _, ...rest }) => withoutRepetition(rest));
  const byResources = joined(plain, 'Action');
  return joined(byResources, 'Resource').map(withoutRepetition);
}

/** Joins the statements that are equal but for this element. */
function joined(statements: readonly RawStatement[], element: 'Action' | 'Resource'): readonly RawStatement[] {
  const groups = new Map<string, RawStatement>();
  for (const statement of statements) {
    const values = statement[element];
    // NotAction and NotResource cannot be joined: the union of two of them is what neither excludes.
    const key = values === undefined ? JSON.stringify(statement) : `${element} ${restOf(statement, element)}`;
    const known = groups.get(key);
    groups.set(
      key,
      known === undefined || values === undefined
        ? statement
        : { ...statement, [element]: [...(known[element] ?? []), ...values] },
    );
  }
  return [...groups.values()];
}

function restOf(statement: RawStatement, element: 'Action' | 'Resource'): string {
  const { [element]: _, ...rest } = statement;
  return JSON.stringify(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function withoutRepetition(statement: RawStatement): RawStatement {
  const { Action, Resource } = statement;
  return {
    ...statement,
    ...(Action !== undefined && { Action: distinct(Action, true) }),
    ...(Resource !== undefined && { Resource: distinct(Resource, false) }),
  };
}

/** Returns the patterns without those that another of them covers. */
export function distinct(patterns: readonly string[], foldsCase: boolean): string[] {
  const fold = (text: string) => (foldsCase ? text.toLowerCase() : text);
  const once = [...new Map(patterns.map((each) => [fold(each), each])).values()];
  const wide = once
    .filter((each) => /[*?]/.test(each))
    .map((each) => ({ each, begins: fold(each.replace(/[*?].*$/s, '')) }));
  return once
    .filter(
      (each) =>
        !wide.some(
          (other) =>
            other.each !== each &&
            fold(each).startsWith(other.begins) &&
            matchesText(fold(other.each), escaped(fold(each)), true),
        ),
    )
    .sort((one, other) => (one < other ? -1 : 1));
}

/** A `?` of the other pattern matches no wildcard, which stands for several characters. */
function escaped(pattern: string): string {
  return pattern.replaceAll('*', '**');
}
