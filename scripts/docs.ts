import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { catalog } from '../catalog/index.ts';
import { blueprintsTable } from './blueprintsDoc.ts';
import { commandsPart } from './commandLineDoc.ts';
import { withPart } from './markdown.ts';
import { openApiDocument } from './openapi/document.ts';
import { problemsPage } from './problemsDoc.ts';
import { routesTable } from './routesDoc.ts';
import { statusesPage } from './statusesDoc.ts';
import { webhookEventsPage } from './webhookEventsDoc.ts';

/**
 * For each page that is generated from the code, or has generated parts: a function that returns the page's new text.
 */
const pages: Readonly<Record<string, (page: string) => string>> = {
  'docs/openapi.json': openApiDocument,
  'docs/command-line.md': (page) => withPart(page, 'commands', commandsPart()),
  'docs/problems.md': problemsPage,
  'docs/statuses.md': statusesPage,
  'docs/webhook-events.md': webhookEventsPage,
  'README.md': (page) => withPart(withPart(page, 'calls', routesTable()), 'blueprints', blueprintsTable(catalog)),
};

export const generatedPages: readonly string[] = Object.keys(pages);

/** Returns the new text of a page, formatted by Prettier. Throws if the page is not generated. */
export function generatedPage(file: string): string {
  const input = pages[file]?.(readFileSync(file, 'utf8'));
  if (input === undefined) throw new Error(`${file} is not generated`);
  return execFileSync('npx', ['prettier', '--stdin-filepath', file], { input, encoding: 'utf8' });
}

if (process.argv[1]?.endsWith('docs.ts') === true) {
  for (const file of generatedPages) writeFileSync(file, generatedPage(file));
}
