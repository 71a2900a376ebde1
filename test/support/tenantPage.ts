import type { Locator, Page } from 'playwright-core';
import type { OpenedPage, PageOptions } from './browser/openPage.ts';
import { eventuallyTrue } from './eventually.ts';
import type { Answer, TestStack } from './testStack.ts';

/** What a test asks for, besides the tenant. */
interface PageRequest extends PageOptions {
  readonly blueprint?: string;
  readonly parameters?: object;
  /** The link of the create. Default: the tenant gets the keys. */
  readonly link?: object;
  /** Where the page is. Default: `/onboard`. */
  readonly path?: string;
}

/** A tenant's page with a link that works. */
export interface TenantPage extends OpenedPage {
  readonly id: string;
  readonly token: string;
  readonly tenant: { readonly tenantId: string; readonly accountId: string };
  /** Creates the stack, as the tenant's administrator does after a click on the launch link. */
  readonly launch: () => Promise<void>;
}

type Open = (options?: PageOptions) => Promise<OpenedPage>;

/** Returns the link of an answer. Throws if it has none. */
export function linkIn({ body, text }: Answer): { url: string; token: string } {
  if (body.link === undefined) throw new Error(`no link in ${text}`);
  return body.link;
}

/** Creates an onboarding whose role is not there yet, and opens its page. */
export async function openTenantPage(
  testStack: TestStack,
  open: Open,
  { blueprint = 'tutum', parameters, link = { delivers: 'tenant' }, path = '/onboard', ...options }: PageRequest = {},
): Promise<TenantPage> {
  const tenant = testStack.nextTenant();
  const created = await testStack.create(tenant, { blueprint, link, ...(parameters && { parameters }) });
  const { token } = linkIn(created);
  const opened = await open(options);
  // As from an e-mail: with a click on a link, and not as an address that somebody has typed.
  await opened.page.setContent(`<a href="${testStack.url}${path}#${token}">open</a>`);
  await opened.page.getByRole('link').click();
  const launch = async () => {
    await testStack.sandbox('POST', 'launch', {
      launchUrl: created.body.access?.['launchUrl'],
      accountId: tenant.accountId,
    });
  };
  return { ...opened, id: created.body.id, token, tenant, launch };
}

/** Goes through the review, opens the launch link, creates the stack and waits for a heading. */
export async function walkTo(at: Pick<TenantPage, 'page' | 'launch'>, heading: string | RegExp): Promise<void> {
  const { page, launch } = at;
  await clickButton(page, 'Continue: create the stack');
  await launch();
  await clickButton(page, /check now/i);
  await waitForHeading(page, heading);
}

/** Clicks a button by its name. */
export async function clickButton(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
}

/** Waits until the view has this heading. */
export async function waitForHeading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

/** Waits until the text of an element matches. */
export async function waitForText(element: Locator, text: RegExp): Promise<void> {
  await eventuallyTrue(
    async () => text.test(await element.innerText()),
    async () => `${String(text)} does not match ${await element.innerText()}`,
  );
}

/** Returns the heading of the view. */
export async function headingOf(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
}
