import { withArnFormats } from '../arnFormats.ts';
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
  const { blueprint, problems: inText, locate } = readText(file, text);
  const complete = blueprint === undefined ? undefined : await withArnFormats(blueprint);
  const found = complete === undefined ? [] : (await checkBlueprints([complete.blueprint], documents)).flat();
  const problems = [...inText, ...[...(complete?.problems ?? []), ...found].map(locate)];
  return problems.map((problem) => ({ severity: problem.severity, text: problemLine(problem) }));
}
