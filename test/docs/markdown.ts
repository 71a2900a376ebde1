import { readFileSync } from 'node:fs';

export const page = (file: string) => readFileSync(file, 'utf8');

/** The cells of each table row of a page, trimmed; a bar inside code is no bar. */
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

/** The first cells of all tables that are a single piece of code, without their marks. */
export function namesOf(text: string): readonly string[] {
  return rowsOf(text).flatMap(([first]) => /^`([^`]+)`$/.exec(first ?? '')?.[1] ?? []);
}

/** The blocks of code of one language. */
export function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block]) => block ?? '',
  );
}

/** Where its links lead, those to other sites left out. */
export function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, link]) =>
    link === undefined || /^https?:/.test(link) ? [] : [link],
  );
}
