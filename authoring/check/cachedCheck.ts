import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { Blueprint } from '../../catalog/blueprint.ts';
import type { BlueprintProblem } from '../problem.ts';
import { checkBlueprint } from './checkBlueprint.ts';
import { loadCheckDeps } from './loadCheckDeps.ts';

const cacheSchema = z.record(
  z.string(),
  z.array(
    z.object({
      path: z.array(z.union([z.string(), z.number()])),
      problem: z.string(),
      remedy: z.string(),
      severity: z.enum(['error', 'warning']),
    }),
  ),
);

/** What else the result of a check depends on. */
export interface CheckInput {
  /** The documents of managed policies, by name: see `storedDocuments`. */
  readonly documents: ReadonlyMap<string, unknown>;
  /** Undefined: nothing is kept. */
  readonly cacheFile: string | undefined;
}

/**
 * Checks blueprints as `checkBlueprint` does, and keeps the results in a file, so that a blueprint that has not changed is
 * not checked again and the data of AWS is not even read. A result counts only while all of this is unchanged: the
 * blueprint, the documents of managed policies, and the code and data of the check.
 */
export async function checkBlueprints(
  blueprints: readonly Blueprint[],
  { documents, cacheFile }: CheckInput,
): Promise<readonly (readonly BlueprintProblem[])[]> {
  const known = cacheFile === undefined ? {} : readCache(cacheFile);
  const sortedDocuments = [...documents].sort(([one], [other]) => (one < other ? -1 : 1));
  const code = cacheFile === undefined ? '' : sourcesDigest();
  const common = [process.version, code, JSON.stringify(sortedDocuments)].join('\n');
  const keyed = blueprints.map((blueprint) => ({ blueprint, key: digest(`${common}\n${JSON.stringify(blueprint)}`) }));
  const missing = keyed.filter(({ key }) => known[key] === undefined).map(({ blueprint }) => blueprint);
  const deps = missing.length === 0 ? undefined : await loadCheckDeps(missing, documents);
  const results = keyed.map(({ blueprint, key }) => {
    const problems = known[key] ?? (deps === undefined ? [] : checkBlueprint(blueprint, deps));
    return { key, problems };
  });
  if (cacheFile !== undefined && missing.length > 0) {
    writeCache(cacheFile, Object.fromEntries(results.map(({ key, problems }) => [key, problems])));
  }
  return results.map(({ problems }) => problems);
}

/**
 * The cache of a clone of this repository, which is the working directory of a deploy. Undefined elsewhere: the published
 * command line keeps nothing.
 */
export function cacheFileOfClone(): string | undefined {
  const isClone = existsSync(join('authoring', 'check')) && existsSync('node_modules');
  return isClone ? join('node_modules', '.cache', 'latchkey', 'blueprints.json') : undefined;
}

function readCache(file: string): z.infer<typeof cacheSchema> {
  try {
    return cacheSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // A missing or damaged cache is made anew.
    return {};
  }
}

function writeCache(file: string, results: Readonly<Record<string, readonly BlueprintProblem[]>>): void {
  mkdirSync(dirname(file), { recursive: true });
  // Writes a new file and renames it, so that a run that is stopped leaves no incomplete cache.
  writeFileSync(`${file}.new`, JSON.stringify(results));
  renameSync(`${file}.new`, file);
}

/** The folders of the code and the data on which a result depends, and the versions of the packages. */
const sources = ['authoring', 'lib/preview', 'lib/blueprints', 'lib/core', 'catalog/managed'];
const packages = join('node_modules', '.package-lock.json');

function sourcesDigest(): string {
  const files = sources.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|json)$/.test(file))
      .map((file) => join(folder, file)),
  );
  return digest([...files.toSorted(), packages].map((file) => readFileSync(file, 'utf8')).join('\n'));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
