/** A Markdown table. The formatter pads its columns. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The page with what stands between the two marks of a part replaced. Throws where a mark is missing. */
export function withPart(page: string, part: string, text: string): string {
  const begin = `<!-- ${part}: npm run docs writes this part -->`;
  const end = `<!-- ${part}: end -->`;
  const [before, rest, ...moreBegins] = page.split(begin);
  const [, after, ...moreEnds] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || moreBegins.length + moreEnds.length > 0)
    throw new Error(`The page must have "${begin}" once, and "${end}" after it.`);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}
