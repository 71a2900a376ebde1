import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext, Output } from '../../cli/context.ts';
import { runCommandLine } from '../../cli/runCommandLine.ts';
import { localDefaults } from '../../local/defaults.ts';
import { linesOf, type Run } from './screen.ts';

/** The width of the terminal in characters. */
export const columns = 122;

const shownId = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';

/** What somebody types. */
const commands = [
  'create --tenant acme --account 111122223333 --blueprint tutum --write-profile acme',
  'list',
  `offboard ${shownId} --yes`,
];

/**
 * Runs the commands of the picture on the local stack at this URL, and returns what a terminal shows then, with the lines
 * that somebody typed. Everything that another run would show differently is replaced: IDs, times and the home directory.
 * @throws an error if a command fails
 */
export async function record(url: string): Promise<readonly (readonly Run[])[]> {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-picture-'));
  let written = '';
  const terminal: Output = {
    isTTY: true,
    columns,
    getColorDepth: () => 8,
    write: (text, callback) => {
      written += text;
      callback?.();
    },
    on: () => undefined,
  };
  const context: CliContext = {
    process: {
      stdout: terminal,
      stderr: terminal,
      env: { LATCHKEY_URL: url, LATCHKEY_TOKEN: localDefaults.apiToken },
    },
    home,
    command: ['latchkey'],
    // Shorter pauses, because only the last state of the terminal is shown.
    clock: { now: Date.now, sleep: (ms) => sleep(Math.min(ms, 50)) },
    fetch: (request) => fetch(request),
    questions: undefined,
    readStdin: () => Promise.resolve(''),
    interrupted: new AbortController().signal,
  };
  try {
    for (const command of commands) {
      written += `${written === '' ? '' : '\n'}${typed(command)}`;
      const id = /ob_[0-9A-Z]{26}/.exec(written)?.[0] ?? '';
      const code = await runCommandLine(command.replace(/ob_\w+/, id).split(' '), context);
      if (code !== 0) throw new Error(`latchkey ${command} ended with ${code}:\n${written}`);
    }
  } finally {
    rmSync(home, { recursive: true });
  }
  return withoutChance(linesOf(written.replaceAll(home, '/home/ann')));
}

/** A prompt, and the command in bold. */
const typed = (command: string) => `\u001B[2m$\u001B[22m \u001B[1mnpx latchkey ${command}\u001B[22m\n`;

/** Times in the place of those that a machine needed, in milliseconds. */
const shownTimes = [310, 170, 160, 140, 180, 150];

/** Replaces everything that differs from run to run. */
function withoutChance(lines: readonly (readonly Run[])[]): readonly (readonly Run[])[] {
  let times = 0;
  const nextTime = () => {
    times += 1;
    return `${shownTimes[times % shownTimes.length] ?? 0} ms`;
  };
  const replaced = (text: string) =>
    text
      .replaceAll(/ob_[0-9A-Z]{26}/g, shownId)
      .replaceAll(/AKIA[A-Z0-9]{16}/g, 'AKIARTX3GSDSZFQGFTM6')
      // A step that takes a second or longer is shown in seconds.
      .replaceAll(/\b\d+(?:\.\d+)? m?s\b/g, nextTime)
      .replaceAll(/(?<=Rotate by +)\S+/g, '2027-02-20T12:06:38.437Z')
      .replaceAll(/(?<!Rotate by +)\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-22T12:06:38.437Z');
  return lines.map((runs) => runs.map(({ text, style }) => ({ text: replaced(text), style })));
}
