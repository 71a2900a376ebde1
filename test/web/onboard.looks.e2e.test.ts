import type { Page } from 'playwright-core';
import { localVendor } from '../../local/environment.ts';
import { de } from '../../web/messages/de/index.ts';
import { en } from '../../web/messages/en/index.ts';
import { axe } from '../support/browser/axe.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { openState } from '../support/openState.ts';
import { pageStates } from '../support/pageStates.ts';
import { sampledRows, testsAllRows } from '../support/sampledRows.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: { LATCHKEY_SUPPORT_URL: 'https://vendor.example/help' } });
});
afterAll(() => testStack.close());

const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'de', colorScheme: 'dark' },
  { locale: 'en', colorScheme: 'dark' },
  { locale: 'de', colorScheme: 'light' },
] as const;
const texts = { en, de };
/**
 * Every third state in one look, of which the next state has another one. `npm run test:all` has each state in every look.
 */
const rows = sampledRows(pageStates, Math.ceil(pageStates.length / 3)).flatMap((state, index) =>
  looks
    .filter((_, look) => testsAllRows || look === index % looks.length)
    .map((look) => ({ name: `${state.name} in ${look.locale}, ${look.colorScheme}`, state, look })),
);

/** Returns the stage of the page, as its events say it. */
const stageOf = (page: Page) =>
  page.evaluate<string>(`new Promise((resolve) => {
    document.addEventListener('exit', ({ detail }) => resolve(detail.stage), { once: true });
    dispatchEvent(new Event('pagehide'));
  })`);

withBrowser((open) => {
  test.each(rows)('$name: everybody can use it, and it fits a window of 320 pixels', async ({ state, look }) => {
    const opened = await open({ ...look, viewport: { width: 320, height: 800 } });
    const { page } = opened;
    await openState(testStack, opened, state);
    expect(await axe(page)).toEqual([]);
    // WCAG 2.2, 1.4.10: nobody has to scroll sideways.
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await page.locator('main').getAttribute('lang')).toBe(look.locale);
    if (state.advice !== undefined) {
      const advice = texts[look.locale].problem.advice(localVendor.vendorName, '', true);
      const title = new Map(Object.entries(advice)).get(state.advice)?.title ?? state.advice;
      expect((await page.getByRole('alert').allInnerTexts()).join()).toContain(title);
    }
    expect(await stageOf(page)).toBe(state.stage);
  });
});
