/** Returns a Markdown table. Prettier pads its columns. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Returns the page with the text between the two marks of a part replaced. Throws unless the page has both marks once.
 *
 * @param command the command that writes the part
 */
export function withPart(page: string, part: string, text: string, command = 'npm run docs'): string {
  const begin = `<!-- ${part}: ${command} writes this part -->`;
  const end = `<!-- ${part}: end -->`;
  const [before, rest, ...moreBegins] = page.split(begin);
  const [, after, ...moreEnds] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || moreBegins.length + moreEnds.length > 0)
    throw new Error(`The page must have "${begin}" once, and "${end}" after it.`);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

/**
 * Returns the text with each link to a page of `docs/` replaced by the name of the page and its part, for a place where
 * these pages are not. Other links are replaced by their words.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\(([^)#]*)[^)]*\)/g, (_, words: string, path: string) => {
    const [, page] = /([\w-]+)\.md$/.exec(path) ?? [];
    if (page === undefined) return words;
    return words.toLowerCase() === page ? `\`docs/${page}.md\`` : `“${words}” in \`docs/${page}.md\``;
  });
}
