import { dirname } from 'node:path';
import type { Blueprint } from '../catalog/blueprint.ts';
import { languageProblems } from '../lib/blueprints/languageProblems.ts';
import { cacheFileIn, checkBlueprints } from './check/cachedCheck.ts';
import { storedDocuments } from './check/storedManagedPolicies.ts';
import type { BlueprintProblem } from './problem.ts';

/** A blueprint, and the file that it was read from. */
interface FromFile {
  readonly file: string;
  readonly blueprint: Blueprint;
}

/** Finds what is wrong with blueprints whose parts are right: a list for each. */
export type CheckAll = (read: readonly FromFile[]) => Promise<readonly (readonly BlueprintProblem[])[]>;

/**
 * Makes every check of blueprints, which a deploy, the local stack and `latchkey blueprint check` make: whether the parts
 * fit together, and if they do, whether AWS has and does what they say. The documents of managed policies are those
 * beside the blueprints, and results are kept in the cache of the working directory.
 *
 * @throws if a document beside the blueprints cannot be read
 */
export async function checkAll(read: readonly FromFile[]): Promise<readonly (readonly BlueprintProblem[])[]> {
  const ofLanguage = read.map(({ blueprint }) => languageProblems(blueprint));
  const whole = read.filter((_, index) => ofLanguage[index]?.length === 0);
  const folders = [...new Set(whole.map(({ file }) => dirname(file)))];
  const documents = new Map(folders.flatMap((folder) => [...storedDocuments(folder)]));
  const blueprints = whole.map(({ blueprint }) => blueprint);
  const found = await checkBlueprints(blueprints, { documents, cacheFile: cacheFileIn(process.cwd()) });
  const ofWhole = new Map(whole.map(({ blueprint }, index) => [blueprint, found[index] ?? []]));
  return read.map(({ blueprint }, index) => [
    ...(ofLanguage[index] ?? []).map((problem) => ({ ...problem, severity: 'error' as const })),
    ...(ofWhole.get(blueprint) ?? []),
  ]);
}
