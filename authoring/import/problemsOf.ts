import { checkBlueprint } from '../check/checkBlueprint.ts';
import { loadCheckDeps } from '../check/loadCheckDeps.ts';
import { problemLine } from '../problem.ts';
import type { KnownManagedPolicy } from './managedPolicies.ts';
import { readText } from '../read/readText.ts';

/**
 * Reads the text of a blueprint's file as a deploy does, and checks it. Returns a line for each mistake, with its place in
 * the file.
 */
export async function problemsOf(
  file: string,
  text: string,
  managed: readonly KnownManagedPolicy[],
): Promise<readonly { readonly severity: 'error' | 'warning'; readonly text: string }[]> {
  const { blueprint, problems, locate } = readText(file, text);
  const documents = new Map(managed.map((policy) => [policy.name, policy.document]));
  const found =
    blueprint === undefined ? [] : checkBlueprint(blueprint, await loadCheckDeps([blueprint], documents)).map(locate);
  return [...problems, ...found].map((problem) => ({ severity: problem.severity, text: problemLine(problem) }));
}
