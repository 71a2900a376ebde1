import type { MappedText, Place } from '../source/mappedText.ts';
import { SourceError } from '../source/sourceError.ts';
import type { TextPart } from '../source/sourceValue.ts';

/** A token of Terraform's language (HCL Native Syntax Specification). */
export type Token = { readonly place: Place } & (
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'newline' }
);

const word = /[A-Za-z_][\w-]*(?:\.[A-Za-z_*][\w*-]*|\.\d+|\[[^\]\n"]*\]|\["[^"\n]*"\])*|-?\d+(?:\.\d+)?/y;
const heredoc = /<<-?\s*"?(\w+)"?[^\n]*\n/y;
const space = /[^\S\n]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\//y;

/** Splits a Terraform file into tokens. @throws SourceError */
export function tokensOf(whole: MappedText): readonly Token[] {
  const { text } = whole;
  const tokens: Token[] = [];
  const match = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length;) {
    const place = whole.placeAt(at);
    const skipped = match(space, at);
    const opened = match(heredoc, at);
    const named = match(word, at);
    if (skipped !== null) at += skipped[0].length;
    else if (text[at] === '"') {
      const end = endOfQuoted(whole, at);
      tokens.push({ kind: 'text', place: whole.placeAt(at + 1), parts: templateParts(text.slice(at + 1, end), true) });
      at = end + 1;
    } else if (opened !== null) {
      const begin = at + opened[0].length;
      const end = match(new RegExp(`^[^\\S\\n]*${opened[1] ?? ''}[^\\S\\n]*$`, 'gm'), begin);
      if (end === null) throw unclosed('heredoc', place);
      tokens.push({
        kind: 'text',
        place: whole.placeAt(begin),
        parts: templateParts(text.slice(begin, end.index), false),
      });
      at = end.index + end[0].length;
    } else if (named !== null) {
      tokens.push({ kind: 'word', place, text: named[0] });
      at += named[0].length;
    } else {
      tokens.push(text[at] === '\n' ? { kind: 'newline', place } : { kind: 'sign', place, text: text[at] ?? '' });
      at++;
    }
  }
  return tokens;
}

function endOfQuoted(whole: MappedText, from: number): number {
  for (let at = from + 1; at < whole.text.length; at++) {
    const character = whole.text[at];
    if (character === '\\') at++;
    else if (whole.text.startsWith('$${', at)) at += 2;
    else if (whole.text.startsWith('${', at)) at = endOfTemplate(whole.text, at);
    else if (character === '"') return at;
    else if (character === '\n') break;
  }
  throw unclosed('text', whole.placeAt(from));
}

function endOfTemplate(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}

/** Splits a text of Terraform at its `${…}`. `$${` stands for `${`, which begins a variable of IAM. */
function templateParts(text: string, isQuoted: boolean): readonly TextPart[] {
  const parts: TextPart[] = [];
  let literal = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (isQuoted && character === '\\') literal += escaped(text[++at] ?? '');
    else if (text.startsWith('$${', at) || text.startsWith('%%{', at)) literal += text[++at] ?? '';
    else if (text.startsWith('${', at)) {
      const end = endOfTemplate(text, at);
      parts.push({ literal }, { hole: text.slice(at, end + 1) });
      literal = '';
      at = end;
    } else literal += character;
  }
  return [...parts, { literal }].filter((part) => 'hole' in part || part.literal !== '');
}

function escaped(character: string): string {
  return { n: '\n', r: '\r', t: '\t' }[character] ?? character;
}

function unclosed(what: string, place: Place): SourceError {
  return new SourceError(`A ${what} of the Terraform file has no end.`, 'Give the whole file.', place);
}
