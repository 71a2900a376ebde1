import type { Blueprint } from '../../catalog/blueprint.ts';
import {
  alternativesOf,
  effectiveBoundary,
  effectiveUsers,
  inWords,
  TooManyAlternatives,
  type Alternative,
  type Source,
} from '../policy/alternatives.ts';
import type { ActionData } from '../policy/actionData.ts';
import { expanded, mapTexts, placeholdersOf, type Placeholders } from '../policy/placeholders.ts';
import { readPolicy, type PolicyStatement } from '../policy/readPolicy.ts';
import { comparisonOf, type Change, type Comparison } from './comparison.ts';
import { parameterChanges } from './parameterChanges.ts';
import { surplusOf, surplusText } from './permissionChanges.ts';
import { tagChanges } from './tagChanges.ts';

export interface CompareDeps {
  readonly actions: Pick<ActionData, 'services'>;
  /** The documents of managed policies of AWS that are known, by name. */
  readonly managedDocuments: ReadonlyMap<string, unknown>;
}

/**
 * Returns what a new version of a blueprint allows that the old one did not, and the other way round: the permissions of
 * each user, its tags and groups, the permissions boundary, the values of parameters, the managed policies of AWS, and
 * other accounts. What is neither in `more` nor in `unknown` is proved not to be more. Has no side effects.
 */
export function compareBlueprints(before: Blueprint, after: Blueprint, deps: CompareDeps): Comparison {
  return comparisonOf([
    ...parameterChanges(before, after),
    ...userChanges(before, after),
    ...tagChanges(before, after),
    ...accountChanges(before, after),
    ...inAlternatives(before, after, (pair) => [
      ...boundaryChanges(pair, deps),
      ...pair.after.blueprint.users.flatMap(({ name }) => permissionChanges(name, pair, deps)),
    ]),
  ]);
}

interface Version {
  readonly blueprint: Blueprint;
  readonly alternative: Alternative;
  readonly placeholders: Placeholders;
}

interface Pair {
  readonly before: Version;
  readonly after: Version;
}

/** Makes the comparison for each pair of alternatives that one request can mean, and says for which each result holds. */
function inAlternatives(
  before: Blueprint,
  after: Blueprint,
  compare: (pair: Pair) => readonly Change[],
): readonly Change[] {
  try {
    const places = [placeholdersOf(before), placeholdersOf(after)] as const;
    const pairs = alternativesOf(after).flatMap((now) => alternativesOf(before).flatMap((old) => bothOf(old, now)));
    if (pairs.length > 512) throw new TooManyAlternatives();
    const found = new Map<string, { change: Change; where: string[] }>();
    for (const alternative of pairs) {
      const changes = compare({
        before: { blueprint: before, alternative, placeholders: places[0] },
        after: { blueprint: after, alternative, placeholders: places[1] },
      });
      for (const change of changes) {
        const known = found.get(JSON.stringify(change)) ?? { change, where: [] };
        known.where.push(inWords(alternative));
        found.set(JSON.stringify(change), known);
      }
    }
    return [...found.values()].flatMap(({ change, where }) =>
      where.length === pairs.length
        ? [change]
        : where.map((words) => ({ ...change, text: change.text.replace(/\.$/, `${words}.`) })),
    );
  } catch (error) {
    if (!(error instanceof TooManyAlternatives)) throw error;
    return [{ kind: 'unknown', text: 'The parameters have too many combinations of values to compare all of them.' }];
  }
}

/**
 * Returns the values of requests that are both in an alternative of the old version and in one of the new version. Empty
 * if no request is. `${name}` is any text that its own version does not name, so that it may be one that the other
 * version names.
 */
function bothOf(old: Alternative, now: Alternative): readonly Alternative[] {
  const both: Record<string, Alternative[string]> = { ...old };
  for (const [name, value] of Object.entries(now)) {
    const isAny = (each: typeof value) => each === `\${${name}}`;
    const other = Object.hasOwn(old, name) ? (old[name] ?? null) : value;
    if (isAny(other) && typeof value === 'string') both[name] = value;
    else if (other === value || (isAny(value) && typeof other === 'string')) both[name] = other;
    else return [];
  }
  return [both];
}

function userChanges(before: Blueprint, after: Blueprint): readonly Change[] {
  const namesOf = ({ users }: Blueprint) => users.map(({ name }) => name);
  const [old, now] = [namesOf(before), namesOf(after)];
  return [
    ...now
      .filter((name) => !old.includes(name))
      .map((name): Change => ({ kind: 'more', text: `There is a new user ${name}.` })),
    ...old
      .filter((name) => !now.includes(name))
      .map((name): Change => ({ kind: 'less', text: `There is no user ${name} any more.` })),
  ];
}

/** Accounts that are written out: another account than the tenant's. */
function accountChanges(before: Blueprint, after: Blueprint): readonly Change[] {
  const accountsOf = ({ policies, permissionsBoundary }: Blueprint) => [
    ...new Set(JSON.stringify([policies, permissionsBoundary]).match(/(?<!\d)\d{12}(?!\d)/g) ?? []),
  ];
  const [old, now] = [accountsOf(before), accountsOf(after)];
  return [
    ...now
      .filter((id) => !old.includes(id))
      .map((id): Change => ({ kind: 'more', text: `The policies name the account ${id}.` })),
    ...old
      .filter((id) => !now.includes(id))
      .map((id): Change => ({ kind: 'less', text: `The policies no longer name the account ${id}.` })),
  ];
}

function permissionChanges(name: string, pair: Pair, deps: CompareDeps): readonly Change[] {
  const sourcesOf = ({ blueprint, alternative }: Version) =>
    effectiveUsers(blueprint, alternative).find((user) => user.name === name)?.sources ?? [];
  return sideChanges(sourcesOf(pair.before), sourcesOf(pair.after), pair, deps, {
    more: (what) => `The user ${name} may also call ${what}.`,
    less: (what) => `The user ${name} may no longer call ${what}.`,
    attached: (policy) => `The user ${name} has the managed policy ${policy} of AWS.`,
    detached: (policy) => `The user ${name} no longer has the managed policy ${policy} of AWS.`,
  });
}

function boundaryChanges(pair: Pair, deps: CompareDeps): readonly Change[] {
  const sourcesOf = ({ blueprint, alternative }: Version) => [effectiveBoundary(blueprint, alternative) ?? []].flat();
  return sideChanges(sourcesOf(pair.before), sourcesOf(pair.after), pair, deps, {
    more: (what) => `The permissions boundary also allows ${what}.`,
    less: (what) => `The permissions boundary no longer allows ${what}.`,
    attached: (policy) => `The permissions boundary is the managed policy ${policy} of AWS.`,
    detached: (policy) => `The permissions boundary is no longer the managed policy ${policy} of AWS.`,
  });
}

type Words = Readonly<Record<'more' | 'less' | 'attached' | 'detached', (what: string) => string>>;

function sideChanges(
  before: readonly Source[],
  after: readonly Source[],
  pair: Pair,
  deps: CompareDeps,
  words: Words,
): readonly Change[] {
  const managedIn = (sources: readonly Source[]) =>
    sources.flatMap((each) => ('managed' in each ? [each.managed] : []));
  const [old, now] = [managedIn(before), managedIn(after)];
  // A policy of AWS that both have is the same in both, whatever is in it.
  const statementsOf = (sources: readonly Source[], version: Version) =>
    sources.flatMap((source) => statementsIn(source, version, deps));
  const [narrow, wide] = [statementsOf(before, pair.before), statementsOf(after, pair.after)];
  const { placeholders } = pair.after;
  const more = surplusOf({ wider: wide, narrower: narrow, placeholders, data: deps.actions });
  const less = surplusOf({ wider: narrow, narrower: wide, placeholders: pair.before.placeholders, data: deps.actions });
  return [
    // AWS may change it, so that it counts as more even if the rest covers what it allows today.
    ...now.filter((name) => !old.includes(name)).map((name): Change => ({ kind: 'more', text: words.attached(name) })),
    ...old.filter((name) => !now.includes(name)).map((name): Change => ({ kind: 'less', text: words.detached(name) })),
    ...more.map((each): Change => ({ kind: each.isShown ? 'more' : 'unknown', text: words.more(surplusText(each)) })),
    ...less.flatMap((each): Change[] => (each.isShown ? [{ kind: 'less', text: words.less(surplusText(each)) }] : [])),
  ];
}

function statementsIn(
  source: Source,
  { alternative, placeholders }: Version,
  deps: CompareDeps,
): readonly PolicyStatement[] {
  const fill = (document: unknown) =>
    readPolicy(mapTexts(document, (text) => expanded(text, placeholders, alternative)));
  if (!('managed' in source)) return fill({ Statement: source.document.Statement });
  const document = deps.managedDocuments.get(source.managed);
  if (document === undefined) return [];
  return fill(mapTexts(document, (text) => text.replaceAll('arn:aws:', 'arn:${partition}:')));
}
