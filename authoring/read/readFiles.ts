import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Blueprint } from '../../catalog/blueprint.ts';
import type { BlueprintProblem, LocatedProblem } from '../problem.ts';
import { quoted } from './fault.ts';
import { readText, type ReadText } from './readText.ts';

/** The endings of the files that are blueprints. */
export const blueprintEndings = ['.json', '.yaml', '.yml'];

/** A blueprint and the file that it was read from. */
export interface FileBlueprint {
  readonly file: string;
  readonly blueprint: Blueprint;
  /** Says where in the file a problem of the blueprint is. */
  locate(problem: BlueprintProblem): LocatedProblem;
}

export interface ReadBlueprints {
  readonly blueprints: readonly FileBlueprint[];
  readonly problems: readonly LocatedProblem[];
}

/**
 * Reads files and folders of blueprints: of a folder, each file that ends with `.json`, `.yaml` or `.yml`. Other files,
 * hidden files and the folders in it are not read. Never throws: what cannot be read is a problem.
 */
export function readBlueprints(paths: readonly string[]): ReadBlueprints {
  const problems: LocatedProblem[] = [];
  const blueprints: FileBlueprint[] = [];
  for (const file of [...new Set(paths.flatMap((path) => filesAt(path, problems)))]) {
    const read = readFile(file);
    const { blueprint } = read;
    problems.push(...read.problems);
    if (blueprint === undefined) continue;
    const first = blueprints.find((each) => each.blueprint.name === blueprint.name);
    if (first === undefined) blueprints.push({ file, blueprint, locate: read.locate });
    else problems.push(read.locate(sameName(blueprint.name, first.file)));
  }
  return { blueprints, problems };
}

const sameName = (name: string, otherFile: string): BlueprintProblem => ({
  path: ['name'],
  problem: `the name ${quoted(name)} is also that of ${otherFile}`,
  remedy: 'Give one of the two another name.',
  severity: 'error',
});

function filesAt(path: string, problems: LocatedProblem[]): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path)
      .filter((name) => !name.startsWith('.') && blueprintEndings.includes(extname(name).toLowerCase()))
      .map((name) => join(path, name))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true)
      .toSorted();
    if (files.length === 0) problems.push(problemOf(path, ...noFiles));
    return files;
  } catch (error) {
    problems.push(unreadable(path, error));
    return [];
  }
}

const noFiles = [
  'the folder has no blueprint',
  `Put files into it, one for each blueprint, whose names end with ${blueprintEndings.join(', ')}.`,
] as const;

/** A larger file is none that a person wrote. */
const mostBytes = 1_000_000;

function readFile(file: string): Pick<ReadText, 'blueprint' | 'problems' | 'locate'> {
  const refused = (problem: LocatedProblem) => ({
    blueprint: undefined,
    problems: [problem],
    locate: (each: BlueprintProblem) => ({ ...each, file, line: 1, column: 1 }),
  });
  try {
    const found = statSync(file);
    // To read a device or a pipe could take for ever.
    if (!found.isFile()) return refused(problemOf(file, 'it is not a file', 'Remove it from the folder.'));
    if (found.size > mostBytes)
      return refused(problemOf(file, `the file has ${found.size} bytes`, `It may have ${mostBytes}.`));
    return readText(file, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)));
  } catch (error) {
    const problem =
      error instanceof TypeError
        ? problemOf(file, 'the file is not UTF-8', 'Save it in this encoding.')
        : unreadable(file, error);
    return refused(problem);
  }
}

function unreadable(path: string, error: unknown): LocatedProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') return problemOf(path, `there is no file or folder ${basename(path)}`, 'Check the path.');
  return problemOf(path, `it cannot be read (${code})`, 'Check the rights of the file.');
}

function problemOf(file: string, problem: string, remedy: string): LocatedProblem {
  return { file, line: 1, column: 1, path: [], problem, remedy, severity: 'error' };
}
