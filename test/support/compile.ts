import {
  createCompilerHost,
  createProgram,
  parseJsonConfigFileContent,
  readConfigFile,
  sys,
  type Program,
  type SourceFile,
} from 'typescript';
import { resolve } from 'node:path';

/** A replacement of a text in a file. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const { options } = parseJsonConfigFileContent(
  readConfigFile('tsconfig.json', (path) => sys.readFile(path)).config,
  sys,
  process.cwd(),
);
/** Parsed files; a file that is not changed is parsed once. */
const parsed = new Map<string, SourceFile>();
/** The program of the last call, from which the next one takes what its files import. */
let last: Program | undefined;

/**
 * Returns those of the files that have a type error after `change`.
 *
 * @throws if the file to change does not contain the text
 */
export function withTypeErrors(files: readonly string[], { file, from, to }: Change): readonly string[] {
  const host = createCompilerHost(options);
  const original = host.getSourceFile.bind(host);
  const read = host.readFile.bind(host);
  const isChanged = (path: string) => resolve(path) === resolve(file);
  host.readFile = (path) => {
    const text = read(path);
    if (text === undefined || !isChanged(path)) return text;
    if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
    return text.replace(from, () => to);
  };
  host.getSourceFile = (path, ...more) => {
    if (isChanged(path)) return original(path, ...more);
    const source = parsed.get(path) ?? original(path, ...more);
    if (source !== undefined) parsed.set(path, source);
    return source;
  };
  const program = createProgram({
    rootNames: [file, ...files],
    options,
    host,
    ...(last !== undefined && { oldProgram: last }),
  });
  last = program;
  return files.filter((each) => program.getSemanticDiagnostics(program.getSourceFile(each)).length > 0);
}
