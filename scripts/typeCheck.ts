import {
  createIncrementalProgram,
  formatDiagnosticsWithColorAndContext,
  getParsedCommandLineOfConfigFile,
  sys,
  type Diagnostic,
  type EmitAndSemanticDiagnosticsBuilderProgram,
} from 'typescript';

const host = {
  getCanonicalFileName: (name: string) => name,
  getCurrentDirectory: sys.getCurrentDirectory,
  getNewLine: () => sys.newLine,
};

/** The program of tsconfig.json, and what `tsc` says about it: nothing where the types are right. */
export interface TypeCheck {
  readonly builder: EmitAndSemanticDiagnosticsBuilderProgram;
  readonly problems: string;
}

/**
 * Checks the types as `tsc` does, which does not hand out its program: lint needs the same one, and to build it twice
 * takes 10 s. Checks only what has changed since the last run, and what depends on it (`tsBuildInfoFile`).
 */
export function checkTypes(): TypeCheck {
  const unreadable: Diagnostic[] = [];
  const config = getParsedCommandLineOfConfigFile('tsconfig.json', undefined, {
    ...sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => void unreadable.push(diagnostic),
  });
  if (config === undefined) throw new Error(formatDiagnosticsWithColorAndContext(unreadable, host));
  const { fileNames: rootNames, options, errors: configFileParsingDiagnostics } = config;
  const builder = createIncrementalProgram({ rootNames, options, configFileParsingDiagnostics });
  const problems = [
    ...builder.getConfigFileParsingDiagnostics(),
    ...builder.getOptionsDiagnostics(),
    ...builder.getGlobalDiagnostics(),
    ...builder.getSyntacticDiagnostics(),
    ...builder.getSemanticDiagnostics(),
    // With `noEmit` this writes what is known of each file for the next run, and nothing else.
    ...builder.emit().diagnostics,
  ];
  return { builder, problems: problems.length === 0 ? '' : formatDiagnosticsWithColorAndContext(problems, host) };
}
