/** A mistake at a place of a text, before its file, line and column are known. */
export interface Fault {
  /** The index of the first character. */
  readonly offset: number;
  readonly path: Path;
  readonly problem: string;
  readonly remedy: string;
}

/** Keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** Returns a text as a person would write it in a file: in double quotes. */
export const quoted = (text: string): string => JSON.stringify(text);
