import type { DocumentTemplate } from '../../catalog/blueprint.ts';
import { policySize } from '../../lib/blueprints/policyDocument.ts';
import { actionsLike, type ActionData } from '../policy/actionData.ts';
import { uncovered } from '../policy/coverage.ts';
import { mapTexts } from '../policy/placeholders.ts';
import { readPolicy, readStatement, type RawStatement } from '../policy/readPolicy.ts';
import { leastPatterns } from './leastPatterns.ts';
import { mergeStatements } from './mergeStatements.ts';
import { widenings } from './widen.ts';

/** IAM's quota for managed policies, in characters without white space. */
const mostCharacters = 6144;

/** The policies of one user. */
export interface UserPolicies {
  /** Documents, which may contain placeholders. */
  readonly documents: readonly unknown[];
  /** The names of the managed policies of AWS that the user has. Their documents are among `documents`. */
  readonly managed?: readonly string[];
}

export interface DerivedBoundary {
  readonly permissionsBoundary: readonly DocumentTemplate[] | { readonly managed: string };
  /** The actions of AWS that the boundary allows and no policy does, or only on other resources or conditions. */
  readonly adds: readonly string[];
  /** How the boundary was made: the same statements, wider ones, or a managed policy of AWS. */
  readonly by: 'copy' | 'widening' | 'managed';
}

export interface BoundaryOptions {
  readonly data: Pick<ActionData, 'services'>;
  /** Documents of managed policies of AWS, by name, any of which may become the boundary. */
  readonly managed?: ReadonlyMap<string, unknown>;
  /** The most characters: less than the quota leaves room for the values of placeholders. */
  readonly characters?: number;
}

/**
 * Returns a permissions boundary that covers the policies of all users: the same statements if they fit into one policy,
 * or else the managed policy of AWS that is all that every user has, or else patterns that allow more, or else a managed
 * policy of AWS that covers them. `adds` says what more. Undefined: nothing fits. Statements that deny are left out, so
 * that the boundary never denies one user what a policy denies another.
 */
export function deriveBoundary(users: readonly UserPolicies[], options: BoundaryOptions): DerivedBoundary | undefined {
  const { data, managed = new Map<string, unknown>(), characters = mostCharacters } = options;
  const granted = users
    .flatMap(({ documents }) => documents.flatMap(readPolicy))
    .flatMap(({ raw }) => (raw.Effect === 'Allow' ? [raw] : []));
  const merged = mergeStatements(granted);
  if (sizeOf(merged) <= characters) return { permissionsBoundary: [document(merged)], adds: [], by: 'copy' };
  const own = onlyManagedPolicy(users);
  if (own !== undefined) return { permissionsBoundary: { managed: own }, adds: [], by: 'managed' };
  const widened = (wider: readonly RawStatement[]): DerivedBoundary => ({
    permissionsBoundary: [document(wider)],
    adds: added(merged, wider, data),
    by: 'widening',
  });
  const least = leastPatterns(merged, { data, fits: (wider) => sizeOf(wider) <= characters });
  if (least !== undefined) return widened(least);
  let wider = merged;
  for (const widen of widenings) {
    wider = mergeStatements(widen(wider));
    if (sizeOf(wider) <= characters) return widened(wider);
  }
  return covering(merged, managed, data);
}

/** Returns the one managed policy of AWS that is all that every user has. */
function onlyManagedPolicy(users: readonly UserPolicies[]): string | undefined {
  const names = new Set(users.flatMap(({ managed = [] }) => managed));
  const [name] = names;
  const isAll = users.every(
    ({ documents, managed = [] }) => documents.length === managed.length && managed.length === 1,
  );
  return names.size === 1 && isAll ? name : undefined;
}

/** Returns the managed policy of AWS that covers the statements and adds the least. */
function covering(
  statements: readonly RawStatement[],
  managed: ReadonlyMap<string, unknown>,
  data: BoundaryOptions['data'],
): DerivedBoundary | undefined {
  const [best] = [...managed]
    .flatMap(([name, text]) => {
      const wider = readPolicy(mapTexts(text, (each) => each.replaceAll('arn:aws:', 'arn:${partition}:')));
      if (uncovered(statements.map(readStatement), wider).length > 0) return [];
      const allowing = wider.flatMap(({ raw }) => (raw.Effect === 'Allow' ? [raw] : []));
      return [{ name, adds: added(statements, allowing, data) }];
    })
    .toSorted((one, other) => one.adds.length - other.adds.length);
  if (best === undefined) return undefined;
  return { permissionsBoundary: { managed: best.name }, adds: best.adds, by: 'managed' };
}

function document(statements: readonly RawStatement[]): DocumentTemplate {
  return { Version: '2012-10-17', Statement: statements.map(single) };
}

/** A list with one value is written as the value. */
function single({ Sid: _, ...statement }: RawStatement): DocumentTemplate['Statement'][number] {
  const one = (values: readonly string[]) => (values.length === 1 ? (values[0] ?? '') : values);
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  return {
    Effect,
    ...(Action !== undefined && { Action: one(Action) }),
    ...(NotAction !== undefined && { NotAction: one(NotAction) }),
    ...(Resource !== undefined && { Resource: one(Resource) }),
    ...(NotResource !== undefined && { NotResource: one(NotResource) }),
    ...(Condition !== undefined && { Condition }),
  };
}

function sizeOf(statements: readonly RawStatement[]): number {
  return policySize(JSON.stringify(document(statements)));
}

/**
 * Returns the actions that the wider statements allow and the others do not, or only with other resources or conditions:
 * those say so in brackets.
 */
function added(
  statements: readonly RawStatement[],
  wider: readonly RawStatement[],
  data: BoundaryOptions['data'],
): readonly string[] {
  const scopes = (of: readonly RawStatement[]) => {
    const byAction = new Map<string, Set<string>>();
    for (const { Action = [], Resource, NotResource, Condition } of of) {
      const scope = JSON.stringify([Resource ?? [], NotResource ?? [], Condition ?? {}]);
      for (const { name } of Action.flatMap((pattern) => actionsLike(data, pattern))) {
        byAction.set(name, (byAction.get(name) ?? new Set()).add(scope));
      }
    }
    return byAction;
  };
  const before = scopes(statements);
  return [...scopes(wider)]
    .flatMap(([name, after]) => {
      const known = before.get(name);
      if (known === undefined) return [name];
      return [...after].every((scope) => known.has(scope)) ? [] : [`${name} (on more resources or conditions)`];
    })
    .sort();
}
