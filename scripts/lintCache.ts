import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { BuilderProgram } from 'typescript';
import { entriesOf } from './json.ts';

/** What every file's result depends on: the rules, the compiler's options, the packages that are installed. */
const commonFiles = ['eslint.config.js', 'tsconfig.json', 'node_modules/.package-lock.json'];

/** What ESLint says of a file, as far as the cache needs it. */
interface Linted {
  readonly filePath: string;
  readonly messages: readonly unknown[];
}

/** Which files of a program were clean when they were last linted, so that they need not be linted again. */
export interface LintCache {
  /** Their paths, from the working directory. */
  readonly clean: readonly string[];
  /** Notes the linted files that are clean, beside those that were. */
  save(linted: readonly Linted[]): void;
}

/**
 * A typed rule looks at the types in a file, and those come from the files that it imports: `f();` is wrong as soon as `f`,
 * in another file, gives a promise. ESLint's own cache goes by each file alone, and would hide that. So here a file is
 * clean only while none of this has changed: its text, the text of every file that it reaches by its imports, the
 * declarations that need no import, `commonFiles`, and Node's version.
 */
export function openLintCache(file: string, builder: BuilderProgram): LintCache {
  const isOurs = (path: string) => !path.includes('/node_modules/');
  const hashes = new Map(builder.getSourceFiles().map(({ fileName, text }) => [fileName, hashOf(text)] as const));
  const forAll = builder
    .getSourceFiles()
    .filter(({ fileName, text }) => isOurs(fileName) && /^\s*declare (global|module)\b/m.test(text));
  const common = [
    process.version,
    ...commonFiles.map((path) => (existsSync(path) ? hashOf(readFileSync(path, 'utf8')) : '')),
    ...forAll.map(({ fileName }) => hashes.get(fileName)),
  ];
  /** Undefined for a file that is not in the program: it is linted each time. */
  const keyOf = (path: string): string | undefined => {
    const source = builder.getSourceFile(path);
    if (source === undefined) return undefined;
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
      // At once, so that a run that is stopped leaves no half of it.
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(keys)));
      renameSync(`${file}.new`, file);
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
