import type { CliContext } from '../context.ts';
import { styleOf } from '../output/style.ts';
import { lineProgress } from './lineProgress.ts';
import { terminalProgress } from './terminalProgress.ts';

/** One step of an onboarding, or one resource that is removed. */
export interface Item {
  readonly name: string;
  readonly state: 'pending' | 'running' | 'done' | 'failed';
  /** How long it took, or has taken, if that is known. */
  readonly time: string | undefined;
}

/** What is known about the work at one moment. */
export interface Snapshot {
  readonly items: readonly Item[];
  /** What the work waits for, since when and until when. */
  readonly waiting: string | undefined;
}

/** Shows on stderr how the work proceeds, so that stdout has only the result. */
export interface Progress {
  /** Shows the steps as they are now. */
  show(snapshot: Snapshot): void;
  /** Writes a text that stays, above the steps that change. */
  say(text: string): void;
  /** Leaves the steps as they are. What is written from now on is below them. */
  end(): void;
}

/** On a terminal, the steps change in place. Otherwise each step that begins to wait or ends writes one line. */
export function openProgress({ process }: Pick<CliContext, 'process'>): Progress {
  const { stderr } = process;
  const style = styleOf(stderr, process);
  return stderr.isTTY === true && process.env['TERM'] !== 'dumb'
    ? terminalProgress(stderr, style)
    : lineProgress(stderr);
}
