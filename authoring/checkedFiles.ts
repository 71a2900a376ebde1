import { withArnFormats } from './arnFormats.ts';
import { checkAll, type CheckAll } from './checks.ts';
import type { BlueprintProblem, LocatedProblem } from './problem.ts';
import { readBlueprints, type ReadBlueprints } from './read/readFiles.ts';

/**
 * Reads files and folders of blueprints, and checks each blueprint whose parts are right. Never throws for what is in
 * them: the problems have all mistakes, each with its place, in the order of the files.
 */
export async function checkedFiles(paths: readonly string[], check: CheckAll = checkAll): Promise<ReadBlueprints> {
  const { blueprints: read, problems } = readBlueprints(paths);
  const completed = await Promise.all(
    read.map(async (each) => ({ ...each, ...(await withArnFormats(each.blueprint)) })),
  );
  // A parameter of a type that AWS does not have would make further mistakes, which follow from it.
  const known = completed.filter(({ problems: unknown }) => unknown.length === 0);
  const checked = await checkOrSay(known, check);
  const found = completed.flatMap(({ locate, problems: unknown }) => unknown.map(locate));
  return {
    blueprints: completed.map(({ file, blueprint, locate }) => ({ file, blueprint, locate })),
    problems: [...problems, ...found, ...checked],
  };
}

type Completed = ReadBlueprints['blueprints'];

/** Checks the blueprints. If the check cannot be made, this is the mistake. */
async function checkOrSay(read: Completed, check: CheckAll): Promise<readonly LocatedProblem[]> {
  try {
    const found = await check(read);
    return read.flatMap(({ locate }, index) => (found[index] ?? []).map(locate));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const problem = {
      path: [],
      problem: `the check failed: ${said}`,
      remedy,
      severity: 'error',
    } satisfies BlueprintProblem;
    return read.slice(0, 1).map(({ locate }) => locate(problem));
  }
}

const remedy = 'Documents of managed policies are in the folder managed/ beside the blueprints: fetch them again.';
