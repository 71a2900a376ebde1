import { printable } from './printable.ts';

/** Names with their values. One without a value is not shown. */
export type Details = readonly (readonly [name: string, value: string | number | null | undefined])[];

/** Returns names and values below each other, with a line feed at the end. Further lines of a value are indented. */
export function formatDetails(details: Details): string {
  const given = details.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...given.map(([name]) => name.length));
  const indent = `\n${' '.repeat(width + 2)}`;
  return given
    .map(([name, value]) => `${name.padEnd(width)}  ${printable(String(value)).replaceAll('\n', indent)}\n`)
    .join('');
}
