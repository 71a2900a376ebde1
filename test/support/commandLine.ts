import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext, Output, Questions } from '../../cli/context.ts';
import { runCommandLine } from '../../cli/runCommandLine.ts';

/** What a test sets for one command. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether stdout and stderr are terminals. */
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly questions?: Questions;
  readonly stdin?: string;
  readonly fetch?: CliContext['fetch'];
  readonly interrupted?: AbortSignal;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Returns a function that runs command lines as a process would, in a home directory of their own. Their pauses take a
 * hundredth of a second, and their clock says that they took the whole time.
 */
export function commandLineFor(settings: Readonly<Record<string, string>> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-home-'));
  let sleptMs = 0;
  const clock: CliContext['clock'] = {
    now: () => Date.now() + sleptMs,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      await sleep(Math.min(ms, 10));
      sleptMs += ms;
      signal?.throwIfAborted();
    },
  };
  const latchkey = async (words: readonly string[] | string, more: Surroundings = {}): Promise<Ran> => {
    const written = { stdout: '', stderr: '' };
    const output = (name: 'stdout' | 'stderr'): Output => ({
      ...(more.isTerminal === true && { isTTY: true, getColorDepth: () => 1 }),
      ...(more.columns !== undefined && { columns: more.columns }),
      write: (text, callback) => {
        written[name] += text;
        callback?.();
        return true;
      },
      on: () => undefined,
    });
    const code = await runCommandLine(typeof words === 'string' ? words.split(' ') : words, {
      process: { stdout: output('stdout'), stderr: output('stderr'), env: { ...settings, ...more.env } },
      home,
      command: ['latchkey'],
      clock,
      fetch: more.fetch ?? ((request) => fetch(request)),
      questions: more.questions,
      readStdin: () => Promise.resolve(more.stdin ?? ''),
      interrupted: more.interrupted ?? new AbortController().signal,
    });
    return { code, ...written };
  };
  return { home, latchkey };
}
