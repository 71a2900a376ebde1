import type { Page } from 'playwright-core';
import { axe } from '../../support/browser/axe.ts';
import { withBrowser } from '../../support/browser/withBrowser.ts';
import { startTestStack, type TestStack } from '../../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false, lag: { profile: 'usual' } });
});
afterAll(() => testStack.close());

async function launchUrlFor({ tenantId, accountId }: { readonly tenantId: string; readonly accountId: string }) {
  const { body } = await testStack.request('POST', '/v1/onboardings', { tenantId, accountId, blueprint: 'tutum' });
  return body.access?.launchUrl ?? '';
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, name: string) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate<string>(
      '(document.activeElement.labels?.[0] ?? document.activeElement).textContent',
    );
    if (text.trim() === name) return;
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}

const box = 'I acknowledge that AWS CloudFormation might create IAM resources with custom names.';

withBrowser((open) => {
  test('by keyboard alone, a person creates the stack of a link, sees it become complete, and deletes it', async () => {
    const tenant = testStack.nextTenant();
    const { page, seen } = await open({ url: await launchUrlFor(tenant) });
    await page.getByRole('heading', { name: 'Quick create stack' }).waitFor();
    expect(await page.getByLabel('Signed in to account').inputValue()).toBe(tenant.accountId);
    expect(await page.getByLabel('TenantName').inputValue()).toBe(tenant.tenantId);
    expect(await axe(page)).toEqual([]);
    await tabTo(page, box);
    await page.keyboard.press('Space');
    await tabTo(page, 'Create stack');
    await page.keyboard.press('Enter');

    const status = page.getByRole('status');
    await status.getByText('CREATE_COMPLETE').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'User Initiated' }).count()).toBe(1);
    expect(await axe(page)).toEqual([]);

    await tabTo(page, 'Delete');
    await page.keyboard.press('Enter');
    expect(await axe(page)).toEqual([]);
    await tabTo(page, 'Delete stack');
    await page.keyboard.press('Enter');
    await status.getByText('DELETE_COMPLETE').waitFor();
    expect(await testStack.sandbox('GET', 'stacks')).toEqual({ stacks: [] });
    expect(seen.problems).toEqual([]);
  });

  test('the form shows why CloudFormation refuses a launch, in dark mode and in a window of 320 pixels', async () => {
    const tenant = testStack.nextTenant();
    const viewport = { width: 320, height: 640 };
    const { page } = await open({ url: await launchUrlFor(tenant), colorScheme: 'dark', viewport });
    const create = page.getByRole('button', { name: 'Create stack' });
    const alert = page.getByRole('alert');
    await create.click();
    expect(await alert.textContent()).toContain('Requires capabilities : [CAPABILITY_NAMED_IAM]');
    await page.getByLabel(box).check();
    await page.getByLabel('Signed in to account').fill('123456789012');
    await create.click();
    await alert.getByText('This link was made for another AWS account').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  test('HTML in a link is shown as text', async () => {
    const { page } = await open({ url: `${testStack.awsUrl}/cloudformation/home#/stacks/events?stackId=<img src=x>` });
    await page.getByText('Stack with id <img src=x> does not exist').waitFor();
  });
});
