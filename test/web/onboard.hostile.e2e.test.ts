import type { Page } from 'playwright-core';
import * as z from 'zod';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { openState, type TenantPageState } from '../support/openState.ts';
import { clickButton, waitForHeading } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

const markup = '<img src=x onerror="document.title=\'run\'"></script><script>document.title="run"</script>';
const rightToLeft = 'שלום עולם (123) مرحبا';
/** As many marks as the service allows at a letter. */
const marks = `Z${'\u0301\u0323'.repeat(4)}`.repeat(8);

/** Texts of people, in the forms that break pages. Each is allowed by the service. */
const texts: readonly { what: string; message: string; askedBy: string }[] = [
  { what: 'markup', message: markup.padEnd(400, '${alert(1)}'), askedBy: markup.slice(0, 100) },
  { what: 'right-to-left text, emoji', message: `${rightToLeft} 👩‍👩‍👧 ${'🔑'.repeat(100)}`, askedBy: rightToLeft },
  {
    what: 'marks above each other, one long word',
    message: `${marks} ${'m'.repeat(300)}`,
    askedBy: marks,
  },
  { what: 'a hundred lines', message: `first${'\n'.repeat(100)}last`, askedBy: 'W'.repeat(100) },
];

/** What no text on the page may do: run, load something, be wider than the window, or change the page. */
async function assertHarmless(page: Page) {
  expect(await page.title()).toBe('Connect your AWS account');
  expect(await page.locator('img, script, iframe').count()).toBe(await page.locator('head script').count());
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
}

const named = z.looseObject({ vendor: z.looseObject({ name: z.string() }) });

const heightOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().boundingBox())?.height ?? 0;

withBrowser((open) => {
  const small = { viewport: { width: 320, height: 800 } };

  test.each(texts)('$what in the message and the name of who asks is only text', async ({ message, askedBy }) => {
    const opened = await open(small);
    const { page, seen } = opened;
    await openState(testStack, opened, { name: 'review', link: { delivers: 'tenant', message, askedBy } });
    await assertHarmless(page);
    expect(await page.locator('blockquote').textContent()).toBe(message);
    expect(await page.locator('bdi').nth(1).textContent()).toBe(askedBy);
    // Neither pushes what the link asks for out of sight, and what is cut off can be scrolled with the keyboard.
    expect(await heightOf(page, 'blockquote')).toBeLessThanOrEqual(300);
    expect(await page.locator('blockquote').getAttribute('tabindex')).toBe('0');
    // The text has its own direction, and the words around it have theirs.
    const direction = 'getComputedStyle(document.querySelector("latchkey-onboarding").shadowRoot.querySelector';
    expect(await page.evaluate(`${direction}("blockquote")).direction`)).toBe(
      message.startsWith(rightToLeft) ? 'rtl' : 'ltr',
    );
    expect(await page.evaluate(`${direction}("bdi")).unicodeBidi`)).toBe('isolate');
    expect(await page.locator('figcaption').textContent()).toBe(`Message from \u2068${askedBy}\u2069`);
    expect(seen.problems).toEqual([]);
  });

  /** The setting allows no such name. An answer with one is as harmless as the setting. */
  const names = [
    { what: 'markup', name: markup },
    { what: 'right-to-left text', name: rightToLeft },
    { what: 'a word of 300 characters', name: 'V'.repeat(300) },
    { what: 'marks above each other', name: marks },
  ];

  test.each(names)('$what in the name of the vendor is only text, on each view that names it', async ({ name }) => {
    const opened = await open(small);
    const { page, seen } = opened;
    await page.route('**/review', async (route) => {
      const review = named.parse(await (await route.fetch()).json());
      await route.fulfill({ json: { ...review, vendor: { ...review.vendor, name } } });
    });
    await openState(testStack, opened, { name: 'review', link: { delivers: 'tenant', message: 'Hi' } });
    await assertHarmless(page);
    expect(await page.locator('h1').textContent()).toBe(`${name} asks for access to your AWS account`);
    expect(await page.locator('dl.facts bdi').first().textContent()).toBe(name);
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack in your account');
    await clickButton(page, 'Create a link for my administrator');
    const mail = (await page.getByRole('link', { name: 'Write an e-mail' }).getAttribute('href')) ?? '';
    expect(new URL(mail).searchParams.get('subject')).toContain(`for ${name}`);
    await assertHarmless(page);

    const receipt = { resources: [] };
    await openState(testStack, opened, { name: 'done', link: {}, onboarding: { status: 'claimed', receipt } });
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe(`Done. ${name} has the key`);
    await assertHarmless(page);
    expect(seen.problems).toEqual([]);
  });

  const detail = `AWS answered ${markup} ${rightToLeft} ${'x'.repeat(300)}`;
  const problem = { type: 'urn:latchkey:problem:undo-blocked', title: markup, status: 409, detail, retryable: false };
  const states: readonly TenantPageState[] = [
    {
      name: 'a problem and a receipt',
      onboarding: {
        status: 'needs_attention',
        problem,
        receipt: { resources: [{ type: markup, arn: detail, status: 'left', reason: detail }] },
      },
    },
    {
      name: 'a delay and steps',
      onboarding: {
        status: 'provisioning',
        steps: [
          { name: `create-user ${detail}`, status: 'running', startedAt: '2026-01-15T09:30:00.000Z', endedAt: null },
        ],
        waiting: { reason: detail, since: '2026-01-15T09:30:00.000Z', until: '2026-01-15T09:31:00.000Z' },
      },
    },
  ];

  test.each(states)('texts of AWS in $name are only text', async (state) => {
    const opened = await open(small);
    await openState(testStack, opened, state);
    const { page, seen } = opened;
    // Some are open from the start.
    for (const summary of await page.locator('details:not([open]) > summary').all()) await summary.click();
    await page.getByText(detail).first().waitFor();
    await assertHarmless(page);
    expect(seen.problems).toEqual([]);
  });

  test('an address that would run a script is no link, wherever in the answers it is', async () => {
    const opened = await open(small);
    const { page } = opened;
    await page.route('**/review', async (route) => {
      const answer = await route.fetch();
      const changed = (await answer.text()).replaceAll(/"(\w*[uU]rl)":"[^"]*"/g, '"$1":"javascript:document.title=1"');
      const { vendor, link, ...rest } = z
        .looseObject({ vendor: z.looseObject({}), link: z.looseObject({}) })
        .parse(JSON.parse(changed));
      const runs = ' javascript:document.title=1';
      const json = {
        ...rest,
        vendor: { ...vendor, logoUrl: runs, supportUrl: runs, privacyUrl: 'data:text/html,1' },
        link: { ...link, returnUrl: 'JavaScript:document.title=1' },
      };
      await route.fulfill({ json });
    });
    const receipt = { resources: [] };
    await openState(testStack, opened, { name: 'done', onboarding: { status: 'claimed', receipt } });
    await page.getByText('Back to Example Vendor').click();
    const addresses = async () =>
      Promise.all(
        (await page.locator('[href], [src]').all()).map(
          async (each) => (await each.getAttribute('href')) ?? (await each.getAttribute('src')) ?? '',
        ),
      );
    expect((await addresses()).filter((each) => /^\W*(?:javascript|data):/i.test(each))).toEqual([]);
    await page.unroute('**/v1/link/onboardings/*');
    await page.reload();
    await waitForHeading(page, 'Create the stack in your account');
    await clickButton(page, 'Create a link for my administrator');
    await page.getByRole('link', { name: 'Write an e-mail' }).waitFor();
    expect((await addresses()).filter((each) => /^\W*(?:javascript|data):/i.test(each))).toEqual([]);
    expect(await page.title()).toBe('Connect your AWS account');
  });
});
