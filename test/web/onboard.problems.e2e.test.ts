import type { Page } from 'playwright-core';
import { vendorAccountId } from '../../local/sandbox/vendor.ts';
import { openState } from '../support/openState.ts';
import { pageStates } from '../support/pageStates.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { clickButton, openTenantPage, waitForHeading, walkTo, type TenantPage } from '../support/tenantPage.ts';
import { believedAtOnce, startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: believedAtOnce });
});
afterAll(() => testStack.close());
afterEach(() => testStack.clearFaults());

/** Resolves the problem and tries again, until the account is set up. */
async function goOn(page: Page) {
  await clickButton(page, 'Try again');
  await waitForHeading(page, 'Everything is set up');
}

/** What can be in the way, what the page says about it, and how a tenant resolves it. */
const obstacles: readonly {
  name: string;
  make: (at: TenantPage) => Promise<unknown>;
  says: RegExp;
  paste?: RegExp;
  resolve: (at: TenantPage) => Promise<unknown>;
}[] = [
  {
    name: 'a trust policy without the external ID',
    make: ({ tenant }) => testStack.openTrust(tenant, ({ Condition: _, ...rest }) => rest),
    says: /The role does not require the external ID/,
    paste: /"sts:ExternalId": "[\w-]{32}"/,
    resolve: async ({ page, tenant }) => {
      const pasted = await page.getByRole('group', { name: 'Trust policy to paste' }).textContent();
      const RoleName = /role\/([\w-]+)/.exec((await testStack.read(await idOf(page))).roleArn)?.[1];
      await testStack.root(tenant).updateAssumeRolePolicy({ RoleName, PolicyDocument: pasted ?? '' });
    },
  },
  {
    name: 'a user with the name',
    make: ({ tenant }) => testStack.root(tenant).createUser({ UserName: 'tutum' }),
    says: /A name is already taken/,
    resolve: ({ tenant }) => testStack.root(tenant).deleteUser({ UserName: 'tutum' }),
  },
  {
    name: 'a service control policy',
    make: () =>
      testStack.fault({
        operation: 'iam:CreateUser',
        kind: 'answer',
        status: 403,
        code: 'AccessDenied',
        message:
          'User: arn:aws:sts::400000000001:assumed-role/latchkey-bootstrap-tutum/ob is not authorized to perform: iam:CreateUser with an explicit deny in a service control policy',
        times: 50,
      }),
    says: /denies a step/,
    paste: /"aws:PrincipalArn": "arn:aws:iam::\d{12}:role\/latchkey-bootstrap-tutum-/,
    resolve: () => testStack.clearFaults(),
  },
];

async function idOf(page: Page): Promise<string> {
  return (await page.getByText(/^ob_/).first().textContent()) ?? '';
}

withBrowser((open) => {
  test.each(obstacles)('$name: the page says what to do, and goes on afterwards', async (obstacle) => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await waitForHeading(page, 'Review');
    await clickButton(page, 'Continue: create the stack');
    await at.launch();
    await obstacle.make(at);
    await clickButton(page, /check now/i);
    await waitForHeading(page, 'The setup failed');
    await page.getByRole('alert').getByText(obstacle.says).waitFor();
    await page.getByText('What AWS and the service say').waitFor();
    if (obstacle.paste !== undefined) await page.getByText(obstacle.paste).first().waitFor();
    await obstacle.resolve(at);
    await goOn(page);
  });

  test('a role that is not there yet: the page says so with hints, and goes on by itself once it is', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await clickButton(page, 'Continue: create the stack');
    await clickButton(page, /check now/i);
    await page.getByText('The role does not work yet').waitFor();
    await page.getByText('Still not working after two minutes?').click();
    await page.getByText(/Was the stack created in account \d{4}-\d{4}-\d{4}\?/).waitFor();
    await at.launch();
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await waitForHeading(page, 'Everything is set up');
  });

  test('a policy that denies the role exempts the vendor’s account, which is the caller there, and not the role', async () => {
    const opened = await open();
    const [state] = pageStates.filter(({ name }) => name === 'failed-role-denied');
    await openState(testStack, opened, state ?? { name: 'none' });
    const pasted = await opened.page.getByRole('group', { name: 'Condition to paste' }).textContent();
    expect(JSON.parse(`{${pasted ?? ''}}`)).toEqual({
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': vendorAccountId } },
    });
  });

  test('without a connection, the page says so, loses nothing, and goes on when it is back', async () => {
    const at = await openTenantPage(testStack, open);
    const { page, context } = at;
    await clickButton(page, 'Continue: create the stack');
    await context.setOffline(true);
    await clickButton(page, /check now/i);
    await page.getByText('The service is busy or cannot be reached').waitFor();
    await at.launch();
    await context.setOffline(false);
    await waitForHeading(page, 'Everything is set up');
    await page.getByText('The service is busy or cannot be reached').waitFor({ state: 'detached' });
  });

  /** Loses this many answers to the claim, and notes what they had. */
  async function loseClaims({ page }: TenantPage, times: number): Promise<string[]> {
    const answers: string[] = [];
    await page.route('**/credentials', async (route) => {
      const answer = await route.fetch();
      answers.push(await answer.text());
      if (answers.length <= times) await route.abort('connectionreset');
      else await route.fulfill({ response: answer });
    });
    return answers;
  }

  test('if answers with the keys are lost, the page asks again and shows them; no answer has them in the clear', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await walkTo(at, 'Everything is set up');
    // More often than the client repeats a call.
    const answers = await loseClaims(at, 5);
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, 'Your access key');
    await clickButton(page, /^Show: Secret/);
    const secret = (await page.locator('dd.secret code').nth(1).textContent()) ?? '';
    expect(secret).toMatch(/^\S{40}$/);
    expect(answers.length).toBeGreaterThan(5);
    expect(answers.filter((text) => text.includes(secret) || !text.includes('"sealedCredentials"'))).toEqual([]);
  });

  test('if the answer with the keys is lost in a browser that cannot seal, the page says that they cannot be shown again', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await walkTo(at, 'Everything is set up');
    await page.evaluate('Object.defineProperty(crypto, "subtle", { value: undefined })');
    await loseClaims(at, 1);
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, 'The key was created, but did not arrive here');
  });
});
