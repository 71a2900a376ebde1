import type { Output } from '../context.ts';
import { printable } from './printable.ts';
import { wrap } from './wrap.ts';

/** Names with their values. One without a value is not shown. */
export type Details = readonly (readonly [name: string, value: string | number | null | undefined])[];

/** The names of values that are sentences, so that one reads them and does not copy them. */
const sentences: readonly string[] = ['Problem', 'Waiting', 'Guide', 'Here', 'Why', 'To do'];

/** Sentences get no narrower than this. */
const narrowest = 20;

/**
 * Returns names and values below each other, with a line feed at the end. Further lines of a value are indented. On a
 * terminal, sentences are broken between words to fit it.
 */
export function formatDetails(details: Details, output?: Output): string {
  const given = details.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...given.map(([name]) => name.length));
  const indent = `\n${' '.repeat(width + 2)}`;
  const room = Math.max(narrowest, (output?.columns || 80) - width - 2);
  const broken = (name: string, text: string) =>
    output?.isTTY === true && sentences.includes(name) ? wrap(text, room).join('\n') : text;
  return given
    .map(
      ([name, value]) => `${name.padEnd(width)}  ${broken(name, printable(String(value))).replaceAll('\n', indent)}\n`,
    )
    .join('');
}
