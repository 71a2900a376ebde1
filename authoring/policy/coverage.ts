import { excludes, implies } from './implication.ts';
import { leftToShow } from './leftToShow.ts';
import { negated, type Test } from './tests.ts';
import type { Patterns, PolicyStatement } from './readPolicy.ts';
import { classesOfPattern } from './classesOfPattern.ts';
import { anyOther, type Characters, type PatternSet } from './wordClasses.ts';

/** Requests that a policy may allow and a limit may deny, as far as could be shown. */
export interface Gap {
  /** The index of the Allow statement of the policies. */
  readonly statement: number;
  /** One action and resource of these requests. They may contain placeholders and `anyOther`. */
  readonly action: string;
  readonly resource: string;
  /** The conditions of the requests. */
  readonly given: readonly Test[];
}

/**
 * Returns what the policies allow and the limit does not, statement by statement. Empty: every request that the policies
 * allow is allowed by the limit, whatever the values of placeholders are. That is a proof. What is returned may be
 * allowed all the same: only `witness` shows that it is not.
 *
 * Actions and resources are compared exactly, also if several statements of the limit cover one of the policies only
 * together. Conditions are compared by rules.
 *
 * @param policies the statements of all policies that apply to one user
 * @param limit the statements of the permissions boundary, or of the policies to compare with
 * @param only the index of the one statement to look at
 * @throws TooEntangled
 */
export function uncovered(
  policies: readonly PolicyStatement[],
  limit: readonly PolicyStatement[],
  characters: Characters = new Map(),
  only?: number,
): readonly Gap[] {
  return policies.flatMap((each, index) => {
    if (each.effect === 'Deny' || (only !== undefined && only !== index)) return [];
    const statement = leftToShow(each, limit, characters);
    return statement === undefined ? [] : gapsOf({ statement, index, policies, limit, characters });
  });
}

interface Question {
  readonly statement: PolicyStatement;
  readonly index: number;
  readonly policies: readonly PolicyStatement[];
  readonly limit: readonly PolicyStatement[];
  readonly characters: Characters;
}

/** A statement beside the one in question, and its part: it takes away from what has to be covered, or decides. */
interface Other {
  readonly statement: PolicyStatement;
  readonly part: 'denied-anyway' | 'allowed' | 'denied';
}

function gapsOf({ statement, index, policies, limit, characters }: Question): readonly Gap[] {
  const others: readonly Other[] = [
    ...policies
      .filter(({ effect }) => effect === 'Deny')
      .map((each) => ({ statement: each, part: 'denied-anyway' }) as const),
    ...limit.map((each) => ({ statement: each, part: each.effect === 'Allow' ? 'allowed' : 'denied' }) as const),
  ];
  /** By the statements that matter. */
  const byOthers = new Map<string, readonly { resource: string; given: readonly Test[] }[]>();
  return matchesOf(statement.actions, others, ({ actions }) => actions, true, characters).flatMap(
    ({ text, matching }) => {
      const key = matching.map((each) => others.indexOf(each)).join();
      const gaps =
        byOthers.get(key) ??
        matchesOf(statement.resources, matching, ({ resources }) => resources, false, characters).flatMap((found) => {
          const left = withoutDenied(statement.tests, found.matching);
          return left === undefined || isCovered(left, found.matching, characters)
            ? []
            : [{ resource: found.text, given: left }];
        });
      byOthers.set(key, gaps);
      return gaps.map((gap) => ({ statement: index, action: text, ...gap }));
    },
  );
}

/** Returns the classes of texts that match `patterns`, each with the other statements that match them. */
function matchesOf(
  patterns: Patterns,
  others: readonly Other[],
  of: (statement: PolicyStatement) => Patterns,
  foldsCase: boolean,
  characters: Characters,
): readonly { readonly text: string; readonly matching: readonly Other[] }[] {
  const isAboutResources = !foldsCase;
  const reading = { foldsCase, wildcards: true };
  const sets = others.map(({ statement, part }): PatternSet => {
    const { isNot, patterns: each } = of(statement);
    // A statement of the limit that denies has to miss surely, and the others have to match surely.
    return { ...reading, patterns: each, matching: (part === 'denied') === isNot ? 'surely' : 'possibly' };
  });
  const excluded: PatternSet = { ...reading, patterns: patterns.isNot ? patterns.patterns : [], matching: 'surely' };
  const found = new Map<string, { readonly text: string; readonly matching: readonly Other[] }>();
  // What has the same patterns applies to the same, also with a `NotResource` that has a variable.
  const same = others.filter(({ statement }) => JSON.stringify(of(statement)) === JSON.stringify(patterns));
  for (const own of patterns.isNot ? ['*'] : patterns.patterns) {
    for (const { word, matched } of classesOfPattern(own, [excluded, ...sets], characters)) {
      const [isExcluded, ...bySet] = matched;
      if (isExcluded === true || found.has(bySet.join())) continue;
      const matching = others.filter(
        (other, at) =>
          same.includes(other) ||
          (bySet[at] !== of(other.statement).isNot && !(isAboutResources && isUncertain(other))),
      );
      found.set(bySet.join(), { text: word.join(''), matching });
    }
  }
  return [...found.values()];
}

/** A `NotResource` with a variable of IAM, such as `${aws:username}`, applies to no request that lacks the variable. */
function isUncertain({ statement: { resources }, part }: Other): boolean {
  return part !== 'denied' && resources.isNot && resources.patterns.some((each) => /\$\{[^}]*:/.test(each));
}

/** Returns the conditions of the requests that no Deny of the policies denies. Undefined if there are none. */
function withoutDenied(tests: readonly Test[], matching: readonly Other[]): readonly Test[] | undefined {
  const denials = matching.filter(({ part }) => part === 'denied-anyway').map(({ statement }) => statement.tests);
  if (denials.some((each) => each.length === 0)) return undefined;
  return [
    ...tests,
    ...denials.flatMap(([first, ...more]) => (first === undefined || more.length > 0 ? [] : [negated(first)])),
  ];
}

const mostValues = 64;

function isCovered(given: readonly Test[], matching: readonly Other[], characters: Characters): boolean {
  if (given.some((test, at) => excludes([...given.slice(0, at), ...given.slice(at + 1)], [test], characters)))
    return true;
  const of = (part: Other['part']) =>
    matching.filter((each) => each.part === part).map(({ statement }) => statement.tests);
  const isLeftAlone = of('denied').every(
    (denial) =>
      excludes(given, denial, characters) ||
      of('denied-anyway').some((anyway) => implies([...given, ...denial], anyway, characters)),
  );
  if (!isLeftAlone) return false;
  if (of('allowed').some((tests) => implies(given, tests, characters))) return true;
  // Different values of one key may be allowed by different statements.
  const several = given.find(
    ({ values, isNegated, quantifier }) =>
      !isNegated && quantifier === 'one' && values.length > 1 && values.length <= mostValues,
  );
  if (several === undefined) return false;
  const rest = given.filter((test) => test !== several);
  return several.values.every((value) => isCovered([...rest, { ...several, values: [value] }], matching, characters));
}

/** Returns the text with a character for `anyOther`. */
export function readable(text: string): string {
  return text.replaceAll(anyOther, 'x');
}
