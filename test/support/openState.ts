import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { OpenedPage } from './browser/openPage.ts';
import { key, problem } from './shownOnboardings.ts';
import { linkIn } from './tenantPage.ts';
import type { TestStack } from './testStack.ts';

/**
 * A state of the tenant's page, for tests of its looks and for pictures. The service is real, but for the answers that a
 * state changes: so a state that AWS or time would have to bring about can be shown at once.
 */
export interface TenantPageState {
  readonly name: string;
  /** Fields of the onboarding in the service's answers. */
  readonly onboarding?: object;
  /** Fields of the review in the service's answers. */
  readonly review?: object;
  /** The keys in the answer to a claim. Default: one. */
  readonly keys?: readonly object[];
  /** The link of the create. Default: the tenant gets the keys. */
  readonly link?: object;
  /** What the page gets instead: a refusal of the link, no answer, or no link in its address. */
  readonly instead?: 'ended' | 'no-answer' | 'no-link';
  /** What a person does on the page. The names of buttons are numbers, because they differ in each language. */
  readonly act?: (page: Page) => Promise<void>;
}

const answerBody = z.looseObject({});
const linkCalls = '**/v1/link/**';

/** Opens the page in a state. */
export async function openState(
  testStack: TestStack,
  { page }: Pick<OpenedPage, 'page'>,
  { link = { delivers: 'tenant' }, onboarding = {}, review, keys = [key], instead, act }: TenantPageState,
): Promise<void> {
  const tenant = testStack.nextTenant();
  const message = 'We start and stop your build machines with it.\nThe keys end when you leave.';
  const created = await testStack.create(tenant, { link: { message, askedBy: 'Jo Doe, Platform team', ...link } });
  const { token } = linkIn(created);
  const { text } = await testStack.get(created.body.id);
  const shown = { ...answerBody.parse(JSON.parse(text)), ...onboarding };
  await page.route('**/v1/link/onboardings/*', (route) => route.fulfill({ json: shown }));
  await page.route('**/provision', (route) => route.fulfill({ json: shown }));
  await page.route('**/credentials', (route) =>
    route.fulfill({ json: { ...shown, status: 'claimed', credentials: keys } }),
  );
  if (review !== undefined)
    await page.route('**/review', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...answerBody.parse(await answer.json()), ...review } });
    });
  if (instead === 'ended') await refuse(page, linkCalls, 401, 'unauthorized', 'This link has expired.');
  // A call that is never answered.
  if (instead === 'no-answer') await page.route(linkCalls, () => undefined);
  await page.goto(`${testStack.url}/onboard${instead === 'no-link' ? '' : `#${token}`}`);
  await page
    .locator(instead === 'no-answer' ? 'main' : 'h2')
    .first()
    .waitFor();
  await act?.(page);
  // A button that was just pressed has the focus, and the pointer is above it.
  await page.mouse.move(0, 0);
}

/** Has the service refuse the calls to these addresses, with a problem of this type. */
export async function refuse(page: Page, calls: string, status: number, slug: string, detail: string): Promise<void> {
  const body = JSON.stringify({ ...problem(slug, detail), status });
  await page.route(calls, (route) => route.fulfill({ status, contentType: 'application/problem+json', body }));
}

/** Takes the connection from the page, and has it ask the service, as when a person comes back to it. */
export async function disconnect(page: Page): Promise<void> {
  await page.route(linkCalls, (route) => route.abort('connectionreset'));
  await page.evaluate('dispatchEvent(new Event("focus"))');
  await page.locator('[role=status] .note').waitFor();
}
