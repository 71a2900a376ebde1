import { mappedWriter, type MappedText } from './mappedText.ts';

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”“"',
  '”': '”“"',
  '„': '”“"',
  '‘': "’‘'",
  '’': "’‘'",
};
const plainQuote = (opened: string) => ("'‘’".includes(opened) ? "'" : '"');

/** White space that JSON does not know: no-break spaces, zero-width characters, tabs (which YAML refuses), a BOM. */
const oddSpace = /[\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/;

/**
 * Returns JSON as guides have it in a form that the YAML reader takes: without comments, with straight quotes and plain
 * spaces. Texts stay as they are.
 */
export function tidyJson(whole: MappedText): MappedText {
  const { text } = whole;
  const writer = mappedWriter(whole);
  for (let index = 0; index < text.length;) {
    const character = text[index] ?? '';
    if (closing[character] !== undefined) {
      index = writeQuoted(writer, text, index);
      continue;
    }
    const end = endOfSpace(text, index);
    if (end === undefined) writer.copy(index, ++index);
    else {
      writer.write(' ', index);
      index = end;
    }
  }
  return writer.end();
}

/** Returns the end of the comment or the odd white space that begins at `index`. Undefined if there is none. */
function endOfSpace(text: string, index: number): number | undefined {
  if (text.startsWith('/*', index)) return endOf(text, '*/', index);
  if (text.startsWith('//', index) || text[index] === '#')
    return endOf(text, '\n', index) - (text.includes('\n', index) ? 1 : 0);
  return oddSpace.test(text[index] ?? '') ? index + 1 : undefined;
}

/** Writes a text with straight quotes, and returns its end. */
function writeQuoted(writer: ReturnType<typeof mappedWriter>, text: string, index: number): number {
  const opened = text[index] ?? '';
  const quote = plainQuote(opened);
  writer.write(quote, index);
  for (let at = index + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quote === '"') writer.copy(at, ++at + 1);
    else if (closing[opened]?.includes(character) === true) {
      writer.write(quote, at);
      return at + 1;
    } else if (character === quote) writer.write(quote === '"' ? '\\"' : "''", at);
    // A quote that is never closed: the reader says so, with its place.
    else if (character === '\n') return at;
    else writer.copy(at, at + 1);
  }
  return text.length;
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from + 1);
  return found < 0 ? text.length : found + mark.length;
}
