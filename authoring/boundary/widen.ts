import { distinct } from './mergeStatements.ts';
import type { RawStatement } from '../policy/readPolicy.ts';

/** A way to write statements with fewer characters, by allowing more. */
export type Widening = (statements: readonly RawStatement[]) => readonly RawStatement[];

/**
 * The ways, from the one that adds the least. Each is tried on top of those before it. No way reaches from reading to
 * writing: `s3:Get*` stays `s3:Get*`, unless a policy already allows both.
 */
export const widenings: readonly Widening[] = [
  (statements) => byVerb(statements, 4),
  (statements) => byVerb(statements, 2),
  (statements) => byVerb(statements, 1),
  joinResources,
  (statements) => byVerb(dropConditions(statements), 1),
  bySharedVerbs,
];

/** Replaces actions of a service that begin with the same verb, if there are so many, by a pattern. */
function byVerb(statements: readonly RawStatement[], atLeast: number): readonly RawStatement[] {
  return statements.map((statement) => {
    if (statement.Effect === 'Deny' || statement.Action === undefined) return statement;
    const groups = new Map<string, string[]>();
    for (const action of statement.Action) {
      const [, prefix = action] = /^([\w-]+:[A-Z][a-z0-9]+)/.exec(action) ?? [];
      groups.set(prefix, [...(groups.get(prefix) ?? []), action]);
    }
    const actions = [...groups].flatMap(([prefix, all]) =>
      all.length >= atLeast && all.some((action) => action.length > prefix.length + 1) ? [`${prefix}*`] : all,
    );
    return { ...statement, Action: distinct(actions, true) };
  });
}

/** Gives statements with the same conditions the resources of all of them. */
function joinResources(statements: readonly RawStatement[]): readonly RawStatement[] {
  const groups = new Map<string, RawStatement>();
  for (const statement of statements) {
    const { Action, Resource, Condition, Effect } = statement;
    if (Effect === 'Deny' || Action === undefined || Resource === undefined) {
      groups.set(JSON.stringify(statement), statement);
      continue;
    }
    const key = `joined ${JSON.stringify(Condition ?? {})}`;
    const known = groups.get(key);
    groups.set(key, {
      ...statement,
      Action: distinct([...(known?.Action ?? []), ...Action], true),
      Resource: distinct([...(known?.Resource ?? []), ...Resource], false),
    });
  }
  return [...groups.values()];
}

function dropConditions(statements: readonly RawStatement[]): readonly RawStatement[] {
  const open = statements.map((statement) => {
    const { Condition: _, ...rest } = statement;
    return statement.Effect === 'Deny' ? statement : rest;
  });
  return joinResources(open);
}

/** Shortens patterns that go on after a verb that reads: `s3:GetBucket*` becomes `s3:Get*`. */
function bySharedVerbs(statements: readonly RawStatement[]): readonly RawStatement[] {
  return statements.map((statement) => {
    if (statement.Effect === 'Deny' || statement.Action === undefined) return statement;
    const short = statement.Action.map((action) =>
      action.replace(/^([\w-]+:(?:Get|List|Describe|BatchGet))\w*\*?$/, '$1*'),
    );
    return { ...statement, Action: distinct(short, true) };
  });
}
