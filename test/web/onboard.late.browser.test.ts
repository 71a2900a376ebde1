import { en } from '../../web/messages/en/index.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { longWindows, shortRequests, unknownToken } from '../support/lateAws.ts';
import { openTenantPage, clickButton, waitForHeading } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: { ...longWindows, ...shortRequests } });
});
afterAll(() => testStack.close());

withBrowser((open) => {
  test('a role that AWS does not know everywhere yet: the page says so, and reaches the end without a click', async () => {
    const at = await openTenantPage(testStack, open);
    const { page, context, seen } = at;
    await clickButton(page, 'Continue: create the stack');
    await testStack.fault({ ...unknownToken('iam:CreateUser'), times: 1000 });
    const [console] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open the AWS console' }).click(),
    ]);
    await at.launch();
    // A page that is closed while it loads has requests that fail.
    await console.getByRole('heading', { name: 'Quick create stack' }).waitFor();
    // The person comes back from the console. From here on, nobody clicks.
    await console.close();
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await waitForHeading(page, en.watch.title);
    await page.getByRole('paragraph').filter({ hasText: en.watch.lag }).waitFor();
    await testStack.clearFaults();
    await waitForHeading(page, 'Everything is set up');
    await page.getByRole('paragraph').filter({ hasText: en.watch.lag }).waitFor({ state: 'detached' });
    expect(seen.problems).toEqual([]);
  });
});
