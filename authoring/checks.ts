import type { Blueprint } from '../catalog/blueprint.ts';
import { stackProblems } from '../lib/access/stackProblems.ts';
import { languageProblems, type LanguageProblem } from '../lib/blueprints/languageProblems.ts';
import { cacheFileOfClone, checkBlueprints as checkAgainstAws } from './check/cachedCheck.ts';
import type { BlueprintProblem } from './problem.ts';

/**
 * Finds what is wrong with blueprints whose parts are right: a list for each. `documents` are those of managed policies of
 * AWS, by name.
 */
export type CheckBlueprints = (
  blueprints: readonly Blueprint[],
  documents: ReadonlyMap<string, unknown>,
) => Promise<readonly (readonly BlueprintProblem[])[]> | readonly (readonly BlueprintProblem[])[];

/**
 * Every check of blueprints, which a deploy, the local stack and `latchkey blueprint check` make. A blueprint whose texts
 * cannot be filled in is not compared with AWS.
 */
export const checkBlueprints: CheckBlueprints = async (blueprints, documents) => {
  const inLanguage = blueprints.map((blueprint) => languageProblems(blueprint).map(asError));
  const complete = blueprints.filter((_, index) => inLanguage[index]?.length === 0);
  const found = await checkAgainstAws(complete, { documents, cacheFile: cacheFileOfClone() });
  return blueprints.map((blueprint, index) => [
    ...(inLanguage[index] ?? []),
    ...(complete.includes(blueprint) ? stackProblems(blueprint).map(asError) : []),
    ...(found[complete.indexOf(blueprint)] ?? []),
  ]);
};

const asError = (problem: LanguageProblem): BlueprintProblem => ({ ...problem, severity: 'error' });
