import { withArnFormats } from './arnFormats.ts';
import { checkBlueprints, type CheckBlueprints } from './checks.ts';
import { readBlueprints, type ReadBlueprints } from './read/readFiles.ts';

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
  const found = await check(completed.map(({ blueprint }) => blueprint));
  const located = completed.flatMap(({ locate, problems: unknown }, index) =>
    [...unknown, ...(found[index] ?? [])].map(locate),
  );
  return {
    blueprints: completed.map(({ file, blueprint, locate }) => ({ file, blueprint, locate })),
    problems: [...problems, ...located],
  };
}
