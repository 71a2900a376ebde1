import type { AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const source = readFileSync(join('node_modules', 'axe-core', 'axe.min.js'), 'utf8');
/** WCAG 2.2, levels A and AA, which contain those of 2.0 and 2.1. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const run = `axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(tags)} }, resultTypes: ['violations'] })`;

/**
 * Tests a page with axe-core against WCAG 2.2 AA. Returns a line for each element that fails: rule, selector (through
 * shadow roots with `>>>`), and what to mend. It works under any content security policy, because the browser does not
 * apply the policy to what the debugger evaluates.
 */
export async function axe(page: Page): Promise<string[]> {
  // axe is loaded once for each document.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(`${source};0`);
  const { violations } = await page.evaluate<AxeResults>(run);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const [, ...toMend] = failureSummary.split('\n').map((line) => line.trim());
      return `${id}: ${target.flat().join(' >>> ')}: ${toMend.join(' ')}`;
    }),
  );
}
