import type { Page } from 'playwright-core';
import { canary } from '../support/browser/canary.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import {
  clickButton,
  headingOf,
  openTenantPage,
  waitForHeading,
  walkTo,
  type TenantPage,
} from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

/** Shows the keys, and returns the secret. */
async function showKeys(at: TenantPage): Promise<string> {
  const { page } = at;
  await walkTo(at, 'Everything is set up');
  await clickButton(page, /^Create and show/);
  await waitForHeading(page, 'Your access key');
  await clickButton(page, /^Show: Secret/);
  return (await page.locator('dd.secret code').nth(1).textContent()) ?? '';
}

/** Leaves the page, and answers the question whether to stay. Returns whether there was a question. */
async function leave(page: Page, answer: 'stay' | 'leave'): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void (answer === 'stay' ? dialog.dismiss() : dialog.accept());
  });
  await page.goto('about:blank').catch((error: unknown) => {
    if (answer === 'leave') throw error;
  });
  return asked;
}

withBrowser((open) => {
  test('whoever leaves before the keys are stored is asked, and after leaving they are nowhere', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    const secret = await showKeys(at);
    expect(await leave(page, 'stay')).toBe(true);
    await page.getByText(secret).first().waitFor();
    expect(await leave(page, 'leave')).toBe(true);
    expect(await canary(at, [secret, at.token])).toEqual([]);
    await page.goBack();
    await waitForHeading(page, 'Your access keys were created');
    expect(await canary(at, [secret, at.token])).toEqual([]);
    expect(await leave(page, 'leave')).toBe(false);
  });

  test('whoever has stored the keys leaves without a question', async () => {
    const at = await openTenantPage(testStack, open);
    const secret = await showKeys(at);
    await clickButton(at.page, /^I have stored/);
    await waitForHeading(at.page, 'Done. Your key was shown');
    expect(await leave(at.page, 'leave')).toBe(false);
    expect(await canary(at, [secret])).toEqual([]);
  });

  test('a page that the browser keeps for its back button has no keys, and says so when it is back', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    const secret = await showKeys(at);
    // What a browser tells a page that it keeps. Playwright switches that off for its own navigations.
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))');
    await page.getByText(secret).first().waitFor({ state: 'detached' });
    expect(await canary(at, [secret, at.token])).toEqual([]);
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))');
    expect(await headingOf(page)).toBe('Done. Your key was shown');
  });
});
