import type { Page } from 'playwright-core';
import { statuses, type Onboarding } from '../../lib/record/onboarding.ts';
import { focused, signIn } from '../support/adminPage.ts';
import { axe } from '../support/browser/axe.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { storeOneOfEach } from '../support/oneOfEach.ts';
import { operatorToken } from '../support/operator.ts';
import { testsAllRows } from '../support/sampledRows.ts';
import { believedAtOnce, later, startTestStack, type Tenant, type TestStack } from '../support/testStack.ts';

let stack: TestStack;
let stored: readonly Onboarding[];
let tenant: Tenant;
let claimed: string;
beforeAll(async () => {
  stack = await startTestStack({ sweepEveryMs: 0, environment: believedAtOnce });
  stored = await storeOneOfEach();
  tenant = await stack.newTenant();
  claimed = (await stack.create(tenant)).body.id;
});
afterAll(() => stack.close());

const width = (page: Page) => page.evaluate('document.documentElement.scrollWidth');
const rows = (page: Page) => page.locator('tbody tr').count();

withBrowser((open) => {
  test('the list has the counts, and leads to the onboardings of a status, of a tenant, of an account, and to one', async () => {
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack);
    await focused(page, 'Onboardings');
    const counts = page.getByRole('navigation', { name: 'By status' });
    await counts.getByRole('link', { name: 'Failed 1' }).click();
    await focused(page, 'Onboardings');
    expect(await rows(page)).toBe(1);
    await page.getByRole('link', { name: 'in-failed' }).waitFor();
    const search = async (kind: string, text: string) => {
      await page.getByLabel('Search for').selectOption(kind);
      await page.getByRole('searchbox', { name: 'ID' }).fill(` ${text} `);
      await page.keyboard.press('Enter');
    };
    await search('Tenant ID', tenant.tenantId);
    await focused(page, 'Onboardings');
    expect(await page.locator('tbody th').allInnerTexts()).toEqual([claimed]);
    await search('AWS account', tenant.accountId.replace(/(\d{4})(?=\d)/g, '$1-'));
    await page.getByText('1 onboarding, page 1').waitFor();
    await search('Tenant ID', 'nobody');
    await page.getByText('There is no such onboarding.').waitFor();
    await page.goBack();
    await page.getByText('1 onboarding, page 1').waitFor();
    await search('Onboarding ID', claimed);
    await focused(page, new RegExp(claimed));
    await page.goBack();
    await focused(page, 'Onboardings');
    await search('Tenant ID', claimed);
    await focused(page, new RegExp(claimed));
    await page.goto(`${stack.url}/admin#/onboardings/..`);
    await page.getByRole('alert').getByText('must not be empty').waitFor();
  });

  test('the list turns its pages forwards and backwards', async () => {
    const opened = await open();
    const { page } = opened;
    // Smaller pages than the page asks for.
    await page.route('**/v1/onboardings?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=50', 'limit=5') }),
    );
    await signIn(opened, stack);
    await focused(page, 'Onboardings');
    const ids = () => page.locator('tbody th').allInnerTexts();
    const first = await ids();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('page 2').waitFor();
    expect((await ids()).filter((id) => first.includes(id))).toEqual([]);
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByText('page 1').waitFor();
    expect(await ids()).toEqual(first);
  });

  test('an onboarding in each status is shown with its meaning, and only with the actions that it has', async () => {
    const opened = await open();
    const { page, seen } = opened;
    await signIn(opened, stack);
    const retryable: string[] = [];
    for (const { id, status } of stored) {
      await page.goto(`${stack.url}/admin#/onboardings/${id}`);
      await focused(page, new RegExp(id));
      if ((await page.getByRole('button', { name: 'Try again' }).count()) > 0) retryable.push(status);
      expect(await page.getByRole('button', { name: 'Offboard…' }).count()).toBe(status === 'offboarded' ? 0 : 1);
    }
    expect(stored).toHaveLength(statuses.length);
    expect(retryable).toEqual(['awaiting_access', 'provisioning', 'failed', 'needs_attention']);
    expect(seen.problems).toEqual([]);
  });

  test('an onboarding on which Latchkey works is read again every five seconds, and others are not', async () => {
    const opened = await open();
    const { page, seen } = opened;
    await page.clock.install();
    await signIn(opened, stack);
    for (const [status, more] of [
      ['provisioning', 1],
      ['ready', 0],
    ] as const) {
      const id = stored.find((each) => each.status === status)?.id ?? '';
      await page.goto(`${stack.url}/admin#/onboardings/${id}`);
      await focused(page, new RegExp(id));
      const reads = () => seen.requests.filter((url) => url.endsWith(`/v1/onboardings/${id}`)).length;
      const before = reads();
      await page.clock.fastForward(5000);
      // A call later than the one that is waited for.
      await page.evaluate(`fetch('/v1/health').then(() => undefined)`);
      expect([status, reads() - before]).toEqual([status, more]);
    }
  });

  test('an onboarding that waits says for what and until when, and "try again" continues it once the stack is there', async () => {
    const waiting = stack.nextTenant();
    const { id } = (await stack.create(waiting)).body;
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack, `#/onboardings/${id}`);
    await focused(page, new RegExp(id));
    await page.getByText(/It expires, if the role still cannot be used: .* \(in [67] days\)/).waitFor();
    await stack.launch(waiting);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('status').getByText('The status is now: Ready').waitFor();
    expect((await stack.get(id)).body.status).toBe('ready');
    await page.getByText('provision by local-operator, afterwards Ready').waitFor();
    // The button that was pressed is gone.
    await focused(page, new RegExp(id));
  });

  test('a hostile ID in the address is shown as text, and its markup does nothing', async () => {
    const opened = await open();
    const { page } = opened;
    const name = '<img src=x onerror=alert(1)>\u202E';
    await signIn(opened, stack, `#/?tenantId=${encodeURIComponent(name)}`);
    await page.getByText(`<img src=x onerror=alert(1)>\\u202E`).first().waitFor();
    await page.getByRole('alert').getByText('tenantId must be 1 to 128').waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  test('offboarding lists what goes, wants the ID or the tenant, and Escape leaves everything', async () => {
    const leaving = await stack.newTenant();
    const { id } = (await stack.create(leaving)).body;
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack, `#/onboardings/${id}`);
    await focused(page, new RegExp(id));
    const offboard = page.getByRole('button', { name: 'Offboard…' });
    await offboard.click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel(`Type ${id} or ${leaving.tenantId} to confirm`);
    await field.and(page.locator(':focus')).waitFor();
    const goes = await dialog.getByRole('listitem').allInnerTexts();
    expect(goes.map((line) => line.split(/\s/)[0])).toEqual(['policy', 'user', 'access-key']);
    expect(await axe(page)).toEqual([]);
    await field.fill('something else');
    await field.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await offboard.and(page.locator(':focus')).waitFor();
    expect((await stack.get(id)).body.status).toBe('claimed');
    await offboard.click();
    await field.fill(leaving.tenantId);
    await dialog.getByRole('button', { name: 'Offboard', exact: true }).click();
    await page.getByRole('status').getByText('The status is now: Offboarded').waitFor();
    expect((await stack.get(id)).body.status).toBe('offboarded');
  });

  test('a tenant is stopped with a reason, shown as stopped, and allowed again', async () => {
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack, `#/onboardings/${claimed}`);
    await focused(page, new RegExp(claimed));
    await page.getByRole('link', { name: 'Stop this tenant' }).click();
    await focused(page, 'Stops');
    expect(await page.getByLabel('What to stop').inputValue()).toBe(`tenant:${tenant.tenantId}`);
    await page.getByLabel('Reason').fill('We look into a report.');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('status').getByText(`Stopped: tenant:${tenant.tenantId}`).waitFor();
    expect((await stack.create(tenant, {}, later)).body.type).toBe('urn:latchkey:problem:stopped');
    await page.goBack();
    await page.getByText('Requests of this tenant are stopped: We look into a report.').waitFor();
    await page.getByRole('button', { name: 'Allow again' }).click();
    await page.getByRole('status').getByText('Allowed again').waitFor();
    await page.getByRole('link', { name: 'Stop this tenant' }).waitFor();
  });

  test('a problem of a call is shown with its request, and the page goes on', async () => {
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack, '#/onboardings/ob_01JZ00000000000000000000ZZ');
    await page.getByRole('alert').getByText('There is no onboarding with this ID').waitFor();
    await page.getByRole('link', { name: 'All onboardings' }).click();
    await focused(page, 'Onboardings');
    expect(await page.getByRole('alert').innerText()).toBe('');
  });

  // Each view in one of the two looks. `npm run test:all` has each view in both.
  test.each([
    ['light', 1024, 0],
    ['dark', 320, 1],
  ] as const)(
    'views in %s at %i px are accessible and do not scroll sideways, and the keyboard reaches them',
    async (colorScheme, pixels, look) => {
      const opened = await open({ colorScheme, viewport: { width: pixels, height: 800 } });
      const { page, seen } = opened;
      await page.goto(`${stack.url}/admin`);
      await page.getByLabel("Operator's token").waitFor();
      expect([await axe(page), await width(page)]).toEqual([[], pixels]);
      await page.keyboard.press('Tab');
      await page.keyboard.type(operatorToken);
      await page.keyboard.press('Enter');
      await focused(page, 'Onboardings');
      const views = [
        ['', 'Onboardings'],
        ['#/?status=needs_attention', 'Onboardings'],
        [`#/onboardings/${claimed}`, new RegExp(claimed)],
        [`#/onboardings/${stored.find(({ status }) => status === 'needs_attention')?.id ?? ''}`, /Needs attention/],
        ['#/steps', 'Step times'],
        ['#/stops', 'Stops'],
      ] as const;
      for (const [hash, heading] of views.filter((_, index) => testsAllRows || index % 2 === look)) {
        if (hash !== '') await page.goto(`${stack.url}/admin${hash}`);
        await focused(page, heading);
        expect([hash, await axe(page), await width(page)]).toEqual([hash, [], pixels]);
      }
      expect(seen.problems).toEqual([]);
    },
  );

  test('the pictures of step times say the same as their tables to who cannot see them', async () => {
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack, '#/steps');
    await focused(page, 'Step times');
    const picture = await page.getByRole('img', { name: /tutum/ }).getAttribute('aria-label');
    const median = await page
      .getByRole('row', { name: /^create-user/ })
      .getByRole('cell')
      .nth(2)
      .innerText();
    expect(picture).toContain(`create-user: median ${median}`);
  });
});
