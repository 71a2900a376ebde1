import type { Blueprint } from '../../catalog/blueprint.ts';
import {
  effectiveBoundary,
  effectiveUsers,
  inWords,
  type Alternative,
  type EffectiveUser,
  type Path,
  type Source,
} from '../policy/alternatives.ts';
import { uncovered } from '../policy/coverage.ts';
import { expanded, mapTexts, placeholdersOf, withSamples } from '../policy/placeholders.ts';
import { readPolicy } from '../policy/readPolicy.ts';
import { witness } from '../policy/witness.ts';
import { TooEntangled } from '../policy/wordClasses.ts';
import type { BlueprintProblem } from '../problem.ts';
import { compact, gapProblem, notShown } from './coverageTexts.ts';
import { checkedAlternatives } from './checkedAlternatives.ts';
import type { CheckDeps } from './deps.ts';

/**
 * Returns a problem for each statement that the permissions boundary does not cover, for every alternative and whatever
 * the values of parameters are: each is either proved to be covered, or a problem, with a request that shows it if one
 * was found.
 */
export function coverageProblems(blueprint: Blueprint, deps: CheckDeps): readonly BlueprintProblem[] {
  const found = checkedAlternatives(blueprint).flatMap((alternative) => {
    const boundary = effectiveBoundary(blueprint, alternative);
    if (boundary === undefined) return [noBoundary(alternative)];
    return effectiveUsers(blueprint, alternative).flatMap((user) =>
      problemsOfUser({ blueprint, deps, alternative, boundary, user }),
    );
  });
  // One problem for each place: the first.
  const byPlace = new Map(found.toReversed().map((problem) => [JSON.stringify(problem.path), problem]));
  return [...byPlace.values()].toReversed();
}

interface Case {
  readonly blueprint: Blueprint;
  readonly deps: CheckDeps;
  readonly alternative: Alternative;
  readonly boundary: Source;
  readonly user: EffectiveUser;
}

function problemsOfUser(one: Case): readonly BlueprintProblem[] {
  const { alternative, boundary, user, deps } = one;
  const limit = documentOf(boundary, deps);
  // What is not known is a problem of its own: see managedProblems.
  if (limit === undefined) return [];
  const sources = user.sources.flatMap((source) => {
    const document = documentOf(source, deps);
    const isTheBoundary = 'managed' in source && 'managed' in boundary && source.managed === boundary.managed;
    return document === undefined || isTheBoundary ? [] : [{ source, document }];
  });
  const placeholders = placeholdersOf(one.blueprint);
  const fill = (document: unknown) => mapTexts(document, (text) => expanded(text, placeholders, alternative));
  const places = sources.flatMap(({ source, document }) =>
    readPolicy(document).map((_, index): Path =>
      'managed' in source ? source.path : [...source.path, 'Statement', index],
    ),
  );
  const policies = sources.flatMap(({ document }) => readPolicy(fill(document)));
  const limits = readPolicy(fill(limit));
  const sampled = (document: unknown) =>
    readPolicy(mapTexts(fill(document), (text) => withSamples(text, placeholders) ?? text));
  const compared = {
    policies: sources.flatMap(({ document }) => sampled(document)),
    limit: sampled(limit),
  };
  const where = inWords(alternative);
  return policies.flatMap((statement, index): BlueprintProblem[] => {
    const path = places[index] ?? [];
    const of = { statement: compact(statement.raw), where, path, source: sourceName(sources, path) };
    if (statement.effect === 'Deny') return [];
    try {
      const gaps = uncovered(policies, limits, placeholders.characters, index);
      const shown = gaps.flatMap((gap) => {
        const [action, resource] = [gap.action, gap.resource].map((text) => withSamples(text, placeholders));
        if (action === undefined || resource === undefined) return [];
        return witness({ ...gap, action, resource }, compared, deps.actions) ?? [];
      });
      if (gaps.length === 0) return [];
      return [shown.length === 0 ? notShown(of) : gapProblem(of, shown)];
    } catch (error) {
      if (error instanceof TooEntangled) return [notShown(of)];
      throw error;
    }
  });
}

function sourceName(sources: readonly { readonly source: Source }[], path: Path): string | undefined {
  const found = sources.find(({ source }) => source.path === path);
  return found !== undefined && 'managed' in found.source ? found.source.managed : undefined;
}

function documentOf(source: Source, { managedDocuments }: CheckDeps): unknown {
  if (!('managed' in source)) return { Statement: source.document.Statement };
  return mapTexts(managedDocuments.get(source.managed), (text) => text.replaceAll('arn:aws:', 'arn:${partition}:'));
}

function noBoundary(alternative: Alternative): BlueprintProblem {
  return {
    path: ['permissionsBoundary'],
    problem: `no document of the permissions boundary is for an onboarding${inWords(alternative)}`,
    remedy: 'Add a document without "when" as the last one: it is for all other values.',
    severity: 'error',
  };
}
