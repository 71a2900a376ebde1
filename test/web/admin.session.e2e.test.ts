import { focused, signIn } from '../support/adminPage.ts';
import { axe } from '../support/browser/axe.ts';
import { canary } from '../support/browser/canary.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { operatorToken } from '../support/operator.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let stack: TestStack;
const tenant = { tenantId: 'acme-of-session' };
let waiting: string;
beforeAll(async () => {
  stack = await startTestStack({ sweepEveryMs: 0, worker: false });
  waiting = (await stack.create({ ...tenant, accountId: '111122223333' })).body.id;
});
afterAll(() => stack.close());

withBrowser((open) => {
  test('a token that Latchkey does not accept is refused, and the field is empty again', async () => {
    const opened = await open({ url: `${stack.url}/admin` });
    const { page } = opened;
    for (const wrong of ['no-such-token', 'a token\twith spaces', 'schlüssel€']) {
      await page.getByLabel("Operator's token").fill(wrong);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('does not accept this token').waitFor();
      expect(await page.getByLabel("Operator's token").inputValue()).toBe('');
      expect(await canary(opened, [wrong])).toEqual([]);
    }
  });

  test('the token is nowhere after the sign-in, and signing out or a reload ends the session', async () => {
    const opened = await open();
    const { page, seen } = opened;
    await signIn(opened, stack);
    await focused(page, 'Onboardings');
    await page.goto(`${stack.url}/admin#/onboardings/${waiting}`);
    await focused(page, new RegExp(waiting));
    expect(await canary(opened, [operatorToken])).toEqual([]);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel("Operator's token").and(page.locator(':focus')).waitFor();
    expect(await page.getByText(waiting).count()).toBe(0);
    expect(await canary(opened, [operatorToken, tenant.tenantId])).toEqual([]);
    // Nothing that was read with the token is left in the element either.
    expect(await page.evaluate(`JSON.stringify(document.querySelector('latchkey-admin').state)`)).not.toContain(
      tenant.tenantId,
    );
    await signIn(opened, stack);
    // As when another page is opened in this tab, and the browser keeps this one to show it again.
    await page.evaluate(`dispatchEvent(new Event('pagehide'))`);
    await page.getByRole('status').getByText('You are signed out.').waitFor();
    await signIn(opened, stack);
    await focused(page, 'Onboardings');
    await page.reload();
    await page.getByLabel("Operator's token").waitFor();
    expect(seen.problems).toEqual([]);
  });

  test('a token that ends while the page is open leads to the sign-in, which says why', async () => {
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack);
    await focused(page, 'Onboardings');
    await page.route('**/v1/statistics/steps', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'urn:latchkey:problem:unauthorized', title: 'No', status: 401, detail: 'No.' }),
      }),
    );
    await page.getByRole('link', { name: 'Step times' }).click();
    await page.getByRole('alert').getByText('not accepted any more').waitFor();
    await page.getByLabel("Operator's token").waitFor();
  });

  test('where callers sign, the page says that it is off, and asks for no token', async () => {
    const { page } = await open();
    await page.route('**/v1/health', (route) => route.fulfill({ json: { status: 'ok', auth: 'sigv4' } }));
    await page.goto(`${stack.url}/admin`);
    await page.getByRole('heading', { name: 'This view is off' }).waitFor();
    expect(await page.locator('input').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
  });

  test('a deployment that does not answer is said, and can be asked again', async () => {
    const { page } = await open();
    await page.route('**/v1/health', (route) => route.fulfill({ status: 404, body: 'no' }), { times: 1 });
    await page.goto(`${stack.url}/admin`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabel("Operator's token").waitFor();
  });
});
