import type { CliContext, Output } from '../context.ts';
import { asTyped } from './asTyped.ts';
import { formatJson } from './json.ts';
import { printable } from './printable.ts';

/**
 * Writes the result of a command to stdout: with `--json` the answer of the API, otherwise the text for a person. In JSON,
 * control characters are escaped.
 */
export function printResult<T>(
  { process }: Pick<CliContext, 'process'>,
  { json }: { readonly json?: boolean | undefined },
  answer: T,
  text: (answer: T, output: Output) => string,
): void {
  const { stdout } = process;
  stdout.write(json === true ? formatJson(answer) : asTyped(printable(text(answer, stdout)), process));
}
