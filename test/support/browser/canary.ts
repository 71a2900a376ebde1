import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { OpenedPage } from './openPage.ts';

const source = readFileSync(join('test', 'support', 'browser', 'storedTexts.js'), 'utf8');
const placedTexts = z.array(z.tuple([z.string(), z.string()]));
type PlacedText = z.output<typeof placedTexts>[number];

/**
 * Looks for secrets in everything that a page leaves behind: DOM with shadow roots and values of inputs, URL, the
 * history, storage, databases, cookies, caches, the console, and the URLs of its requests. Returns the places where one
 * is, without the secret. Of `history.state` it sees the one of the current entry only: a test goes back to see others.
 */
export async function canary({ context, seen }: OpenedPage, secrets: readonly string[]): Promise<string[]> {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const cookies = await context.cookies();
  const texts = cookies.map(({ name, value }): PlacedText => ['cookie', `${name}=${value}`]);
  for (const page of context.pages()) texts.push(...(await textsOf(page)));
  // Last: by now, what the page said before has arrived.
  texts.push(
    ...seen.console.map((line): PlacedText => ['console', line]),
    ...seen.problems.map((line): PlacedText => ['problem', line]),
    ...seen.requests.map((url): PlacedText => ['request', url]),
  );
  const places = texts.filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => place);
  return [...new Set(places)];
}

async function textsOf(page: Page): Promise<PlacedText[]> {
  const texts: PlacedText[] = [];
  for (const frame of page.frames()) texts.push(...placedTexts.parse(await frame.evaluate(source)));
  const session = await page.context().newCDPSession(page);
  const tree = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] });
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  // The tree has closed shadow roots and the content of templates, but not what is typed into an input.
  const typed = documents.flatMap(({ nodes: { inputValue, textValue } }) =>
    [...(inputValue?.value ?? []), ...(textValue?.value ?? [])].map((index) => strings[index]),
  );
  texts.push(...stringsIn([tree, typed]).map((text): PlacedText => ['DOM', text]));
  // `userTypedURL` is what was first asked for. No page can change it, and the browser shows `url` in its place.
  texts.push(...entries.flatMap(({ url, title }) => [url, title]).map((text): PlacedText => ['history', text]));
  return texts;
}

/** Returns every string in a value of JSON, without the addresses of documents, which are no part of the DOM. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (/^(document|base)URL$/.test(key) ? [] : stringsIn(part)));
}
