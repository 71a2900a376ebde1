/** The beginning of a section of an INI file. */
export interface SectionHeader {
  /** The name, without the prefix `profile` and quotes, which `~/.aws/config` has. */
  readonly profile: string;
  /** The number of the line, from 1. */
  readonly line: number;
}

/**
 * Lists the profiles of a credentials or config file. Tolerant as the parsers of the AWS CLI and the SDKs together: a
 * section that only one of them reads counts.
 */
export function sectionHeaders(contents: Buffer): readonly SectionHeader[] {
  return linesOf(contents).flatMap((text, index) => {
    const name = /^(?:\xef\xbb\xbf)?\s*\[\s*(.*?)\s*\]/.exec(text)?.[1];
    if (name === undefined) return [];
    const profile = name.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
    return [{ profile, line: index + 1 }];
  });
}

/**
 * Returns the contents with a part appended after an empty line, with the line ends of the last line that has one. Every
 * byte that was there stays.
 */
export function appendPart(contents: Buffer, part: string): Buffer {
  const text = contents.toString('latin1');
  const lineEnd = /\r?\n(?=[^\n]*$)/.exec(text)?.[0] ?? '\n';
  const added = part.replaceAll('\n', lineEnd);
  if (text === '') return Buffer.from(added);
  const unended = text.endsWith('\n') ? '' : lineEnd;
  const blank = /(^|\n)[ \t]*\r?\n$/.test(text) ? '' : lineEnd;
  return Buffer.concat([contents, Buffer.from(`${unended}${blank}${added}`)]);
}

/**
 * Returns the contents without a section: its header and everything up to its last setting. Comments after that belong to
 * the next section.
 */
export function withoutSection(contents: Buffer, name: string): Buffer {
  const lines = contents.toString('latin1').split(/(?<=\n|\r(?!\n))/);
  const headers = sectionHeaders(contents);
  const first = headers.findIndex(({ profile }) => profile === name);
  const start = headers[first];
  if (start === undefined) return contents;
  let end = (headers[first + 1]?.line ?? lines.length + 1) - 1;
  while (end > start.line && /^\s*(?:[#;].*)?\s*$/.test(lines[end - 1] ?? '')) end -= 1;
  return Buffer.from([...lines.slice(0, start.line - 1), ...lines.slice(end)].join(''), 'latin1');
}

/** Each byte becomes one character, so that no byte is lost, whatever the encoding is. */
const linesOf = (contents: Buffer) => contents.toString('latin1').split(/\r\n|\r|\n/);
