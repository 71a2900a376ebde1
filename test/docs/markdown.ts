import { readFileSync } from 'node:fs';

export const page = (file: string) => readFileSync(file, 'utf8');

/** Returns the trimmed cells of each table row of a page. A bar inside code does not separate cells. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| -/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Returns the first cells of all table rows that consist of one code span, without the backticks. */
export function namesOf(text: string): readonly string[] {
  return rowsOf(text).flatMap(([first]) => /^`([^`]+)`$/.exec(first ?? '')?.[1] ?? []);
}

/** Returns the code blocks of one language, also those in lists. */
export function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, block]) => block ?? '',
  );
}

/** Returns the targets of the page's links, except links to other sites. */
export function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, link]) =>
    link === undefined || /^https?:/.test(link) ? [] : [link],
  );
}
