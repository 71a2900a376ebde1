import { axe } from '../support/browser/axe.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { openState, pageStates } from '../support/pageStates.ts';
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
/**
 * Every other state in one look, of which the next state has another one. `npm run test:all` has each state in every look.
 */
const rows = sampledRows(pageStates, Math.ceil(pageStates.length / 2)).flatMap((state, index) =>
  looks
    .filter((_, look) => testsAllRows || look === index % looks.length)
    .map((look) => ({ name: `${state.name} in ${look.locale}, ${look.colorScheme}`, state, look })),
);

withBrowser((open) => {
  test.each(rows)('$name: everybody can use it, and it fits a window of 320 pixels', async ({ state, look }) => {
    const opened = await open({ ...look, viewport: { width: 320, height: 800 } });
    await openState(testStack, opened, state);
    expect(await axe(opened.page)).toEqual([]);
    // WCAG 2.2, 1.4.10: nobody has to scroll sideways.
    expect(await opened.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await opened.page.locator('main').getAttribute('lang')).toBe(look.locale);
  });
});
