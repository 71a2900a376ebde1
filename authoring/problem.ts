/** A mistake in a blueprint, in words for the person who writes it. */
export interface BlueprintProblem {
  /** Where it is in the blueprint: keys and indexes from the root. Empty: the blueprint as a whole. */
  readonly path: readonly (string | number)[];
  /** What is wrong: one sentence without a full stop, such as `"Effect" is "allow"`. */
  readonly problem: string;
  /** What would be right, or what to do: one or more sentences. */
  readonly remedy: string;
  /** A blueprint with an error is not deployed. A warning is shown and stops nothing. */
  readonly severity: 'error' | 'warning';
}

/** A mistake with its place in a file. Lines and columns count from 1. */
export interface LocatedProblem extends BlueprintProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Returns the problem as one line: `file:line:column: problem. remedy`. A warning says that it is one. */
export function problemLine({ file, line, column, problem, remedy, severity }: LocatedProblem): string {
  const mark = severity === 'warning' ? 'warning: ' : '';
  return `${file}:${line}:${column}: ${mark}${problem}. ${remedy}`;
}
