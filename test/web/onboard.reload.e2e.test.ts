import type { Page } from 'playwright-core';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { stored } from '../support/browser/stored.ts';
import { readSections } from '../support/pageText.ts';
import { openState } from '../support/openState.ts';
import { pageStates } from '../support/pageStates.ts';
import { clickButton, linkIn, openTenantPage, waitForHeading, walkTo } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

const createStack = 'Create the stack in your account';
const keysWereCreated = {
  heading: 'Your access keys were created',
  says: ['Nobody can show the same keys again.', 'ask the company that sent the link to rotate them.'],
};

/**
 * What some states say after a reload: what happened, and the way on. Without a heading, the whole page is as it was
 * before. With one, something is gone: a choice, a link that was shared, or the keys.
 */
const afterwards: Readonly<Record<string, { heading?: string; says: readonly string[] }>> = {
  review: { says: ['Continue: create the stack'] },
  'launch-share-refused': { heading: createStack, says: ['Create a link for my administrator'] },
  'keys-lost': keysWereCreated,
  'launch-cli': { heading: createStack, says: ['Open the AWS console'] },
  'launch-terraform': { heading: createStack, says: ['Open the AWS console'] },
  'launch-shared': { heading: createStack, says: ['Create a link for my administrator'] },
  // That the person has launched is kept: the page goes on to look for the stack.
  'launch-not-yet': { says: ['Waiting for the stack', 'The role does not work yet.', 'Check now'] },
  working: {
    says: ['Setting up your account', 'You can leave this page open, or come back later with the same link.'],
  },
  'vendor-claims': { says: ['Example Vendor now fetches the key. You can close this page.'] },
  'other-claims': {
    says: ['The person who sent you this link can now get the access key. You have nothing more to do.'],
  },
  claim: { says: ['Create and show the key'] },
  claiming: { says: ['The key is being created', 'It is shown where somebody asked for it'] },
  keys: keysWereCreated,
  'keys-shown': keysWereCreated,
  'done-vendor': { says: ['Done. Example Vendor has the key', 'You can close this page.'] },
  'failed-name': { says: ['The setup failed', 'A name is already taken', 'What to do', 'Try again'] },
  stopped: { says: ['The removal has stopped', 'Example Vendor continues after you tell them the ID below.'] },
  expired: { says: ['If you still want to connect your account, ask the sender for a new link.'] },
  removed: { says: ['The access was removed', 'Now delete the stack'] },
  'link-ended': { says: ['This link no longer works', 'Ask the person who sent it for a new one.'] },
  'no-link': { says: ['Open the link that you got from the company that wants to connect your AWS account.'] },
};

/**
 * States that last as long as an answer or a click, or that a frame has. After a reload, the page is in the state before, which
 * has a row of its own.
 */
const moments = ['loading', 'review-busy', 'launch-checking', 'claim-in-frame', 'claim-made', 'claim-refused'];
const lasting = pageStates.filter(({ name }) => !moments.includes(name));

/** Returns what the page says, with each part closed that can be closed, and without the time of the last look. */
async function readAll(page: Page): Promise<Record<string, string[]>> {
  await page.evaluate(`for (const each of document.querySelector('latchkey-onboarding').shadowRoot
    .querySelectorAll('details')) each.open = false`);
  const sections = Object.entries(await readSections(page));
  const withoutTime = (line: string) => line.replace(/Last checked at [\d:]+ [AP]M\./, 'Last checked.');
  return Object.fromEntries(sections.map(([heading, lines]) => [heading, lines.map(withoutTime)]));
}

withBrowser((open) => {
  test.each(lasting)('a reload of $name says what happened, and the way on', async (state) => {
    const opened = await open();
    const { page, seen } = opened;
    await openState(testStack, opened, state);
    const before = await readAll(page);
    seen.requests.length = 0;
    const { heading, says = [] } = afterwards[state.name] ?? {};
    await page.reload();
    await page.locator('h2').first().waitFor();
    if (heading === undefined) expect(await readAll(page)).toEqual(before);
    else await waitForHeading(page, heading);
    for (const text of says) await page.getByText(text).first().waitFor();
    // Who has seen the keys has no link any more, and asks nothing.
    if (heading === keysWereCreated.heading) expect(seen.requests.filter((url) => url.includes('/v1/'))).toEqual([]);
  });

  test('each text for a state belongs to one', () => {
    const names = pageStates.map(({ name }) => name);
    expect([...Object.keys(afterwards), ...moments].filter((name) => !names.includes(name))).toEqual([]);
  });

  test('a reload of a shared link goes on there, and offers neither keys nor another link', async () => {
    const created = await testStack.create(testStack.nextTenant(), { link: { delivers: 'tenant' } });
    const headers = { authorization: `Bearer ${linkIn(created).token}` };
    const path = `/v1/link/onboardings/${created.body.id}/link/share`;
    const { body } = await testStack.request('POST', path, undefined, headers);
    const { page } = await open({ url: String(body['url']) });
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, createStack);
    await page.reload();
    await waitForHeading(page, createStack);
    await page.getByRole('link', { name: 'Open the AWS console' }).waitFor();
    expect(await page.getByRole('button', { name: 'Create a link for my administrator' }).count()).toBe(0);
  });

  test('the page keeps its link and how far the person is in its entry of the history, and nothing anywhere else', async () => {
    const at = await openTenantPage(testStack, open);
    const { page, token } = at;
    const kept = () => page.evaluate('history.state');
    await waitForHeading(page, 'Review');
    expect([await kept(), await stored(at)]).toEqual([{ token, isPastReview: false, hasLaunched: false }, []]);
    await walkTo(at, 'Everything is set up');
    expect([await kept(), await stored(at)]).toEqual([{ token, isPastReview: true, hasLaunched: true }, []]);
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, 'Your access key');
    await clickButton(page, /^Show: Secret/);
    expect([await kept(), await stored(at)]).toEqual([{ isPastReview: true, hasLaunched: true }, []]);
    await clickButton(page, /^I have stored/);
    await waitForHeading(page, 'Done. Your key was shown');
    await page.reload();
    await waitForHeading(page, keysWereCreated.heading);
    expect([await kept(), await stored(at)]).toEqual([{ isPastReview: true, hasLaunched: true }, []]);
  });
});
