import type { FileCalls } from '../files/changeFile.ts';
import type { KeyFormatName } from '../../lib/http/keyFormats/index.ts';
import type { Key } from '../../lib/http/keyFormats/keyFormat.ts';

/** Where the keys of a claim go. */
export type KeyDestination =
  /** Sections of `~/.aws/credentials` and `~/.aws/config`. With several users: `{name}-{user name}`. */
  | { readonly kind: 'profile'; readonly name: string }
  /** The CSV file of the IAM console. The file must not exist. `-` is the standard output. */
  | { readonly kind: 'csv'; readonly file: string }
  /** Another form on the standard output, such as `export` lines of a POSIX shell. Many are only for the key of one user. */
  | { readonly kind: 'format'; readonly format: KeyFormatName }
  /** The answer as JSON on the standard output, for programs. */
  | { readonly kind: 'json' }
  /** A text for a person, on a terminal. */
  | { readonly kind: 'shown' };

/** A stream of the process, such as `process.stdout`. */
export interface KeyStream {
  readonly isTTY?: boolean;
  /** The file descriptor. Without one, it is not checked who can read what is written. */
  readonly fd?: number;
  write(text: string, callback: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What writing keys needs of the process. */
export interface KeyOutput {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The home directory. */
  readonly home: string;
  readonly stdout: KeyStream;
  readonly stderr: KeyStream;
  /** Node's own by default. */
  readonly fileCalls?: FileCalls;
}

/** Keys that an answer contained. */
export interface IssuedKeys {
  readonly onboarding: {
    readonly id: string;
    readonly accountId: string;
    readonly blueprint: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  readonly keys: readonly Key[];
  /** What the destination `json` prints, without the line end. */
  readonly json: string;
}

/** What became of the keys. The lines contain no secret, and are for the standard error. */
export interface Delivery {
  /** 1 if the keys are not where they should be. The lines say where they are instead. */
  readonly exitCode: 0 | 1;
  readonly lines: readonly string[];
}

/** A destination that can take the keys, as far as that can be known before the claim. */
export interface CheckedDestination {
  /** What the user should know before the claim, a line each, for the standard error. */
  readonly notices: readonly string[];
  /**
   * Writes the keys. Never rejects: if the keys cannot be written there, they are shown on the terminal, or written into
   * a file that only the user can read.
   */
  write(issued: IssuedKeys): Promise<Delivery>;
}

/** Thrown before the claim, for a destination that cannot take the keys. The message says why, and what to do. */
export class DestinationError extends Error {
  /** Whether the command line is wrong, with its redirections, whatever the named files are: exit code 2 and not 1. */
  readonly isUsage: boolean;

  constructor(message: string, isUsage = false) {
    super(message);
    this.name = 'DestinationError';
    this.isUsage = isUsage;
  }
}
