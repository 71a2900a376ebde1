import type { Output } from '../context.ts';
import { onOneLine } from './printable.ts';

export type Row = readonly (string | number | null | undefined)[];

/** No column gets narrower than this. */
const narrowest = 8;
const gap = '  ';

/** Columns that are never cut, because one copies from them. */
const copied: readonly string[] = [
  'ONBOARDING',
  'WEBHOOK ID',
  'RESOURCE',
  'ARN',
  'REQUEST ID',
  'BLUEPRINT',
  'ACCOUNT',
  'ACCESS KEY',
];

/** A column that is left out rather than cut: a part of a time says nothing. */
const leftOut = 'UPDATED';

/**
 * Returns a table as text, with a line feed at its end. On a terminal, the widest columns are cut to fit it, except those
 * that one copies from. A program that reads the output gets every cell whole.
 */
export function formatTable(heading: readonly string[], rows: readonly Row[], output: Output): string {
  const texts = [heading, ...rows.map((row) => heading.map((_, index) => cell(row[index])))];
  const natural = heading.map((_, index) => Math.max(...texts.map((row) => row[index]?.length ?? 0)));
  if (output.isTTY !== true) return linesOf(texts, natural);
  const columns = output.columns || 80;
  const left = heading.indexOf(leftOut);
  if (left !== -1 && excess(natural, columns) > 0) {
    const without = (row: Row) => row.filter((_, index) => index !== left);
    return formatTable(heading.toSpliced(left, 1), rows.map(without), output);
  }
  return linesOf(texts, fitted(heading, natural, columns));
}

function linesOf(texts: readonly (readonly string[])[], widths: readonly number[]): string {
  return texts.map((row) => `${line(row, widths)}\n`).join('');
}

const cell = (value: Row[number]) => (value === null || value === undefined ? '' : onOneLine(String(value)));

function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((text, index) => cut(text, widths[index] ?? 0).padEnd(widths[index] ?? 0))
    .join(gap)
    .trimEnd();
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

const excess = (widths: readonly number[], columns: number) =>
  widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1) - columns;

/**
 * Narrows the widest column that may be cut, again and again, until the table fits. If it cannot fit, nothing is cut: the
 * terminal breaks the lines.
 */
function fitted(heading: readonly string[], natural: readonly number[], columns: number): readonly number[] {
  const widths = [...natural];
  while (excess(widths, columns) > 0) {
    const cuttable = widths.map((width, index) => (copied.includes(heading[index] ?? '') ? 0 : width));
    const widest = Math.max(...cuttable);
    if (widest <= narrowest) return natural;
    widths[cuttable.indexOf(widest)] = Math.max(narrowest, widest - excess(widths, columns));
  }
  return widths;
}
