import type { Browser } from 'playwright-core';
import { launchBrowser, missingBrowser } from './launchBrowser.ts';
import { openPage, type OpenedPage, type PageOptions } from './openPage.ts';
import { reportMissing } from './reportMissing.ts';

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
