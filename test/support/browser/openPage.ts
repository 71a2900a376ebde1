import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** What a test sees of a page, and of all other pages of its context. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly seen: Seen;
}

/** What the pages of a context have said and asked for, in order. */
interface Seen {
  /** Every line of the console, with its kind: `error: …`. */
  readonly console: string[];
  /** What a page without faults has none of: errors and warnings of the console, uncaught errors, failed requests. */
  readonly problems: string[];
  /** The URL of every request. */
  readonly requests: string[];
}

/** The settings of a page: those of Playwright's context, and the address to open. */
export interface PageOptions extends BrowserContextOptions {
  readonly url?: string;
}

/** How long Playwright waits, in milliseconds: shorter than the time limit of a test (`testTimeout`). */
const patienceMs = 45_000;

/**
 * Opens a page in a context of its own, which shares no cookie and no storage with another. It is English, in UTC,
 * light and without motion unless the options say otherwise.
 */
export async function openPage(browser: Browser, { url, ...options }: PageOptions): Promise<OpenedPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const seen = watch(context);
  const page = await context.newPage();
  if (url !== undefined) await page.goto(url);
  return { page, context, seen };
}

function watch(context: BrowserContext): Seen {
  const seen: Seen = { console: [], problems: [], requests: [] };
  context.on('console', (message) => {
    const line = `${message.type()}: ${message.text()}`;
    seen.console.push(line);
    if (['error', 'warning', 'assert'].includes(message.type())) seen.problems.push(line);
  });
  context.on('weberror', (error) => seen.problems.push(`uncaught: ${error.error().message}`));
  context.on('request', (request) => seen.requests.push(request.url()));
  context.on('requestfailed', (request) => {
    seen.problems.push(`failed: ${request.method()} ${request.url()} (${request.failure()?.errorText ?? 'unknown'})`);
  });
  return seen;
}
