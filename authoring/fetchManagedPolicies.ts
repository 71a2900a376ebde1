import { usedManagedPolicies } from './check/managedProblems.ts';
import { storeManagedPolicy, type StoredPolicy } from './check/storedManagedPolicies.ts';
import { folderOf } from './checkedFiles.ts';
import { problemLine, type LocatedProblem } from './problem.ts';
import { readBlueprints } from './read/readFiles.ts';

/** Returns a managed policy of AWS by its name, with its path. Undefined: AWS has none of this name. */
export type PolicySource = (name: string) => Promise<StoredPolicy | undefined>;

export interface Fetched {
  /** The files that were written, relative to the folder of the blueprints. */
  readonly written: readonly string[];
  /** The names that AWS does not have. */
  readonly missing: readonly string[];
  /** Files that could not be read as blueprints. */
  readonly problems: readonly string[];
}

/**
 * Writes the documents of the managed policies of AWS that blueprints use into the folder `managed` beside them. They are
 * part of what an author reviews and commits: a check compares with them and never calls AWS.
 */
export async function fetchManagedPolicies(path: string, source: PolicySource): Promise<Fetched> {
  const { blueprints, problems } = readBlueprints([path]);
  const names = [
    ...new Set(blueprints.flatMap(({ blueprint }) => usedManagedPolicies(blueprint)).map(({ name }) => name)),
  ].sort();
  const written: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const policy = await source(name);
    if (policy === undefined) missing.push(name);
    else written.push(storeManagedPolicy(folderOf(path), name, policy));
  }
  return { written, missing, problems: problems.map((problem: LocatedProblem) => problemLine(problem)) };
}
