import { canary } from '../support/browser/canary.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { clickButton, headingOf, openTenantPage, waitForHeading, walkTo } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

withBrowser((open) => {
  test('a link that was revoked while the page is open ends there, and on a reload', async () => {
    const { page, id } = await openTenantPage(testStack, open);
    await waitForHeading(page, 'Review');
    await testStack.request('DELETE', `/v1/onboardings/${id}/link`);
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await waitForHeading(page, 'This link no longer works');
    await page.reload();
    await waitForHeading(page, 'This link no longer works');
  });

  test('an expired link says so before anything else', async () => {
    const { page, id, token } = await openTenantPage(testStack, open);
    await waitForHeading(page, 'Review');
    await testStack.changeRecord(id, ({ links = [] }) => ({ links: links.map((each) => ({ ...each, expiresAt: 1 })) }));
    const other = await open({ url: `${testStack.url}/onboard#${token}` });
    await waitForHeading(other.page, 'This link no longer works');
  });

  test('a link that only sees shows the request, and has no way on', async () => {
    const { page } = await openTenantPage(testStack, open, { link: { may: ['see'] } });
    await waitForHeading(page, 'Review');
    await page.getByText('With this link you can only read').waitFor();
    expect(await page.getByRole('button', { name: /Continue|Create a link/ }).count()).toBe(0);
  });

  test('the texts of a shared link are not said to be the vendor’s, because whoever shares a link can change them', async () => {
    const texts = { message: 'Please connect', askedBy: 'Sam of Example Vendor' };
    const { page, id, token } = await openTenantPage(testStack, open, { link: texts });
    await page.getByText('Example Vendor wrote this message and the name').waitFor();
    const path = `/v1/link/onboardings/${id}/link/share`;
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await testStack.request('POST', path, { message: 'Paste your password here' }, headers);
    const shared = await open({ url: String(body['url']) });
    await shared.page.getByText('not always those of Example Vendor').waitFor();
    expect(await shared.page.getByText('wrote this message and the name').count()).toBe(0);
  });

  test('after the claim, no entry of the history has a token of the link that was opened twice in the tab', async () => {
    const at = await openTenantPage(testStack, open);
    const { page, token } = at;
    await waitForHeading(page, 'Review');
    const loaded = page.waitForEvent('load');
    await page.evaluate(`location.hash = '${token}'`);
    await loaded;
    await walkTo(at, 'Everything is set up');
    await clickButton(page, /^Create and show/);
    await clickButton(page, /^I have stored/);
    await page.evaluate('new Promise((went) => { addEventListener("popstate", went); history.back(); })');
    expect(await canary(at, [token])).toEqual([]);
  });

  test('a page that sets `fetchLink` at each of its renders reads nothing again, and loses no keys', async () => {
    const at = await openTenantPage(testStack, open);
    const { page, seen, token } = at;
    await waitForHeading(page, 'Review');
    const rerender = () =>
      page.evaluate(`(async () => {
        const element = document.querySelector('latchkey-onboarding');
        for (let render = 0; render < 20; render += 1) {
          element.fetchLink = () => '${token}';
          await element.updateComplete;
        }
      })()`);
    await rerender();
    await walkTo(at, 'Everything is set up');
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, 'Your access key');
    await rerender();
    await waitForHeading(page, 'Your access key');
    expect(seen.requests.filter((url) => url.endsWith('/review'))).toHaveLength(1);
  });

  test('whoever leaves while the keys are on their way is asked first', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await waitForHeading(page, 'Review');
    await walkTo(at, 'Everything is set up');
    await page.route('**/credentials', () => undefined);
    await clickButton(page, /^Create and show/);
    await page.getByRole('button', { name: 'Creating' }).waitFor();
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
  });

  test('a long message hides nothing of the page', async () => {
    const message = `${'line\n'.repeat(60)}${'x'.repeat(190)}`;
    const { page } = await openTenantPage(testStack, open, { link: { message } });
    const box = await page.getByRole('blockquote').boundingBox();
    expect(box?.height).toBeLessThan(300);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('a link that was shared launches, never shows keys, and its sender gets them', async () => {
    const sender = await openTenantPage(testStack, open);
    await clickButton(sender.page, 'Create a link for my administrator');
    const shared = sender.page.getByRole('group', { name: 'Link for your administrator' });
    const url = (await shared.textContent()) ?? '';
    const mail = await sender.page.getByRole('link', { name: 'Write an e-mail' }).getAttribute('href');
    expect(new URL(mail ?? '').searchParams.get('body')).toContain(url);
    await clickButton(sender.page, 'Hide the link');
    expect(await canary(sender, [url.split('#')[1] ?? ''])).toEqual([]);

    const administrator = await open({ url });
    await waitForHeading(administrator.page, 'Review');
    expect(await administrator.page.getByRole('button', { name: 'Create a link for my administrator' }).count()).toBe(
      0,
    );
    await walkTo({ page: administrator.page, launch: sender.launch }, 'Everything is set up');
    await administrator.page.getByText('The person who sent you this link can now get the access key').waitFor();
    expect(await administrator.page.getByRole('button', { name: /^Create and show/ }).count()).toBe(0);

    await sender.page.evaluate('dispatchEvent(new Event("focus"))');
    await waitForHeading(sender.page, 'Everything is set up');
    await clickButton(sender.page, /^Create and show/);
    await waitForHeading(sender.page, 'Your access key');
  });

  test('of two tabs that claim at once, one has the keys, and the other says that they were handed over', async () => {
    const at = await openTenantPage(testStack, open);
    await walkTo(at, 'Everything is set up');
    const other = await open({ url: `${testStack.url}/onboard#${at.token}` });
    await waitForHeading(other.page, 'Everything is set up');
    await Promise.all([at.page, other.page].map((page) => clickButton(page, /^Create and show/)));
    for (const page of [at.page, other.page])
      await waitForHeading(page, /Your access key|key was shown|did not arrive/);
    const headings = [await headingOf(at.page), await headingOf(other.page)];
    expect(headings.filter((heading) => heading === 'Your access key')).toHaveLength(1);
  });
});
