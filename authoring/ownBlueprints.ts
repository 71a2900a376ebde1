import type { Blueprint } from '../catalog/blueprint.ts';
import { examples } from '../catalog/examples.ts';
import { checkedFiles } from './checkedFiles.ts';
import { usedManagedPolicies } from './check/managedProblems.ts';
import { storedManagedPolicies, type StoredPolicy } from './check/storedManagedPolicies.ts';
import type { CheckBlueprints } from './checks.ts';
import { problemLine, type LocatedProblem } from './problem.ts';
import type { FileBlueprint } from './read/readFiles.ts';

/** The blueprints of a deployment. */
export interface OwnBlueprints {
  /** Those of the folder. Empty: there is no folder. */
  readonly own: readonly Blueprint[];
  /** Whether the examples of catalog/ are with them. */
  readonly withExamples: boolean;
  /** The managed policies of AWS that those of the folder use, by name, as they are stored beside them. */
  readonly managed: Readonly<Record<string, StoredPolicy>>;
  /** What does not stop a deploy, and the author should know. */
  readonly warnings: readonly LocatedProblem[];
}

/** Thrown for blueprints that cannot be used. The message has a line for each mistake, with file, line and column. */
export class BlueprintsRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BlueprintsRefused';
  }
}

/**
 * Reads and checks the folder of a deployment.
 *
 * @param folder empty: there is none
 * @param exampleBlueprints `on`: the examples of catalog/ stay in the catalogue, beside those of the folder
 * @throws BlueprintsRefused
 */
export async function readOwnBlueprints(
  { folder, exampleBlueprints }: { readonly folder: string; readonly exampleBlueprints: string },
  check?: CheckBlueprints,
): Promise<OwnBlueprints> {
  if (exampleBlueprints !== 'on' && exampleBlueprints !== 'off')
    throw new BlueprintsRefused(
      `exampleBlueprints (LATCHKEY_EXAMPLE_BLUEPRINTS) is ${JSON.stringify(exampleBlueprints)}. It must be on or off.`,
    );
  const withExamples = exampleBlueprints === 'on';
  if (folder !== '') return { ...(await readFolder(folder, withExamples, check)), withExamples };
  if (withExamples) return { own: [], withExamples, managed: {}, warnings: [] };
  throw new BlueprintsRefused(
    'exampleBlueprints is off, and there is no folder of blueprints. Name it with --param="blueprints=…" or LATCHKEY_BLUEPRINTS.',
  );
}

async function readFolder(folder: string, withExamples: boolean, check?: CheckBlueprints) {
  const { blueprints, problems } = await checkedFiles([folder], check);
  const taken = withExamples ? blueprints.flatMap(nameOfExample) : [];
  const all = [...problems, ...taken];
  const errors = all.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new BlueprintsRefused(
      `The blueprints in ${folder} have mistakes, so nothing was done.\n${errors.map(problemLine).join('\n')}`,
    );
  const own = blueprints.map(({ blueprint }) => blueprint);
  return { own, managed: usedOf(own, storedManagedPolicies(folder)), warnings: all };
}

function usedOf(own: readonly Blueprint[], stored: ReadonlyMap<string, StoredPolicy>): OwnBlueprints['managed'] {
  const used = new Set(own.flatMap(usedManagedPolicies).map(({ name }) => name));
  return Object.fromEntries([...stored].filter(([name]) => used.has(name)));
}

function nameOfExample({ blueprint: { name }, locate }: FileBlueprint): readonly LocatedProblem[] {
  if (!examples.some((example) => example.name === name)) return [];
  const remedy = 'Give it another name, or leave the examples out: exampleBlueprints=off.';
  return [locate({ path: ['name'], problem: `${name} is also an example`, remedy, severity: 'error' })];
}

/** Returns every blueprint that can be onboarded. */
export function catalogOf({ own, withExamples }: Pick<OwnBlueprints, 'own' | 'withExamples'>): readonly Blueprint[] {
  return [...(withExamples ? examples : []), ...own];
}

/** Returns a module that exports these blueprints, in the place of catalog/index.ts. */
export function catalogModule({ own, withExamples }: Pick<OwnBlueprints, 'own' | 'withExamples'>): string {
  // JSON.parse, because a key __proto__ in a literal would not be a key.
  const list = own.length === 0 ? '' : `...JSON.parse(${JSON.stringify(JSON.stringify(own))})`;
  return withExamples
    ? `import { examples } from './examples.ts';\nexport const catalog = [...examples, ${list}];\n`
    : `export const catalog = [${list}];\n`;
}
