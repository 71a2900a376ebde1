import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { readKeptFigures } from '../bench/keptFigures.ts';
import { examples } from '../catalog/examples.ts';
import { blueprintsTable } from './blueprintsDoc.ts';
import { costsPart } from './costsDoc.ts';
import { commandsPart } from './commandLineDoc.ts';
import { withPart } from './markdown.ts';
import { openApiDocument } from './openapi/document.ts';
import { performancePart } from './performanceDoc.ts';
import { problemPages } from './problemPages.ts';
import { problemsPage } from './problemsDoc.ts';
import { scaleCostsPart, scaleLimitsPart } from './scaleDoc.ts';
import { routesTable } from './routesDoc.ts';
import { statusesPage } from './statusesDoc.ts';
import { webhookEventsPage } from './webhookEventsDoc.ts';

/**
 * For each page that is generated from the code, or has generated parts, besides the pages of problems: a function that
 * returns the page's new text.
 */
const pages: Readonly<Record<string, (page: string) => string>> = {
  'docs/openapi.json': openApiDocument,
  'docs/first-tenant.md': (page) => withPart(page, 'costs', costsPart()),
  'docs/scale.md': (page) => withPart(withPart(page, 'limits', scaleLimitsPart()), 'costs', scaleCostsPart()),
  'docs/api.md': (page) => withPart(page, 'calls', routesTable()),
  'docs/command-line.md': (page) => withPart(page, 'commands', commandsPart()),
  'docs/performance.md': (page) => withPart(page, 'figures', performancePart(readKeptFigures())),
  'docs/problems.md': problemsPage,
  'docs/statuses.md': statusesPage,
  'docs/webhook-events.md': webhookEventsPage,
  'README.md': (page) => withPart(page, 'blueprints', blueprintsTable(examples)),
};

/** Returns the new text of every generated page, formatted by Prettier, by its file. */
export function generatedPages(): Readonly<Record<string, string>> {
  const texts = Object.entries(pages).map(([file, generate]) => [file, generate(readFileSync(file, 'utf8'))]);
  const output = execFileSync('npx', ['node', 'scripts/formatTexts.ts'], {
    input: JSON.stringify({ ...Object.fromEntries(texts), ...problemPages() }),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return z.record(z.string(), z.string()).parse(JSON.parse(output));
}

if (process.argv[1]?.endsWith('docs.ts') === true) {
  for (const [file, text] of Object.entries(generatedPages())) writeFileSync(file, text);
}
