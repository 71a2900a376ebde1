import { withBrowser } from '../support/browser/withBrowser.ts';
import { openState } from '../support/openState.ts';
import { pageStates } from '../support/pageStates.ts';
import { readSections } from '../support/pageText.ts';
import { reviewIn } from '../support/reviewAnswer.ts';
import { endsOf, partsOf } from '../support/reviewText.ts';
import { openTenantPage, waitForHeading, walkTo } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({
    environment: {
      LATCHKEY_LOGO_URL: 'https://vendor.example/logo.svg',
      LATCHKEY_SUPPORT_URL: 'https://vendor.example/help',
      LATCHKEY_SUPPORT_EMAIL: 'support@vendor.example',
      LATCHKEY_PRIVACY_URL: 'https://vendor.example/privacy',
    },
  });
});
afterAll(() => testStack.close());

const logo = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>';

withBrowser((open) => {
  test('the logo and the addresses of the vendor are on the page, before the setup and after it', async () => {
    for (const name of ['review', 'done-vendor']) {
      const opened = await open();
      const { page, seen } = opened;
      const asked: (string | undefined)[] = [];
      await page.route('https://vendor.example/logo.svg', (route) => {
        asked.push(route.request().headers()['referer']);
        return route.fulfill({ contentType: 'image/svg+xml', body: logo });
      });
      const [state = { name }] = pageStates.filter((each) => each.name === name);
      await openState(testStack, opened, state);
      await page.waitForFunction(
        `document.querySelector('latchkey-onboarding').shadowRoot.querySelector('header img').naturalWidth === 30`,
      );
      // The site of the vendor is not told from which page.
      expect([name, asked]).toEqual([name, [undefined]]);
      const links = await page.locator('footer a').all();
      const texts = links.map(async (link) => [await link.textContent(), await link.getAttribute('href')]);
      expect(await Promise.all(texts)).toEqual([
        ['Support (opens in a new tab)', 'https://vendor.example/help'],
        ['support@vendor.example', 'mailto:support@vendor.example'],
        ['Privacy (opens in a new tab)', 'https://vendor.example/privacy'],
      ]);
      expect(seen.problems).toEqual([]);
    }
  });

  test('where the vendor has the keys, the page ends with the receipt of the service and with how to end the access', async () => {
    const at = await openTenantPage(testStack, open, { link: {} });
    const { page, id } = at;
    await page.route('https://vendor.example/logo.svg', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: logo }),
    );
    await walkTo(at, 'Everything is set up');
    await testStack.claim(id);
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await waitForHeading(page, 'Done. Example Vendor has the key');
    const { receipt } = (await testStack.get(id)).body;
    const words = new Map([
      ['user', 'User'],
      ['policy', 'Policy'],
      ['access-key', 'Access key'],
    ]);
    const rows = await page.locator('tbody tr').all();
    const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
    expect(cells).toEqual(
      receipt?.resources.map(({ type, arn, accessKeyId = arn }) => [words.get(type), accessKeyId, 'created']),
    );
    expect(cells.map(([type]) => type).toSorted()).toEqual(['Access key', 'Policy', 'User']);
    const sections = await readSections(page);
    expect(sections['Done. Example Vendor has the key']).toEqual([
      'Latchkey, the service behind this page, does not keep it.',
    ]);
    const review = await reviewIn(testStack, id);
    const { name } = partsOf(review).preview.stack;
    expect(sections['What was created']?.slice(-2)).toEqual([
      `In addition: the stack ${name} in us-east-1, with its role and permissions boundary.`,
      'You can close this page.',
    ]);
    const ends = endsOf(review, 'the user tutum');
    const how = 'How to take the access back';
    expect(sections[how]?.slice(0, 3)).toEqual(ends[how]);
  });
});
