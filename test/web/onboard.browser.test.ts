import { readFile } from 'node:fs/promises';
import { axe } from '../support/browser/axe.ts';
import { canary } from '../support/browser/canary.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { clickButton, openTenantPage, waitForHeading, waitForText, walkTo } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: { LATCHKEY_RETURN_ORIGINS: 'https://vendor.example' } });
});
afterAll(() => testStack.close());

const ways: readonly { blueprint: string; parameters?: object; users: readonly string[] }[] = [
  { blueprint: 'cycle', parameters: { userNames: ['ann', 'ben'] }, users: ['ann', 'ben'] },
  { blueprint: 'tutum', users: ['tutum'] },
  { blueprint: 'koding', users: ['koding-user'] },
  { blueprint: 'humalect', users: ['humalect-user'] },
  { blueprint: 'serverless', parameters: { permissions: 'deploy' }, users: ['serverless-admin'] },
];

/** Each form of a key, what it shows while the secret is hidden, and whether it is pasted into a shell. */
const forms: readonly (readonly [name: string, shows: RegExp, isPasted: boolean])[] = [
  ['Shell (bash, zsh)', /^export AWS_SECRET_ACCESS_KEY=•{40}$/m, true],
  ['fish', /^set -gx AWS_SECRET_ACCESS_KEY •{40}$/m, true],
  ['PowerShell', /^\$env:AWS_SECRET_ACCESS_KEY = '•{40}'$/m, true],
  ['Credentials file', /^\[tutum\]\n[^]*^aws_secret_access_key = •{40}$/m, false],
  ['AWS CLI', /^aws configure set aws_secret_access_key •{40} --profile tutum\n[^]* region us-west-2 /m, true],
  ['Docker (.env)', /^AWS_SECRET_ACCESS_KEY=•{40}$/m, false],
  ['Terraform', /^ {2}secret_key = "•{40}"\n {2}region {5}= "us-west-2"$/m, false],
  ['JSON', /"secretAccessKey": "•{40}"/, false],
];

withBrowser((open) => {
  test.each(ways)(
    'a tenant reads, creates the stack, gets the keys and uses them: $blueprint',
    async ({ blueprint, parameters, users }) => {
      const at = await openTenantPage(testStack, open, { blueprint, ...(parameters && { parameters }) });
      const { page, seen, token } = at;
      await waitForHeading(page, 'Review');
      for (const user of users) await page.getByText(user).first().waitFor();
      await walkTo(at, 'Everything is set up');
      await clickButton(page, /^Create and show/);
      await waitForHeading(page, /access key/);

      const download = page.waitForEvent('download');
      await clickButton(page, 'Download .csv file');
      const csv = await readFile(await (await download).path(), 'utf8');
      const [header, ...rows] = csv.trimEnd().split('\r\n');
      expect(header).toBe('User name,Access key ID,Secret access key');
      expect(rows.map((row) => row.split(',')[0])).toEqual(users);

      const secrets = rows.map((row) => row.split(',')[2] ?? '');
      // Until somebody asks for a secret, it is not in the document.
      expect(await canary(at, secrets)).toEqual([]);
      for (const row of rows) {
        const [user = '', accessKeyId = '', secretAccessKey = ''] = row.split(',');
        await clickButton(page, `Show: Secret access key ${user}`);
        await page.getByText(secretAccessKey).first().waitFor();
        const { Arn } = await testStack.stsWith({ accessKeyId, secretAccessKey }).getCallerIdentity({});
        expect(Arn).toMatch(new RegExp(`/${user}$`));
      }

      await clickButton(page, /^I have stored/);
      await waitForHeading(page, /^Done\. Your keys? (was|were) shown/);
      // Each user, its policy, and its key.
      await page.getByText('created').nth(users.length).waitFor();
      expect(await canary(at, [...secrets, token])).toEqual([]);
      await page.reload();
      await waitForHeading(page, 'Your access keys were created');
      expect(await canary(at, [...secrets, token])).toEqual([]);
      expect(seen.problems).toEqual([]);
    },
  );

  test('a key is shown in each form, with the profile and the region of the onboarding, and with a warning if a shell keeps it', async () => {
    const at = await openTenantPage(testStack, open, { blueprint: 'tutum', parameters: { region: 'us-west-2' } });
    const { page } = at;
    await walkTo(at, 'Everything is set up');
    await clickButton(page, /^Create and show/);
    await waitForHeading(page, /access key/);
    const choose = (form: string) => page.getByRole('radio', { name: form, exact: true }).check();
    const warning = page.getByText('A shell keeps what is pasted');
    for (const [form, text, isKept] of forms) {
      await choose(form);
      await waitForText(page.locator('pre'), text);
      expect([form, await warning.count()]).toEqual([form, isKept ? 1 : 0]);
    }
    await clickButton(page, 'Show: Secret access key tutum');
    await choose('fish');
    await waitForText(page.locator('pre'), /^set -gx AWS_SECRET_ACCESS_KEY [\w+/]{40}$/m);
    expect(at.seen.problems).toEqual([]);
  });

  test('everybody can use each view of the way, light and dark, in a window of 320 pixels', async () => {
    const at = await openTenantPage(testStack, open, { viewport: { width: 320, height: 800 } });
    const { page } = at;
    const looksAt = async (heading: string) => {
      await waitForHeading(page, heading);
      // A button that was just pressed has the pointer above it.
      await page.mouse.move(0, 0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([heading, colorScheme, await axe(page)]).toEqual([heading, colorScheme, []]);
      }
      // WCAG 2.2, 1.4.10: nobody has to scroll sideways.
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    };
    await looksAt('Review');
    await clickButton(page, 'Continue: create the stack');
    await looksAt('Create the stack in your account');
    await at.launch();
    await clickButton(page, /check now/i);
    await looksAt('Everything is set up');
    await clickButton(page, /^Create and show/);
    await looksAt('Your access key');
    await clickButton(page, /^I have stored/);
    await looksAt('Done. Your key was shown');
  });

  test('where the vendor gets the keys, the page never asks for them, says who got them, and leads back', async () => {
    const at = await openTenantPage(testStack, open, {
      link: { delivers: 'vendor', returnUrl: 'https://vendor.example/back' },
    });
    await walkTo(at, 'Everything is set up');
    await testStack.claim(at.id);
    await at.page.bringToFront();
    await at.page.evaluate('dispatchEvent(new Event("focus"))');
    await waitForHeading(at.page, 'Done. Example Vendor has the key');
    await at.page.reload();
    await waitForHeading(at.page, 'Done. Example Vendor has the key');
    await at.page.evaluate(
      `document.addEventListener('exit', () => localStorage.setItem('exits', (localStorage.getItem('exits') ?? '') + 'x'))`,
    );
    await at.page.route('https://vendor.example/back', (route) => route.fulfill({ body: 'You are back' }));
    await at.page.getByRole('link', { name: 'Back to Example Vendor' }).click();
    await at.page.getByText('You are back').waitFor();
    await at.page.goBack();
    expect(await at.page.evaluate(`localStorage.getItem('exits')`)).toBe('x');
    expect(at.seen.requests.filter((url) => url.endsWith('/credentials'))).toEqual([]);
  });

  test('the token leaves the address bar at once, and a reload at each place goes on there', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await waitForHeading(page, 'Review');
    await page.waitForURL(`${testStack.url}/onboard`);
    await page.reload();
    await waitForHeading(page, 'Review');
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack in your account');
    await page.reload();
    await waitForHeading(page, 'Create the stack in your account');
    await at.launch();
    await clickButton(page, /check now/i);
    await waitForHeading(page, 'Everything is set up');
    await page.reload();
    await waitForHeading(page, 'Everything is set up');
  });

  test('whoever goes to another page and back is where they were', async () => {
    const at = await openTenantPage(testStack, open);
    const { page } = at;
    await clickButton(page, 'Continue: create the stack');
    await waitForHeading(page, 'Create the stack in your account');
    await page.goto('about:blank');
    await page.goBack();
    await waitForHeading(page, 'Create the stack in your account');
  });

  test('without a link, and with half a link, the page says what is missing and asks the service nothing', async () => {
    for (const fragment of ['', '#lkl_01M8JWG5XBG8XMYZ66A0P1S89C_half']) {
      const { page, seen } = await open({ url: `${testStack.url}/onboard${fragment}` });
      await waitForHeading(page, 'This page needs a link');
      await page.waitForURL(`${testStack.url}/onboard`);
      expect(seen.requests.filter((url) => url.includes('/v1/'))).toEqual([]);
    }
  });
});
