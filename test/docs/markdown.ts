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

/** Returns the targets of the page's links to parts of pages: the file, empty for the same page, and the anchor. */
export function anchorsOf(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/\]\(([^)#\s]*)#([^)]+)\)/g)].flatMap(([, file = '', anchor = '']) =>
    /^https?:/.test(file) ? [] : [[file, anchor] as const],
  );
}

/** Returns the anchors of the page's headings, as GitHub makes them. */
export function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
