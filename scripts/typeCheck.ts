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

/** The program of a tsconfig.json, and the problems that `tsc` reports for it. */
export interface TypeCheck {
  readonly builder: EmitAndSemanticDiagnosticsBuilderProgram;
  readonly problems: string;
}

/**
 * Checks the types as `tsc` does. It is used instead of `tsc`, because ESLint needs the same program, which `tsc` does
 * not return, and a second one takes 10 s. Checks only what has changed since the last run, and what depends on it
 * (`tsBuildInfoFile`).
 */
export function checkTypes(tsconfig: string): TypeCheck {
  const unreadable: Diagnostic[] = [];
  const config = getParsedCommandLineOfConfigFile(tsconfig, undefined, {
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
    // With `noEmit`, this only writes the state of each file for the next run.
    ...builder.emit().diagnostics,
  ];
  return { builder, problems: problems.length === 0 ? '' : formatDiagnosticsWithColorAndContext(problems, host) };
}
