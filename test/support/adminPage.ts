import type { Page } from 'playwright-core';
import type { OpenedPage } from './browser/openPage.ts';
import { operatorToken } from './operator.ts';
import type { TestStack } from './testStack.ts';

/** Signs in as an operator, at the view of this part of the address. */
export async function signIn({ page }: OpenedPage, { url }: Pick<TestStack, 'url'>, hash = ''): Promise<void> {
  await page.goto(`${url}/admin${hash}`);
  await page.getByLabel("Operator's token").fill(operatorToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Waits until the heading of a view has the focus: only then the view is loaded. */
export const focused = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 2, name }).and(page.locator(':focus')).waitFor();
