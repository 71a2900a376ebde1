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

/** Stores an onboarding in each status, as a process would. Returns them. */
export async function storeOneOfEach(): Promise<readonly Onboarding[]> {
  const { store } = buildEverything(readConfig(process.env));
  const records = statuses.map((status, index) =>
    recordIn(status, { id: `ob_01JZ${String(index).padStart(22, '0')}`, tenantId: `in-${status.replace('_', '-')}` }),
  );
  for (const record of records) await store.insert(record);
  return records;
}
