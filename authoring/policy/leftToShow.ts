import { excludes, implies } from './implication.ts';
import { mayMeet, isPatternWithin } from './classesOfPattern.ts';
import type { Patterns, PolicyStatement } from './readPolicy.ts';
import type { Characters } from './wordClasses.ts';

/**
 * Returns what of an Allow statement is not plainly covered by a limit: an action on a resource is plainly covered if one
 * statement of the limit has a pattern for each. That is most of what policies say, and much less work than to compare
 * all patterns at once. Undefined: nothing is left.
 */
export function leftToShow(
  statement: PolicyStatement,
  limit: readonly PolicyStatement[],
  characters: Characters,
): PolicyStatement | undefined {
  const { actions, resources, tests } = statement;
  const mayBeDenied = limit.some(
    (each) =>
      each.effect === 'Deny' &&
      (each.actions.isNot || actions.isNot || meets(actions, each.actions)) &&
      !excludes(tests, each.tests, characters),
  );
  if (mayBeDenied) return statement;
  const allowing = limit.filter((each) => each.effect === 'Allow' && implies(tests, each.tests, characters));
  const left = new Set<string>();
  const open = itemsOf(actions).filter((action) => {
    const having = allowing.filter((each) => covers(each.actions, actions, action, true, characters));
    const missing = itemsOf(resources).filter(
      (resource) => !having.some((each) => covers(each.resources, resources, resource, false, characters)),
    );
    for (const resource of missing) left.add(resource);
    return missing.length > 0;
  });
  if (open.length === 0) return undefined;
  return {
    ...statement,
    actions: actions.isNot ? actions : { isNot: false, patterns: open },
    resources: resources.isNot ? resources : { isNot: false, patterns: [...left] },
  };
}

/** What `NotAction` and `NotResource` leave is one item: all or nothing of it is covered. */
function itemsOf({ isNot, patterns }: Patterns): readonly string[] {
  return isNot ? ['*'] : patterns;
}

function covers(wider: Patterns, own: Patterns, item: string, foldsCase: boolean, characters: Characters): boolean {
  if (wider.isNot || own.isNot) {
    return JSON.stringify(wider) === JSON.stringify(own) || (!wider.isNot && wider.patterns.includes('*'));
  }
  return wider.patterns.some((pattern) => isPatternWithin(item, pattern, foldsCase, characters));
}

function meets(one: Patterns, other: Patterns): boolean {
  return one.patterns.some((pattern) => other.patterns.some((each) => mayMeet(pattern, each, true)));
}
