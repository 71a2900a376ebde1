import type { CliContext } from '../context.ts';
import { asTyped } from './asTyped.ts';
import { printable } from './printable.ts';

/** Writes a line for the person to stderr: stdout has only the result. */
export function notice({ process }: Pick<CliContext, 'process'>, line: string): void {
  process.stderr.write(`${asTyped(printable(line), process)}\n`);
}
