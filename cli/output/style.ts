import type { CliContext, Output } from '../context.ts';

/** Writes a text in bold, dim or a colour. Without colours, it returns the text unchanged. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
}

/** The number of colour bits from which a terminal has colours. Source: Node.js, `tty.WriteStream.getColorDepth`. */
const leastColorDepth = 4;

/** Returns the style for an output: plain unless it is a terminal with colours, and NO_COLOR is not set. */
export function styleOf(output: Output, { env }: Pick<CliContext['process'], 'env'>): Style {
  const hasColors = output.isTTY === true && !env['NO_COLOR'] && (output.getColorDepth?.(env) ?? 1) >= leastColorDepth;
  const code = (start: number, end: number) => (text: string) =>
    hasColors ? `\u001B[${start}m${text}\u001B[${end}m` : text;
  // Source of the numbers: ECMA-48, "Select graphic rendition".
  return { bold: code(1, 22), dim: code(2, 22), green: code(32, 39), yellow: code(33, 39), red: code(31, 39) };
}
