import * as z from 'zod';
import { buildWeb } from '../../infra/plugin/buildWeb.ts';
import { pageHeaders } from '../../lib/http/web/pageHeaders.ts';
import { en } from '../../web/messages/en/index.ts';
import { canary } from '../support/browser/canary.ts';
import { servePages, type ServedPage } from '../support/browser/pageServer.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { clickButton, linkIn, waitForHeading, walkTo } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
let host: Awaited<ReturnType<typeof servePages>>;
beforeAll(async () => {
  const pages: Record<string, ServedPage> = {};
  host = await servePages(pages);
  const environment = { LATCHKEY_PAGE_URL: `${host.url}/onboard.html`, LATCHKEY_CORS_ORIGINS: host.url };
  testStack = await startTestStack({ environment });
  const headers = pageHeaders({ frameOrigins: [], contacts: noContacts }, { isForFrames: false });
  const policy = headers['content-security-policy']?.replace("connect-src 'self'", `connect-src ${testStack.url}`);
  const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', html: 'text/html; charset=utf-8' };
  for (const [name, content] of await buildWeb('.', { apiUrl: testStack.url, frameOrigins: [] })) {
    const ending = z.enum(['js', 'css', 'svg', 'html']).parse(name.split('.').at(-1));
    pages[`/${name}`] = {
      body: Buffer.from(content).toString(),
      headers: {
        'content-type': types[ending],
        ...(ending === 'html' && { ...headers, 'content-security-policy': policy }),
      },
    };
  }
});
afterAll(() => Promise.all([host.close(), testStack.close()]));

const noContacts = { logoUrl: undefined, supportUrl: undefined, supportEmail: undefined, privacyUrl: undefined };

withBrowser((open) => {
  test('a page on a host of static files takes its link, talks to the API, and shows the keys', async () => {
    const tenant = testStack.nextTenant();
    const created = await testStack.create(tenant, { link: { delivers: 'tenant' } });
    const { url, token } = linkIn(created);
    expect(url).toBe(`${host.url}/onboard.html#onboarding=${created.body.id}&token=${token}`);
    const opened = await open();
    const { page, seen } = opened;
    await page.setContent(`<a href="${url.replace('&', '&amp;')}">open</a>`);
    await page.getByRole('link').click();
    await waitForHeading(page, en.stages.review);
    expect(page.url()).toBe(`${host.url}/onboard.html`);
    const launch = async () => {
      await testStack.sandbox('POST', 'launch', {
        launchUrl: created.body.access?.['launchUrl'],
        accountId: tenant.accountId,
      });
    };
    await walkTo({ page, launch }, en.claim.title);
    await clickButton(page, en.claim.make(1));
    await waitForHeading(page, en.keys.title(1));
    await clickButton(page, en.keys.stored(1));
    await waitForHeading(page, en.done.toTenant('Example Vendor', 1).title);
    await page.reload();
    await waitForHeading(page, en.linkUsed.title);
    expect(await canary(opened, [token])).toEqual([]);
    const origins = seen.requests.map((each) => new URL(each).origin);
    expect(new Set(origins)).toEqual(new Set([host.url, testStack.url]));
    // Chromium calls an answer cancelled that the client counts (client/limitedAnswer.ts).
    expect(seen.problems.filter((line) => !line.includes('ERR_ABORTED'))).toEqual([]);
  });
});
