import {
  createCompilerHost,
  createProgram,
  parseJsonConfigFileContent,
  readConfigFile,
  sys,
  type SourceFile,
} from 'typescript';
import { resolve } from 'node:path';

/** A text of a file, and what takes its place. */
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
/** What is not changed is parsed once. */
const parsed = new Map<string, SourceFile>();

/**
 * Those of the files that have a type error once `change` is made.
 *
 * @throws where the changed file does not have the text
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
  const program = createProgram({ rootNames: [file, ...files], options, host });
  return files.filter((each) => program.getSemanticDiagnostics(program.getSourceFile(each)).length > 0);
}
