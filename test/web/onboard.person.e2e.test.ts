import type { Page } from 'playwright-core';
import * as z from 'zod';
import { de } from '../../web/messages/de/index.ts';
import { en } from '../../web/messages/en/index.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { openState } from '../support/openState.ts';
import { openTenantPage, waitForHeading } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

/** A review, with the parts that are English in every language. */
const shownReview = z.looseObject({
  preview: z.looseObject({
    title: z.string(),
    summary: z.array(z.looseObject({ access: z.array(z.looseObject({ limit: z.string().optional() })) })),
    risks: z.array(z.looseObject({ level: z.string(), detail: z.string() })),
  }),
});

const onboardingBody = z.looseObject({});

const shadow = 'document.querySelector("latchkey-onboarding").shadowRoot';

interface Focus {
  readonly name: string;
  readonly tag: string;
  readonly top: number;
  readonly isVisible: boolean;
}

/** Returns what has the focus, whether a person sees that, and where on the page it is. */
const focusOf = (page: Page) =>
  page.evaluate<Focus>(`(() => {
    const focused = ${shadow}.activeElement;
    if (focused === null) return { name: '', tag: '', top: 0, isVisible: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const label = focused.getAttribute('aria-label') ?? focused.labels?.[0]?.textContent ?? focused.textContent;
    return {
      name: label.trim(),
      tag: focused.localName,
      top: focused.getBoundingClientRect().top + scrollY,
      isVisible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
  })()`);

/** Presses Tab until a control has the focus. Each on the way shows its focus and is not above the one before. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  let before = -1;
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    passed.push(focus.name);
    expect([passed, focus.isVisible]).toEqual([passed, true]);
    // Two buttons in a line may differ in their heights.
    expect(focus.top).toBeGreaterThan(before - 20);
    before = focus.top;
    if (name.test(focus.name)) return;
  }
  throw new Error(`no ${String(name)} among ${passed.join(', ')}`);
}

/** Waits until a heading has the focus, so that a screen reader reads it and Tab goes on behind it. */
async function waitForFocus(page: Page, heading: RegExp): Promise<void> {
  await page.locator('h2:focus, h3:focus', { hasText: heading }).waitFor();
}

withBrowser((open) => {
  test('a person with a keyboard alone gets from the review to the keys', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    const press = async (name: RegExp, key = 'Enter') => {
      await tabTo(page, name);
      await page.keyboard.press(key);
    };
    await waitForHeading(page, 'Review');
    await press(/^Continue/);
    await waitForFocus(page, /^Create the stack/);
    await tabTo(page, /^AWS console$/);
    await page.keyboard.press('ArrowDown');
    expect(await focusOf(page)).toMatchObject({ name: 'AWS CLI', isVisible: true });
    expect(await page.getByRole('radio', { name: 'AWS CLI' }).isChecked()).toBe(true);

    await press(/^Create a link for my administrator$/);
    await waitForFocus(page, /^Link for your administrator$/);
    await press(/^Hide the link$/, ' ');
    await waitForFocus(page, /^Not the administrator/);
    await page.reload();
    await waitForHeading(page, 'Create the stack');

    await at.launch();
    await press(/check now$/);
    await waitForFocus(page, /^Everything is set up$/);
    await press(/^Create and show/, ' ');
    await waitForFocus(page, /^Your access key$/);
    await press(/^Show: Secret access key/, ' ');
    // The button has another name now, and keeps the focus.
    expect((await focusOf(page)).name).toMatch(/^Hide: Secret access key/);
    await press(/^I have stored/);
    await waitForFocus(page, /^Done\./);
  });

  test('another language changes the texts, and neither the place, nor the focus, nor what the service is asked', async () => {
    const { page, seen } = await openTenantPage(testStack, open);
    await page.getByRole('button', { name: 'Continue: create the stack' }).click();
    await page.getByRole('radio', { name: 'AWS CLI' }).check();
    const reviews = () => seen.requests.filter((url) => url.endsWith('/review')).length;
    const before = reviews();
    const choice = page.getByRole('combobox');
    await choice.focus();
    await choice.selectOption({ label: 'Deutsch' });
    await waitForHeading(page, de.launch.title);
    expect(await page.getByRole('radio', { name: 'AWS CLI' }).isChecked()).toBe(true);
    expect((await focusOf(page)).tag).toBe('select');
    expect([await page.locator('main').getAttribute('lang'), reviews()]).toEqual(['de', before]);
    expect(await page.evaluate('[document.documentElement.lang, document.title]')).toEqual([
      'de',
      'AWS-Konto verbinden',
    ]);
    await choice.selectOption({ label: 'English' });
    await waitForHeading(page, 'Create the stack in your account');
  });

  test('with everything twice as large, in half a window, nobody has to scroll sideways', async () => {
    const opened = await open({ viewport: { width: 640, height: 500 }, deviceScaleFactor: 2 });
    const { page } = opened;
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    await openState(testStack, opened, { name: 'review' });
    await page.evaluate('void (document.documentElement.style.fontSize = "200%")');
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await width()).toBeLessThanOrEqual(640);
    await page.getByRole('button', { name: 'Continue: create the stack' }).click();
    await waitForHeading(page, 'Create the stack');
    expect(await width()).toBeLessThanOrEqual(640);
  });

  test('nothing moves for somebody who wants no motion', async () => {
    const opened = await open({ reducedMotion: 'no-preference' });
    const steps = [{ name: 'create-user x', status: 'running', startedAt: '2026-01-15T09:30:00.000Z', endedAt: null }];
    await openState(testStack, opened, { name: 'working', onboarding: { status: 'provisioning', steps } });
    const moving = () => opened.page.evaluate<number>(`${shadow}.getAnimations().length`);
    expect(await moving()).toBe(1);
    await opened.page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toBe(0);
  });

  test('a screen reader hears which step runs and that AWS is late, each once, and each ended step shows its time', async () => {
    const opened = await open();
    const { page } = opened;
    const step = (name: string, status: string, startedAt?: string, endedAt?: string) => ({
      ...{ name, status },
      startedAt: startedAt ?? null,
      endedAt: endedAt ?? null,
    });
    const [start, soon, end] = ['2026-01-15T09:30:00.000Z', '2026-01-15T09:30:00.040Z', '2026-01-15T09:30:01.300Z'];
    const first = step('create-policy a', 'done', start, soon);
    const steps = [first, step('create-user b', 'running', soon), step('attach a to b', 'pending')];
    let shown: object = { status: 'provisioning', steps };
    await openState(testStack, opened, { name: 'working', onboarding: shown });
    await page.route('**/v1/link/onboardings/*', async (route) => {
      await route.fulfill({ json: { ...onboardingBody.parse(await (await route.fetch()).json()), ...shown } });
    });
    // The region is one element all the time: what is said of a new one depends on the screen reader.
    const region = page.locator('main > p[role=status]');
    await page.evaluate(`void (window.region = ${shadow}.querySelector('main > p[role=status]'))`);
    await region.getByText('Step 2 of 3: Create user b').waitFor();
    const look = (change: object) => {
      shown = { ...shown, ...change };
      return page.evaluate('dispatchEvent(new Event("focus"))');
    };
    await look({ waiting: { reason: 'Late.', since: start, until: end } });
    await region.getByText(en.watch.lag).waitFor();
    await page.evaluate(
      'void new MutationObserver(() => (window.saidAgain = true)).observe(window.region, { subtree: true, childList: true, characterData: true })',
    );
    await look({ waiting: { reason: 'Late.', since: start, until: '2026-01-15T09:31:00.000Z' } });
    await page.getByText(/Next try at 9:31:00/).waitFor();
    expect(await page.evaluate('window.saidAgain')).toBeUndefined();
    const done = [first, step('create-user b', 'done', soon, end), step('attach a to b', 'running', end)];
    await look({ waiting: undefined, steps: done });
    await region.getByText('Step 3 of 3: Attach a to b').waitFor();
    expect(await page.evaluate(`window.region === ${shadow}.querySelector('main > p[role=status]')`)).toBe(true);
    const lines = await page.locator('ul.steps li .muted').allInnerTexts();
    expect(lines.map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['< 0.1 s', '1.3 s']);
  });

  const detail = 'AWS answered something in English.';
  const time = '2026-01-15T09:30:00.000Z';
  test.each([
    { name: 'the review', onboarding: {} },
    {
      name: 'a problem',
      onboarding: {
        status: 'needs_attention',
        problem: { type: 'urn:latchkey:problem:undo-blocked', title: '', status: 409, detail, retryable: false },
        receipt: { resources: [{ type: 'user', arn: 'arn', status: 'left', reason: detail }] },
      },
    },
    { name: 'a delay', onboarding: { status: 'provisioning', waiting: { reason: detail, since: time, until: time } } },
  ])('in German, a screen reader speaks the English parts of $name in English', async (state) => {
    const opened = await open({ locale: 'de-DE' });
    const { page } = opened;
    let english = [detail];
    await page.route('**/review', async (route) => {
      const review = shownReview.parse(await (await route.fetch()).json());
      const { title, summary, risks } = review.preview;
      // A risk of a kind that the page does not know is shown in the service's words.
      risks.push({ level: 'of-a-newer-service', detail });
      english = [detail, title, ...summary.flatMap(({ access }) => access.flatMap(({ limit }) => limit ?? []))];
      await route.fulfill({ json: review });
    });
    await openState(testStack, opened, state);
    const spoken = await page.evaluate<[string, string][]>(`(() => {
      const texts = [];
      const walker = document.createTreeWalker(${shadow}, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.trim();
        if (text !== '') texts.push([text, walker.currentNode.parentElement.closest('[lang]')?.lang]);
      }
      return texts;
    })()`);
    const found = spoken.filter(([text]) => english.includes(text));
    expect(found.map(([text]) => text)).toContain(detail);
    expect(found.filter(([, lang]) => lang !== 'en')).toEqual([]);
  });
});
