import type { CliContext } from '../context.ts';
import { styleOf } from '../output/style.ts';
import { lineProgress } from './lineProgress.ts';
import type { Progress } from './snapshot.ts';
import { terminalProgress } from './terminalProgress.ts';

/** On a terminal, the steps change in place. Otherwise each step that begins to wait or ends writes one line. */
export function openProgress({ process }: Pick<CliContext, 'process'>): Progress {
  const { stderr } = process;
  const style = styleOf(stderr, process);
  return stderr.isTTY === true && process.env['TERM'] !== 'dumb'
    ? terminalProgress(stderr, style)
    : lineProgress(stderr);
}
