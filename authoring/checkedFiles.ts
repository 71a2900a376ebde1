import { dirname, extname, join } from 'node:path';
import { withArnFormats } from './arnFormats.ts';
import { managedFolder, storedDocuments } from './check/storedManagedPolicies.ts';
import { checkBlueprints, type CheckBlueprints } from './checks.ts';
import type { LocatedProblem } from './problem.ts';
import { blueprintEndings, readBlueprints, type ReadBlueprints } from './read/readFiles.ts';

/**
 * Reads files and folders of blueprints, and checks each blueprint whose parts are right. Never throws for what is in
 * them: the problems have all mistakes, each with its place.
 */
export async function checkedFiles(
  paths: readonly string[],
  check: CheckBlueprints = checkBlueprints,
): Promise<ReadBlueprints> {
  const { blueprints: read, problems } = readBlueprints(paths);
  const stored = managedDocuments(paths);
  const completed = await Promise.all(
    read.map(async (each) => ({ ...each, ...(await withArnFormats(each.blueprint)) })),
  );
  // A parameter of a type that AWS does not have makes further mistakes, which follow from it.
  const known = completed.filter(({ problems: unknown }) => unknown.length === 0);
  const found = await check(
    known.map(({ blueprint }) => blueprint),
    stored.documents,
  );
  return {
    blueprints: completed.map(({ file, blueprint, locate }) => ({ file, blueprint, locate })),
    problems: [
      ...problems,
      ...stored.problems,
      ...completed.flatMap(({ locate, problems: unknown }) => unknown.map(locate)),
      ...known.flatMap(({ locate }, index) => (found[index] ?? []).map(locate)),
    ],
  };
}

/** Reads the documents of managed policies of AWS that are stored beside the blueprints. */
export function managedDocuments(paths: readonly string[]) {
  const documents = new Map<string, unknown>();
  const problems: LocatedProblem[] = [];
  for (const folder of new Set(paths.map(folderOf))) {
    try {
      for (const [name, document] of storedDocuments(folder)) documents.set(name, document);
    } catch {
      problems.push({ ...unreadable, file: join(folder, managedFolder), line: 1, column: 1 });
    }
  }
  return { documents, problems };
}

const unreadable = {
  path: [],
  problem: 'a document of a managed policy in this folder cannot be read',
  remedy: 'Remove the folder, and fetch the documents again: npx latchkey blueprint fetch-managed.',
  severity: 'error',
} as const;

/** Returns the folder of a file of blueprints, or the folder itself. */
export function folderOf(path: string): string {
  return blueprintEndings.includes(extname(path).toLowerCase()) ? dirname(path) : path;
}
