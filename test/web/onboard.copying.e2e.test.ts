import type { Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { startVendorSite, type VendorSite } from '../support/browser/vendorSite.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { loadIni } from '../support/keyReaders.ts';
import { reviewIn } from '../support/reviewAnswer.ts';
import { clickButton, openTenantPage, waitForHeading, walkTo, type TenantPage } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
let elsewhere: VendorSite;
beforeAll(async () => {
  [testStack, elsewhere] = await Promise.all([startTestStack(), startVendorSite()]);
});
afterAll(() => Promise.all([testStack.close(), elsewhere.close()]));

/** Presses a button that copies, waits until it says that it has, and returns what another page can paste then. */
async function copied({ page, context }: TenantPage, name: string): Promise<string> {
  await page
    .getByRole('button', { name: `Copy: ${name}`, exact: true })
    .first()
    .click();
  await page
    .getByRole('button', { name: `Copied: ${name}`, exact: true })
    .first()
    .waitFor();
  // The policy of the tenant's page forbids it to read the clipboard.
  const other = await context.newPage();
  await other.goto(elsewhere.url);
  const text = await other.evaluate<string>('navigator.clipboard.readText()');
  await other.close();
  return text;
}

/** Returns what a block of the page shows for copying. */
const blockOf = async (page: Page, name: string) =>
  (await page.getByRole('group', { name, exact: true }).textContent()) ?? '';

/** A command is shown with each option in a line of its own, as a shell reads it. */
const inOneLine = (command: string) => command.replaceAll(' \\\n  ', ' ');

withBrowser((open) => {
  test('each way to create the stack has the command, link or resource of the review, and says for which account', async () => {
    const at = await openTenantPage(testStack, open);
    const { page, tenant } = at;
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack in your account');
    const { stack } = await reviewIn(testStack, at.id, { authorization: `Bearer ${at.token}` });
    const account = tenant.accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
    const steps = () => page.locator('ol:not(.progress) > li').allInnerTexts();

    expect(await steps()).toEqual([
      `Sign in to account ${account} in the AWS console.`,
      'Choose “Open the AWS console” below. The form is filled in; do not change anything. The Region is us-east-1.',
      'Tick “I acknowledge that AWS CloudFormation might create IAM resources with custom names”, and choose “Create stack”.',
      'Come back to this page. It continues by itself.',
    ]);
    const link = page.getByRole('link', { name: 'Open the AWS console' });
    expect(await Promise.all(['href', 'target', 'rel'].map((name) => link.getAttribute(name)))).toEqual([
      stack?.launchUrl,
      '_blank',
      'noopener noreferrer',
    ]);
    const updates = async () => {
      await page.getByText('If CloudFormation says that the stack already exists').click();
      expect(await page.getByText('Then update it instead:').isVisible()).toBe(true);
      const command = await blockOf(page, 'Update the stack (AWS CLI)');
      expect(inOneLine(command)).toBe(stack?.updateCommand);
      return command;
    };
    expect(await updates()).toMatch(/^aws cloudformation update-stack \\\n {2}--/);

    await page.getByRole('radio', { name: 'AWS CLI' }).check();
    await page.getByText(`Run this with credentials of account ${account} that may create`).waitFor();
    const command = await blockOf(page, 'AWS CLI');
    expect(command).toMatch(/^aws cloudformation create-stack \\\n {2}--/);
    expect(inOneLine(command)).toBe(stack?.cliCommand);
    await updates();

    await page.getByRole('radio', { name: 'Terraform' }).check();
    await page.getByText(`Apply it with credentials of account ${account}.`).waitFor();
    expect(await blockOf(page, 'Terraform')).toBe(stack?.terraform);
    await page.getByRole('button', { name: 'I have created it: check now' }).waitFor();
  });

  const permissions = ['clipboard-read', 'clipboard-write'];

  test('a tenant copies each part of a key, hidden or shown, and has the credentials file of all keys', async () => {
    const blueprint = { blueprint: 'cycle', parameters: { userNames: ['ann', 'ben'] } };
    const at = await openTenantPage(testStack, open, { ...blueprint, permissions });
    const { page } = at;
    await walkTo(at, 'Everything is set up');
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, 'Your 2 access keys');
    const primary = () => page.locator('.primary').allInnerTexts();
    expect(await primary()).toEqual(['Download .csv file']);

    const accessKeyId = await copied(at, 'Access key ID');
    expect(await primary()).toEqual(['Download .csv file']);
    const secretAccessKey = await copied(at, 'Secret access key');
    // Whoever has taken the keys is led on.
    expect(await primary()).toEqual(['I have stored them. Remove them from this page']);
    const { Arn } = await testStack.stsWith({ accessKeyId, secretAccessKey }).getCallerIdentity({});
    expect(Arn).toMatch(/\/ann$/);
    expect(await copied(at, 'Shell (bash, zsh)')).toContain(`export AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`);
    await page.getByRole('radio', { name: 'JSON' }).first().check();
    const json = { userName: 'ann', accessKeyId, secretAccessKey };
    expect(JSON.parse(await copied(at, 'JSON'))).toEqual(json);

    const download = page.waitForEvent('download');
    await clickButton(page, 'Download credentials file');
    const file = await download;
    expect(file.suggestedFilename()).toBe('cycle-credentials.txt');
    const { 'cycle-ann': ann, 'cycle-ben': ben } = await loadIni(await readFile(await file.path(), 'utf8'));
    expect(ann).toEqual({ accessKeyId, secretAccessKey });
    const who = await testStack.stsWith(ben ?? { accessKeyId: '', secretAccessKey: '' }).getCallerIdentity({});
    expect(who.Arn).toMatch(/\/ben$/);
  });

  test('a command is copied as it is shown, and then the page waits for the stack', async () => {
    const at = await openTenantPage(testStack, open, { permissions });
    const { page } = at;
    await clickButton(page, 'Continue: create the stack');
    await page.getByRole('radio', { name: 'AWS CLI' }).check();
    expect(await page.getByRole('heading', { name: 'Waiting for the stack' }).count()).toBe(0);
    const command = await copied(at, 'AWS CLI');
    expect(command).toBe(await blockOf(page, 'AWS CLI'));
    await page.getByRole('heading', { name: 'Waiting for the stack' }).waitFor();
    const { stack } = await reviewIn(testStack, at.id, { authorization: `Bearer ${at.token}` });
    await page.getByRole('radio', { name: 'Terraform' }).check();
    expect(await copied(at, 'Terraform')).toBe(stack?.terraform);
  });

  test('where the browser does not let the page copy, the button says what to do instead', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await clickButton(page, 'Continue: create the stack');
    await page.getByRole('radio', { name: 'AWS CLI' }).check();
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))`);
    await clickButton(page, 'Copy: AWS CLI');
    await page.getByRole('button', { name: 'Copying failed. Select the text and copy it.: AWS CLI' }).waitFor();
  });
});
