import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { BuilderProgram } from 'typescript';
import { entriesOf } from './json.ts';

/**
 * The files on which the result of every linted file depends: the rules, the compiler's options and the installed
 * packages.
 */
const commonFiles = ['eslint.config.js', 'tsconfig.json', 'web/tsconfig.json', 'node_modules/.package-lock.json'];

/** The part of ESLint's result for a file that the cache needs. */
interface Linted {
  readonly filePath: string;
  readonly messages: readonly unknown[];
}

/** The files of the programs that had no problem when they were last linted, so that they need not be linted again. */
export interface LintCache {
  /** Their paths, relative to the working directory. */
  readonly clean: readonly string[];
  /** Adds the linted files without problems to the cache. */
  save(linted: readonly Linted[]): void;
}

/**
 * Opens the cache. The result of a typed rule also depends on the files that a file imports: `f();` becomes wrong when
 * `f`, in another file, returns a promise. ESLint's own cache depends only on the file itself and would miss that. So
 * here a file counts as clean only while all of this is unchanged: its text, the text of every file that it imports
 * directly or indirectly, the global declarations, `commonFiles`, and Node's version.
 */
export function openLintCache(file: string, builders: readonly BuilderProgram[]): LintCache {
  const isOurs = (path: string) => !path.includes('/node_modules/');
  const sources = builders.flatMap((builder) => builder.getSourceFiles());
  const hashes = new Map(sources.map(({ fileName, text }) => [fileName, hashOf(text)] as const));
  const forAll = sources.filter(
    ({ fileName, text }) => isOurs(fileName) && /^\s*declare (global|module)\b/m.test(text),
  );
  const common = [
    process.version,
    ...commonFiles.map((path) => (existsSync(path) ? hashOf(readFileSync(path, 'utf8')) : '')),
    ...forAll.map(({ fileName }) => hashes.get(fileName)),
  ];
  /** Undefined for a file that is in no program: it is linted each time. A file in several is linted with the first. */
  const keyOf = (path: string): string | undefined => {
    const builder = builders.find((each) => each.getSourceFile(path) !== undefined);
    const source = builder?.getSourceFile(path);
    if (builder === undefined || source === undefined) return undefined;
    const reached = builder.getAllDependencies(source).filter(isOurs).toSorted();
    return hashOf([...common, ...reached.map((each) => `${each} ${hashes.get(each) ?? ''}`)].join('\n'));
  };
  const known = new Map(existsSync(file) ? entriesOf(JSON.parse(readFileSync(file, 'utf8'))) : []);
  const clean = [...known].filter(([path, key]) => keyOf(resolve(path)) === key).map(([path]) => path);
  return {
    clean,
    save: (linted) => {
      const nowClean = linted
        .filter(({ messages }) => messages.length === 0)
        .map(({ filePath }) => relative(process.cwd(), filePath));
      const keys = [...clean, ...nowClean].map((path) => [path, keyOf(resolve(path))]);
      mkdirSync(dirname(file), { recursive: true });
      // Writes a new file and renames it, so that a run that is stopped leaves no incomplete cache.
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(keys)));
      renameSync(`${file}.new`, file);
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
