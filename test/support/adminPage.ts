import type { Page } from 'playwright-core';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { statuses, type Onboarding } from '../../lib/record/onboarding.ts';
import type { OpenedPage } from './browser/openPage.ts';
import { operatorToken } from './operator.ts';
import { recordIn } from './records.ts';
import type { TestStack } from './testStack.ts';

/** Signs in as an operator, at the view of this part of the address. */
export async function signIn({ page }: OpenedPage, { url }: Pick<TestStack, 'url'>, hash = ''): Promise<void> {
  await page.goto(`${url}/admin${hash}`);
  await page.getByLabel("Operator's token").fill(operatorToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Stores an onboarding in each status, as a process would. A process works for an hour on those with a lease. */
export async function storeOneOfEach(): Promise<readonly Onboarding[]> {
  const { store } = buildEverything(readConfig(process.env));
  const records = statuses.map((status, index) =>
    recordIn(status, {
      id: `ob_01JZ${String(index).padStart(22, '0')}`,
      tenantId: `in-${status.replace('_', '-')}`,
      dueTimes: { lease: Date.now() + 3_600_000 },
    }),
  );
  for (const record of records) await store.insert(record);
  return records;
}

/** Waits until the heading of a view has the focus: only then the view is loaded. */
export const focused = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 2, name }).and(page.locator(':focus')).waitFor();
