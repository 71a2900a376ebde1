import type { Browser } from 'playwright-core';
import { launchBrowser, missingBrowser } from './launchBrowser.ts';
import { openPage, type OpenedPage, type PageOptions } from './openPage.ts';

/**
 * Defines tests that need a browser. The file has one browser, each opened page its own context, which is closed after
 * the test. Where there is no browser, the tests are skipped and the reason is written; with the variable `CI` set, a
 * test fails with it.
 *
 * @param define defines the tests; `open` opens a page
 */
export function withBrowser(define: (open: (options?: PageOptions) => Promise<OpenedPage>) => void): void {
  const missing = missingBrowser();
  if (missing !== undefined)
    reportMissing(missing, { environment: process.env, test, write: (text) => process.stderr.write(text) });
  (missing === undefined ? describe : describe.skip)(missing ?? 'in a browser', () => {
    let browser: Browser | undefined;
    const opened: OpenedPage[] = [];
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(({ context }) => context.close()));
    });
    afterAll(() => browser?.close());
    define(async (options = {}) => {
      if (browser === undefined) throw new Error('A page is opened in a test, not while the tests are defined');
      const page = await openPage(browser, options);
      opened.push(page);
      return page;
    });
  });
}

/** Where and how a missing browser is reported. */
interface Reporting {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly test: (name: string, fail: () => void) => void;
  readonly write: (text: string) => void;
}

/** Writes why the tests are skipped. In CI, where nobody reads that, defines a test that fails with it. */
export function reportMissing(missing: string, { environment, test: define, write }: Reporting): void {
  if (!['', 'false', undefined].includes(environment['CI']))
    define('there is a browser', () => {
      throw new Error(missing);
    });
  else write(`Skipped: ${missing}.\n`);
}
