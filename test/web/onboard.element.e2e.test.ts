import type { Page } from 'playwright-core';
import * as z from 'zod';
import { contrast } from '../../web/style/accent.ts';
import { canary } from '../support/browser/canary.ts';
import { startGatewayInFront, type GatewayInFront } from '../support/browser/gatewayInFront.ts';
import { startVendorSite, type VendorSite } from '../support/browser/vendorSite.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { clickButton, linkIn, waitForHeading } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let vendor: VendorSite;
let gateway: GatewayInFront;
let testStack: TestStack;
beforeAll(async () => {
  vendor = await startVendorSite();
  testStack = await startTestStack({ environment: { LATCHKEY_CORS_ORIGINS: vendor.url } });
  gateway = await startGatewayInFront(() => testStack.url);
  // The headers that docs/tenant-page.md asks a vendor for, and no others.
  const policy = `default-src 'none'; script-src 'self' ${gateway.url}; connect-src 'self' ${gateway.url}; img-src 'self'`;
  const body = `<!doctype html><title>Vendor</title><body><script src="/notes.js"></script>
    <script type="module" src="${gateway.url}/web/element.js"></script>`;
  vendor.pages['/'] = { body, headers: { 'content-security-policy': policy } };
  vendor.pages['/logo.svg'] = {
    body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    headers: { 'content-type': 'image/svg+xml' },
  };
});
afterAll(() => Promise.all([vendor.close(), gateway.close(), testStack.close()]));

/** Creates an onboarding whose link the vendor's back end gives. */
async function newLink() {
  const tenant = testStack.nextTenant();
  const created = await testStack.create(tenant, { link: { delivers: 'tenant' } });
  const { token } = linkIn(created);
  vendor.pages['/link'] = { body: `${token}\n`, headers: { 'content-type': 'text/plain' } };
  const { id, access } = created.body;
  const launch = () =>
    testStack.sandbox('POST', 'launch', { launchUrl: access?.['launchUrl'], accountId: tenant.accountId });
  return { id, token, tenant, launch };
}

const element = 'document.querySelector("latchkey-onboarding")';
const addElement = (page: Page, more: Readonly<Record<string, string>> = {}) =>
  page.evaluate(`void addElement(${JSON.stringify({ origin: gateway.url, ...more })})`);

/** Notes the last event of an element too, which does not bubble to a document that has no element any more. */
const hearExit = (page: Page) =>
  page.evaluate(`${element}.addEventListener('exit', ({ detail }) => events.push({ name: 'exit', detail }))`);

/** The events in docs/tenant-page.md, with the members of their details. */
const details: Readonly<Record<string, readonly string[]>> = {
  ready: ['stage', 'status'],
  step: ['hasLaunched', 'stage', 'status'],
  problem: ['type'],
  done: ['delivers', 'here'],
  exit: ['stage', 'status'],
};

withBrowser((open) => {
  test('a tenant gets keys on a vendor’s page, with a token that was replaced on the way, and events without secrets', async () => {
    const { id, token, launch } = await newLink();
    const opened = await open({ url: vendor.url });
    const { page, seen } = opened;
    await addElement(page);
    await waitForHeading(page, 'Review');
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack in your account');

    await testStack.request('DELETE', `/v1/onboardings/${id}/link`);
    const answer = await testStack.request('POST', `/v1/onboardings/${id}/link`, { delivers: 'tenant' });
    const second = z.string().parse(answer.body['token']);
    vendor.pages['/link'] = { body: second };
    await launch();
    await clickButton(page, /check now/i);
    await waitForHeading(page, 'Everything is set up');
    expect(await page.evaluate('fetched')).toBe(2);

    expect(await page.getByRole('button', { name: /^Create and show/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Open this page in its own tab' }).waitFor();
    await page.evaluate(`${element}.setAttribute('claims', '')`);
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, 'Your access key');
    await clickButton(page, /^Show: Secret/);
    const secret = (await page.locator('dd.secret code').nth(1).textContent()) ?? '';
    expect(secret).toMatch(/^[\w/+]{40}$/);
    // A framework that draws the vendor's page again gives another function. The keys stay.
    await page.evaluate(`void (${element}.fetchLink = () => '')`);
    await page.getByText(secret).first().waitFor();
    await clickButton(page, /^I have stored/);
    await waitForHeading(page, 'Done. Your key was shown');
    await hearExit(page);
    await page.evaluate(`${element}.remove()`);
    await page.waitForFunction('events.at(-1).name === "exit"');

    const events = await page.evaluate<{ name: string; detail: object }[]>('events');
    expect(new Set(events.map(({ name }) => name))).toEqual(new Set(['ready', 'step', 'done', 'exit']));
    for (const { name, detail } of events)
      expect([name, Object.keys(detail).toSorted()]).toEqual([name, details[name]]);
    expect(events.find(({ name }) => name === 'done')?.detail).toEqual({ delivers: 'tenant', here: true });
    expect(events.at(-1)).toEqual({ name: 'exit', detail: { stage: 'handed-over', status: 'claimed' } });
    const dump = JSON.stringify(events);
    for (const hidden of [token, second, secret]) expect(dump).not.toContain(hidden);
    expect(await canary(opened, [token, second, secret])).toEqual([]);
    // The answer 401 to the token that was revoked is a line of the console. Chromium calls an answer cancelled that
    // the client counts (client/limitedAnswer.ts).
    expect(seen.problems.filter((line) => !/401|ERR_ABORTED/.test(line))).toEqual([]);
  });

  test('a vendor’s page hears of the problem at which the setup failed, and where the person left', async () => {
    const { tenant, token, launch } = await newLink();
    const { page } = await open({ url: vendor.url });
    const leave = `dispatchEvent(new PageTransitionEvent('pagehide'))`;
    const last = () => page.evaluate<{ name: string; detail: object }>('events.at(-1)');
    await addElement(page);
    await waitForHeading(page, 'Review');
    await page.evaluate(leave);
    expect(await last()).toEqual({ name: 'exit', detail: { stage: 'review', status: 'awaiting_access' } });
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack in your account');
    await page.evaluate(leave);
    expect(await last()).toEqual({ name: 'exit', detail: { stage: 'launch', status: 'awaiting_access' } });

    await launch();
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    await clickButton(page, /check now/i);
    await waitForHeading(page, 'The setup failed');
    await hearExit(page);
    await page.evaluate(`${element}.remove()`);
    await page.waitForFunction('events.at(-1).name === "exit" && events.at(-1).detail.stage === "failed"');
    const events = await page.evaluate<{ name: string; detail: object }[]>('events');
    const type = 'urn:latchkey:problem:foreign-resource';
    expect(events.filter(({ name }) => name === 'problem')).toEqual([{ name: 'problem', detail: { type } }]);
    expect(events.at(-1)).toEqual({ name: 'exit', detail: { stage: 'failed', status: 'failed' } });
    expect(JSON.stringify(events)).not.toContain(token);
  });

  test('two elements are two pages; one that is moved stays as it is; one that is removed ends', async () => {
    await newLink();
    const { page, seen } = await open();
    await page.clock.install();
    await page.goto(vendor.url);
    await addElement(page);
    await waitForHeading(page, 'Review');
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack');
    await page.getByRole('radio', { name: 'AWS CLI' }).check();
    const other = await newLink();
    await addElement(page, { language: 'de', theme: 'dark' });
    await waitForHeading(page, 'Prüfen');
    expect(await page.evaluate('fetched')).toBe(2);

    const calls = () => seen.requests.filter((url) => url.includes('/v1/')).length;
    const before = calls();
    await page.evaluate(`document.body.append(${element})`);
    await waitForHeading(page, 'Create the stack');
    expect(await page.getByRole('radio', { name: 'AWS CLI' }).isChecked()).toBe(true);
    expect(await page.evaluate('events.some(({ name }) => name === "exit")')).toBe(false);
    expect([calls(), await page.evaluate('fetched')]).toEqual([before, 2]);

    // API Gateway refuses too many requests without CORS headers, so that the page gets no answer at all.
    gateway.isBusy = true;
    await page.clock.fastForward('02:00');
    await page.getByText('The service is busy or cannot be reached').waitFor();
    gateway.isBusy = false;
    await page.clock.fastForward('02:00');
    await page.getByText('The service is busy or cannot be reached').waitFor({ state: 'detached' });

    await page.evaluate(`for (const each of document.querySelectorAll('latchkey-onboarding')) each.remove()`);
    const atTheEnd = calls();
    await page.clock.fastForward('05:00');
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await page.clock.fastForward('05:00');
    expect([calls(), await page.evaluate('fetched')]).toEqual([atTheEnd, 2]);
    expect(other.id).not.toBe('');
  });

  test.each(['light', 'dark'] as const)(
    'a vendor’s colour, logo and font are used in %s, and text on the colour can be read',
    async (colorScheme) => {
      await newLink();
      const { page, seen } = await open({ url: vendor.url, colorScheme });
      const style = (name: string, value: string) =>
        page.evaluate(`document.documentElement.style.setProperty('${name}', '${value}')`);
      await style('--latchkey-logo', 'url(/logo.svg)');
      await style('--latchkey-radius', '3px');
      await style('--latchkey-font-family', 'monospace');
      await addElement(page);
      await waitForHeading(page, 'Review');
      expect(seen.requests).toContain(`${vendor.url}/logo.svg`);
      const looks = () =>
        page.evaluate<Record<'background' | 'text' | 'radius' | 'font' | 'line' | 'panel', string>>(`(() => {
        const root = ${element}.shadowRoot;
        const style = getComputedStyle(root.querySelector('.actions .primary'));
        return { background: style.backgroundColor, text: style.color, radius: style.borderTopLeftRadius, font: style.fontFamily,
          line: getComputedStyle(root.querySelector('.progress [aria-current] .mark')).borderTopColor, panel: getComputedStyle(root.querySelector('.panel')).backgroundColor };
      })()`);
      const own = await looks();
      expect(own).toMatchObject({ radius: '3px', font: 'monospace' });
      for (const [accent, background] of [
        ['#ffe600', 'rgb(255, 230, 0)'],
        ['#00008b', 'rgb(0, 0, 139)'],
        ['hsl(0 0% 47%)', 'rgb(120, 120, 120)'],
        // The colours of the page itself.
        ['#15181c', 'rgb(21, 24, 28)'],
        ['#ffffff', 'rgb(255, 255, 255)'],
        // Text on these may not be readable, or the browser does not say it in red, green and blue.
        ['transparent', own.background],
        ['oklch(0.95 0.1 100)', own.background],
        ['url(/logo.svg)', own.background],
      ] as const) {
        await style('--latchkey-accent', accent);
        await page.evaluate(`(${element}.requestUpdate(), ${element}.updateComplete)`);
        const { background: shown, text, line, panel } = await looks();
        expect([accent, shown]).toEqual([accent, background]);
        expect(contrast(rgb(text), rgb(shown))).toBeGreaterThanOrEqual(4.5);
        // WCAG 2.2, 1.4.11: a colour that is like that of the page still has an edge.
        expect(contrast(rgb(line), rgb(panel))).toBeGreaterThanOrEqual(3);
      }
    },
  );
});

function rgb(colour: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue];
}
