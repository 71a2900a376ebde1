import type { Page } from 'playwright-core';
import * as z from 'zod';

const sections = z.array(z.tuple([z.string(), z.array(z.string())]));

/**
 * Returns what a person reads on the tenant's page: the lines below each heading, in order, with one space where the page
 * has any white space. What is in a closed part is not read.
 */
export async function readSections(page: Page): Promise<Record<string, string[]>> {
  const read: unknown = await page.evaluate(`(() => {
    const main = document.querySelector('latchkey-onboarding').shadowRoot.querySelector('main');
    const plain = (text) => text.replaceAll(/\\s+/g, ' ').trim();
    const headings = [...main.querySelectorAll('h1, h2, h3')].map((each) => plain(each.innerText));
    const found = [];
    for (const line of main.innerText.split('\\n').map(plain).filter((each) => each !== '')) {
      if (line === headings[found.length]) found.push([line, []]);
      else found.at(-1)[1].push(line);
    }
    return found;
  })()`);
  return Object.fromEntries(sections.parse(read));
}

/** Opens each closed part of the page, and returns their names. */
export async function openAll(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (const summary of await page.locator('summary').all()) {
    names.push((await summary.innerText()).trim());
    await summary.click();
  }
  return names;
}
