import type { CommandContext } from '@stricli/core';

/** A stream that a command writes to: process.stdout, process.stderr, or an object of a test. */
export interface Output {
  readonly isTTY?: boolean;
  /** The width of the terminal in characters. */
  readonly columns?: number;
  /** The file descriptor. */
  readonly fd?: number;
  getColorDepth?(env?: Readonly<Record<string, string | undefined>>): number;
  /** `callback` learns that the text was written, or why not. */
  write(text: string, callback?: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** All times are in milliseconds. */
export interface Clock {
  /** Returns the wall-clock time (epoch ms). */
  now(): number;
  /** Resolves after `ms`. Rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** Asks the person at the terminal. Each rejects with `Interrupted` if the person presses Ctrl-C. */
export interface Questions {
  confirm(question: string): Promise<boolean>;
  text(question: string, suggestion: string): Promise<string>;
  /** Does not show what is typed. */
  secret(question: string): Promise<string>;
}

/** What a command may use of the process. Tests replace every part. */
export interface CliContext extends CommandContext {
  readonly process: {
    readonly stdout: Output;
    readonly stderr: Output;
    readonly env: Readonly<Record<string, string | undefined>>;
    exitCode?: number | string | null;
  };
  /** The home directory. */
  readonly home: string;
  /** How a script starts this program: for the completion of a shell. */
  readonly command: readonly string[];
  readonly clock: Clock;
  /** Sends a request over the network. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Present if a person can answer: if both the input and stderr are a terminal. */
  readonly questions: Questions | undefined;
  /** Reads the standard input to its end. */
  readStdin(): Promise<string>;
  /** Aborted by SIGINT, SIGTERM or SIGHUP. The reason is `Interrupted`. */
  readonly interrupted: AbortSignal;
}
