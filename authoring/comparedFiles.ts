import type { Blueprint } from '../catalog/blueprint.ts';
import { awsManagedPolicy } from '../lib/preview/managedPolicies.ts';
import { withArnFormats } from './arnFormats.ts';
import { loadCheckDeps } from './check/loadCheckDeps.ts';
import { usedManagedPolicies } from './check/managedProblems.ts';
import { managedDocuments } from './checkedFiles.ts';
import { compareBlueprints } from './compare/compareBlueprints.ts';
import type { Comparison } from './compare/comparison.ts';
import { problemLine } from './problem.ts';
import { readBlueprints } from './read/readFiles.ts';

export interface ComparedBlueprint extends Comparison {
  readonly name: string;
}

/**
 * Compares two files of blueprints, or all blueprints of two folders by their names. Does not check them: an old version
 * may be one that the check would refuse today. `problems`: a file could not be read as a blueprint.
 */
export async function compareFiles(
  before: string,
  after: string,
): Promise<{ readonly blueprints: readonly ComparedBlueprint[] } | { readonly problems: readonly string[] }> {
  const [old, now] = [readBlueprints([before]), readBlueprints([after])];
  const [oldStored, newStored] = [managedDocuments([before]), managedDocuments([after])];
  const unreadable = new Map([...oldStored.problems, ...newStored.problems].map((each) => [each.file, each]));
  const problems = [...old.problems, ...now.problems, ...unreadable.values()].map(problemLine);
  if (problems.length > 0) return { problems };
  const [oldBlueprints, newBlueprints] = await Promise.all([completed(old.blueprints), completed(now.blueprints)]);
  // The new version cannot say what a policy of AWS allowed in the old one.
  const documents = new Map([...newStored.documents, ...oldStored.documents]);
  const deps = await loadCheckDeps([...oldBlueprints, ...newBlueprints], documents);
  const areFiles = oldBlueprints.length === 1 && newBlueprints.length === 1;
  const names = areFiles
    ? newBlueprints.map(({ name }) => name)
    : [...new Set([...oldBlueprints, ...newBlueprints].map(({ name }) => name))].sort();
  const blueprints = names.map((name): ComparedBlueprint => {
    const [was, is] = areFiles
      ? [oldBlueprints[0], newBlueprints[0]]
      : [oldBlueprints, newBlueprints].map((all) => all.find((each) => each.name === name));
    const none = { more: [], unknown: [], less: [], other: [] };
    if (is === undefined) return { name, ...none, less: ['There is no such blueprint any more.'] };
    if (was === undefined) return { name, ...none, more: ['The blueprint is new.'] };
    const compared = compareBlueprints(was, is, deps);
    const changed = changedPolicies(was, is, { old: oldStored.documents, now: newStored.documents });
    return { name, ...compared, unknown: [...compared.unknown, ...changed] };
  });
  return { blueprints };
}

/** Returns a sentence for each policy of AWS that both versions use and that is stored with another document. */
function changedPolicies(
  was: Blueprint,
  is: Blueprint,
  stored: Readonly<Record<'old' | 'now', ReadonlyMap<string, unknown>>>,
): readonly string[] {
  const now = new Set(usedManagedPolicies(is).map(({ name }) => name));
  const both = [...new Set(usedManagedPolicies(was).map(({ name }) => name))].filter((name) => now.has(name));
  return both.flatMap((name) => {
    const [one, other] = [stored.old, stored.now].map((documents) =>
      JSON.stringify(documents.get(name) ?? awsManagedPolicy(name, 'aws')?.document ?? null),
    );
    if (one === other) return [];
    return [`The stored document of the managed policy ${name} of AWS is another one, so that it may allow more.`];
  });
}

async function completed(read: readonly { readonly blueprint: Blueprint }[]): Promise<readonly Blueprint[]> {
  const all = await Promise.all(read.map(({ blueprint }) => withArnFormats(blueprint)));
  return all.map(({ blueprint }) => blueprint);
}
