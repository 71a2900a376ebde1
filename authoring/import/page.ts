import { cut, replaceEach, type MappedText } from './source/mappedText.ts';

/** A block of code of a page. */
export interface CodeBlock {
  /** The number of the block on the page, from 1. */
  readonly fence: number;
  /** The heading above it. Undefined if there is none. */
  readonly heading: string | undefined;
  /** The language that the fence names, such as `json`. */
  readonly language: string;
  readonly code: MappedText;
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
};

/** Whether a text is a page in HTML. */
export function isHtml(text: string): boolean {
  return /<(?:html|body|pre|!doctype html)\b/i.test(text);
}

/** Returns the fenced blocks of a Markdown page (CommonMark 0.31, 4.5), or the `<pre>` blocks of a page in HTML. */
export function codeBlocksOf(page: MappedText): readonly CodeBlock[] {
  return isHtml(page.text) && !/^[ \t>]*(?:```|~~~)/m.test(page.text) ? preBlocks(page) : fences(page);
}

function fences(page: MappedText): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let heading: string | undefined;
  let open:
    { readonly mark: string; readonly language: string; readonly from: number; readonly indent: string } | undefined;
  let hiddenUntil = 0;
  for (const { 0: line, index } of page.text.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (index < hiddenUntil) continue;
    const [, indent = '', mark = '', info = ''] = /^([ \t>]*)(`{3,}|~{3,})\s*([^\n]*)/.exec(line) ?? [];
    if (open === undefined) {
      heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1] ?? heading;
      hiddenUntil = endOfComment(page.text, line, index);
      if (mark !== '') open = { mark, language: info.split(/[\s,{:]/)[0] ?? '', from: index + line.length, indent };
    } else if (mark.startsWith(open.mark) && info.trim() === '') {
      const code = withoutIndent(cut(page, open.from, index), open.indent);
      blocks.push({ fence: blocks.length + 1, heading: plain(heading), language: open.language.toLowerCase(), code });
      open = undefined;
    }
  }
  return blocks;
}

/** Returns where a comment ends that begins in this line: readers of the page do not see it. 0: none goes on after the line. */
function endOfComment(text: string, line: string, index: number): number {
  const from = line.replaceAll(/`[^`]*`/g, (code) => 'x'.repeat(code.length)).lastIndexOf('<!--');
  if (from === -1 || line.includes('-->', from)) return 0;
  const end = text.indexOf('-->', index + from);
  return end === -1 ? text.length : end;
}

/** Takes the indentation of a fence, such as that of a list, from each line. */
function withoutIndent(code: MappedText, indent: string): MappedText {
  return indent === ''
    ? code
    : replaceEach(code, new RegExp(`^(?:[ \\t>]{1,${String(indent.length)}})`, 'gm'), () => '');
}

const plain = (heading: string | undefined) => heading?.replaceAll(/[*_`]|\[([^\]]*)\]\([^)]*\)/g, '$1');

function preBlocks(page: MappedText): readonly CodeBlock[] {
  const headings = [...page.text.matchAll(/<h[1-6]\b[^>]*>([^]*?)<\/h[1-6]>/gi)];
  const comments = [...page.text.matchAll(/<!--[^]*?(?:-->|$)/g)].map(({ 0: { length }, index }) => [
    index,
    index + length,
  ]);
  const shown = ({ index }: RegExpMatchArray) =>
    !comments.some(([from = 0, to = 0]) => from < (index ?? 0) && (index ?? 0) < to);
  return [...page.text.matchAll(/<pre\b[^>]*>([^]*?)<\/pre>/gi)].filter(shown).map((match, number) => {
    const from = match.index + match[0].indexOf(match[1] ?? '', match[0].indexOf('>'));
    const heading = headings.findLast(({ index }) => index < match.index)?.[1];
    const language = /language-(\w+)/.exec(match[0])?.[1] ?? '';
    const code = withoutEntities(withoutTags(cut(page, from, from + (match[1] ?? '').length)));
    return { fence: number + 1, heading: heading?.replaceAll(/<[^>]*>/g, '').trim(), language, code };
  });
}

/** The comments, which readers do not see, and the elements that pages put into code, mostly for colours. Other `<…>` are what a reader is to fill in. */
const withoutTags = (code: MappedText) =>
  replaceEach(code, /<!--[^]*?-->|<\/?(?:code|span|a|b|i|em|strong|mark|div|br|var)\b[^>]*>/gi, () => '');

/** Returns the character with this number in Unicode. Undefined if there is none. */
const characterOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);

/** Replaces the character references of HTML, which also appear in policies that were copied from a page. */
export function withoutEntities(code: MappedText): MappedText {
  return replaceEach(code, /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, ([whole, decimal, hexadecimal, name = '']) => {
    if (decimal !== undefined) return characterOf(Number(decimal)) ?? whole;
    if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal, 16)) ?? whole;
    return entities[name.toLowerCase()] ?? whole;
  });
}
