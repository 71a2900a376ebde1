import type { IssuedKey } from '../../account/accessKeys.ts';

export type Key = Pick<IssuedKey, 'userName' | 'accessKeyId' | 'secretAccessKey'>;

/** What else the lines of a file may say. */
export interface KeyWords {
  /** Names the section of an INI file, and leads the names of several. */
  readonly profile: string;
  /** Which stage of the product's the keys are for, where it has stages: a comment, for whoever finds the lines later. */
  readonly stage?: string | undefined;
}

/** A format that holds keys and nothing else. */
export interface KeyFormat {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  /** Whether it holds the keys of several users, or of one. */
  readonly holdsManyUsers: boolean;
  /** Whether `?profile=` names something in it. */
  readonly takesProfile: boolean;
  /** The whole file. It is not asked for the keys of several users where it holds those of one. */
  write(keys: readonly Key[], words: KeyWords): string;
}

/** The stage as a line that INI files and shells pass over alike; nothing where there is none. */
export function stageComment({ stage }: KeyWords): string {
  return stage === undefined ? '' : `# Stage: ${stage}\n`;
}
