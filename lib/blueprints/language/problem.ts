/** The keys and indexes from the root of a blueprint to a part of it. */
export type Path = readonly (string | number)[];

/** A mistake in a blueprint that its schema cannot express. */
export interface LanguageProblem {
  readonly path: Path;
  /** What is wrong: one sentence without a full stop. */
  readonly problem: string;
  /** What would be right: one or more sentences. */
  readonly remedy: string;
}
