import { dirname, extname } from 'node:path';
import { withArnFormats } from './arnFormats.ts';
import { storedDocuments } from './check/storedManagedPolicies.ts';
import { checkBlueprints, type CheckBlueprints } from './checks.ts';
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
  const completed = await Promise.all(
    read.map(async (each) => ({ ...each, ...(await withArnFormats(each.blueprint)) })),
  );
  const found = await check(
    completed.map(({ blueprint }) => blueprint),
    managedDocuments(paths),
  );
  const located = completed.flatMap(({ locate, problems: unknown }, index) =>
    [...unknown, ...(found[index] ?? [])].map(locate),
  );
  return {
    blueprints: completed.map(({ file, blueprint, locate }) => ({ file, blueprint, locate })),
    problems: [...problems, ...located],
  };
}

/** Returns the documents of managed policies of AWS that are stored beside the blueprints. */
function managedDocuments(paths: readonly string[]): ReadonlyMap<string, unknown> {
  return new Map(paths.flatMap((path) => [...storedDocuments(folderOf(path))]));
}

/** Returns the folder of a file of blueprints, or the folder itself. */
export function folderOf(path: string): string {
  return blueprintEndings.includes(extname(path).toLowerCase()) ? dirname(path) : path;
}
