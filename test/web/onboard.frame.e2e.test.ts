import { startVendorSite, type VendorSite } from '../support/browser/vendorSite.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { linkIn } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let vendor: VendorSite;
let stranger: VendorSite;
let testStack: TestStack;
beforeAll(async () => {
  [vendor, stranger] = await Promise.all([startVendorSite(), startVendorSite()]);
  testStack = await startTestStack({ environment: { LATCHKEY_FRAME_ORIGINS: vendor.url } });
});
afterAll(() => Promise.all([vendor.close(), stranger.close(), testStack.close()]));

/** Clicks all that can be clicked, as a page around the frame could trick a person into doing. */
const clickAll = `for (const each of document.querySelector('latchkey-onboarding').shadowRoot.querySelectorAll('button, a'))
  each.click()`;

withBrowser((open) => {
  test('in a frame of a listed origin, the page shows and launches, reports to that origin, and never claims', async () => {
    const tenant = testStack.nextTenant();
    const created = await testStack.create(tenant, { link: { delivers: 'tenant' } });
    const { token } = linkIn(created);
    const { page, context, seen } = await open({ url: vendor.url });
    await page.evaluate(`addFrame('${testStack.url}/onboard?frame#${token}')`);
    const frame = page.frameLocator('iframe');
    const heading = (name: string) => frame.getByRole('heading', { level: 2, name });
    await heading('Review').waitFor();
    // It says nothing before it was asked.
    expect(await page.evaluate('messages')).toEqual([]);
    await page.evaluate(
      `document.querySelector('iframe').contentWindow.postMessage('latchkey-hello', '${testStack.url}')`,
    );
    await page.waitForFunction('messages.length > 1');

    await frame.getByRole('button', { name: 'Continue: create the stack' }).click();
    await testStack.sandbox('POST', 'launch', {
      launchUrl: created.body.access?.['launchUrl'],
      accountId: tenant.accountId,
    });
    await frame.getByRole('button', { name: /check now/i }).click();
    await heading('Everything is set up').waitFor();
    await page.frames()[1]?.evaluate(clickAll);
    expect(await frame.getByRole('button', { name: /^Create and show/ }).count()).toBe(0);
    // Nothing promises keys that this page does not show.
    expect(await frame.getByText(/shows it here|only on this page/).count()).toBe(0);
    const [ownTab] = await Promise.all([
      context.waitForEvent('page'),
      frame.getByRole('button', { name: 'Open this page in its own tab' }).click(),
    ]);
    await ownTab.getByRole('button', { name: /^Create and show/ }).waitFor();
    expect(seen.requests.filter((url) => url.endsWith('/credentials'))).toEqual([]);

    const messages = await page.evaluate<{ origin: string; data: { event: string; source: string } }[]>('messages');
    expect(messages.map(({ origin, data }) => `${origin} ${data.source}`)).toEqual(
      messages.map(() => `${testStack.url} latchkey`),
    );
    expect(new Set(messages.map(({ data }) => data.event))).toEqual(new Set(['ready', 'step']));
    expect(JSON.stringify(messages)).not.toContain(token);
  });

  test.each([
    { what: 'a page of another origin cannot show the page for frames', site: () => stranger, path: '/onboard?frame' },
    { what: 'no page can show the page that claims', site: () => vendor, path: '/onboard' },
    { what: 'no page can show the operators’ page', site: () => vendor, path: '/admin' },
  ])('$what', async ({ site, path }) => {
    const { page, seen } = await open({ url: site().url });
    const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.evaluate(`addFrame('${testStack.url}${path}')`);
    await blocked;
    expect(seen.requests.filter((url) => url.includes('/web/'))).toEqual([]);
  });
});
