import type { CliContext } from '../context.ts';
import { printable } from './printable.ts';

/** Writes a line for the person to stderr: stdout has only the result. */
export function notice({ process: { stderr } }: Pick<CliContext, 'process'>, line: string): void {
  stderr.write(`${printable(line)}\n`);
}
