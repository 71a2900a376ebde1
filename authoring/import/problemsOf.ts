import { checkBlueprint } from '../check/checkBlueprint.ts';
import { loadCheckDeps } from '../check/loadCheckDeps.ts';
import { checkBlueprints } from '../checks.ts';
import { problemLine } from '../problem.ts';
import { readText } from '../read/readText.ts';
import type { KnownManagedPolicy } from './managedPolicies.ts';

/**
 * Reads the text of a blueprint's file as a deploy does, and checks it. Returns a line for each mistake, with its place in
 * the file.
 *
 * @param managed the policies of AWS that the blueprint names, whose documents the folder may not have yet
 */
export async function problemsOf(
  file: string,
  text: string,
  managed: readonly KnownManagedPolicy[],
): Promise<readonly { readonly severity: 'error' | 'warning'; readonly text: string }[]> {
  const documents = new Map(managed.map(({ name, document }) => [name, document]));
  const { blueprint, problems, locate } = readText(file, text);
  const found =
    blueprint === undefined
      ? []
      : [
          ...(await checkBlueprints([blueprint])).flat(),
          ...checkBlueprint(blueprint, await loadCheckDeps([blueprint], documents)),
        ].map(locate);
  const lines = new Map([...problems, ...found].map((problem) => [problemLine(problem), problem.severity]));
  return [...lines].map(([line, severity]) => ({ severity, text: line }));
}
