import { eventually } from '../support/eventually.ts';
import { focused, signIn } from '../support/adminPage.ts';
import { adminStates } from '../support/adminStates.ts';
import { openAdminState } from '../support/openAdminState.ts';
import { axe } from '../support/browser/axe.ts';
import { canary } from '../support/browser/canary.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { operatorToken } from '../support/operator.ts';
import { newRecipient } from '../support/recipientKeys.ts';
import { testsAllRows } from '../support/sampledRows.ts';
import { believedAtOnce, keyOf, startTestStack, token, type Tenant, type TestStack } from '../support/testStack.ts';

/** The key pair of the back end. */
const backEnd = newRecipient();

let stack: TestStack;
let tenant: Tenant;
/** An onboarding whose key was handed over, and should be replaced in ten days. */
let id: string;
let firstKey: string;
beforeAll(async () => {
  const environment = {
    ...believedAtOnce,
    LATCHKEY_ENTITY_LAG_MS: '1',
    LATCHKEY_ROTATE_AFTER_DAYS: '10',
    LATCHKEY_RECIPIENT_KEY: JSON.stringify(backEnd.jwk),
  };
  stack = await startTestStack({ sweepEveryMs: 0, environment });
  tenant = await stack.newTenant();
  const created = await stack.create(tenant);
  ({ id } = created.body);
  firstKey = keyOf(created).accessKeyId;
});
afterAll(() => stack.close());

/** Each state in one look, of which the next state has another one. `npm run test:all` has each state in every look. */
const looks = [
  { colorScheme: 'light', viewport: { width: 1024, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 800 } },
] as const;
const rows = adminStates.flatMap((state, index) =>
  looks
    .filter((_, look) => testsAllRows || look === index % looks.length)
    .map((look) => ({ name: `${state.name} in ${look.colorScheme} at ${look.viewport.width} pixels`, state, look })),
);

withBrowser((open) => {
  test('a look shows what somebody has changed in the account, and the trust policy is tried only by its own button', async () => {
    const opened = await open();
    const { page, seen } = opened;
    await signIn(opened, stack, `#/onboardings/${id}`);
    await focused(page, new RegExp(id));
    await page.getByText('Nobody has looked at the account yet.').waitFor();
    expect(seen.requests.filter((url) => url.includes('live=true'))).toEqual([]);
    const policy = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
    await stack.root(tenant).attachUserPolicy({ UserName: 'tutum', PolicyArn: policy });
    await page.getByRole('button', { name: 'Look now' }).click();
    await page.getByRole('status').getByText('Looked at the account: Drifted.').waitFor();
    const difference = page.getByRole('listitem').filter({ hasText: 'Policies: not planned' });
    expect(await difference.locator('code').innerText()).toBe(
      `aws iam detach-user-policy --user-name tutum --policy-arn ${policy}`,
    );
    await page.getByText(/\(not checked\)/).waitFor();
    await stack.root(tenant).detachUserPolicy({ UserName: 'tutum', PolicyArn: policy });
    await page.getByRole('button', { name: 'Try the trust policy too' }).click();
    await page.getByRole('status').getByText('Looked at the account: As planned.').waitFor();
    await page.getByText(/\(not checked\)/).waitFor({ state: 'detached' });
    expect(seen.requests.flatMap((url) => /live=true.*/.exec(url) ?? [])).toEqual([
      'live=true',
      'live=true&trust=probe',
    ]);
    await stack.sandbox('POST', 'quarantine', { accessKeyId: firstKey });
    await page.getByRole('button', { name: 'Look now' }).click();
    await page.getByRole('heading', { name: 'AWS found a key of user tutum in public' }).waitFor();
    expect(seen.problems).toEqual([]);
    await stack.root(tenant).detachUserPolicy({
      UserName: 'tutum',
      PolicyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
    });
  });

  test('the keys to rotate soon are a list, and an operator replaces one for the back end without getting the new key', async () => {
    const created = await stack.create(await stack.newTenant());
    const { accessKeyId: replaces } = keyOf(created);
    const opened = await open();
    const { page, seen } = opened;
    await signIn(opened, stack);
    await focused(page, 'Onboardings');
    await page.getByRole('link', { name: 'Keys to rotate within 14 days' }).click();
    await page.getByRole('region', { name: /the most urgent first/ }).waitFor();
    await page.getByRole('link', { name: created.body.id }).click();
    await focused(page, new RegExp(created.body.id));
    expect(await page.getByText('npx latchkey rotate').count()).toBe(0);
    const replace = page.getByRole('button', { name: `Replace ${replaces}` });
    const dialog = page.getByRole('dialog', { name: `Replace key ${replaces} of user tutum?` });
    await replace.press('Enter');
    await dialog.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await replace.and(page.locator(':focus')).waitFor();
    await replace.press('Enter');
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('status').getByText(`${replaces} is replaced. The new key is sealed`).waitFor();
    const fetched = await stack.request('POST', `/v1/onboardings/${created.body.id}/credentials/rotate`, {
      replaces,
      recipientKey: backEnd.jwk,
    });
    const { jwe = '' } = fetched.body.sealedCredentials ?? {};
    const [, secret = ''] = /"secretAccessKey":"([^"]{40})"/.exec(backEnd.open(jwe).text) ?? [];
    expect(secret).not.toBe('');
    expect(await canary(opened, [secret, jwe, operatorToken])).toEqual([]);
    expect(seen.problems).toEqual([]);
  });

  test('without a recipient key of the back end, the page names the command and rotates nothing', async () => {
    const opened = await open();
    const { page } = opened;
    await openAdminState(stack, id, opened, { name: 'without-recipient-key', operatorsRotate: false });
    await page.getByText(`npx latchkey rotate ${id}`, { exact: true }).waitFor();
    const names = await page.getByRole('button').allInnerTexts();
    expect(names.filter((name) => /replace|rotate|retire|claim/i.test(name))).toEqual([]);
    expect(await page.getByText('Times are in UTC').count()).toBe(1);
  });

  test('a key that was deactivated works again after a question, and Escape leaves it as it is', async () => {
    const path = `/v1/onboardings/${id}/credentials`;
    const rotated = await stack.request('POST', `${path}/rotate`, { replaces: firstKey });
    expect(rotated.status).toBe(200);
    // A worker may be looking at the old key for the first time.
    await eventually(async () => {
      const { status } = await stack.request('POST', `${path}/${firstKey}/retire`, { force: true });
      return status === 200 ? true : undefined;
    }, 'the old key was not deactivated');
    const opened = await open();
    const { page } = opened;
    await signIn(opened, stack, `#/onboardings/${id}`);
    await focused(page, new RegExp(id));
    await page.getByText(`${firstKey} deactivated`).waitFor();
    const reactivate = page.getByRole('button', { name: `Reactivate ${firstKey}` });
    const dialog = page.getByRole('dialog', { name: `Reactivate key ${firstKey} of user tutum?` });
    await reactivate.press('Enter');
    await dialog.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await reactivate.and(page.locator(':focus')).waitFor();
    const stateOf = async () =>
      (await stack.get(id)).body.accessKeys.find(({ accessKeyId }) => accessKeyId === firstKey)?.state;
    expect(await stateOf()).toBe('inactive');
    await reactivate.press('Enter');
    await dialog.getByRole('button', { name: 'Reactivate' }).click();
    await page.getByRole('status').getByText(`${firstKey} works again, at least until`).waitFor();
    await reactivate.waitFor({ state: 'detached' });
    expect(await stateOf()).toBe('retiring');
  });

  test('a token that issues keys is named as one, and an operator’s token is not', async () => {
    const opened = await open();
    const { page } = opened;
    await page.goto(`${stack.url}/admin#/onboardings/${id}`);
    await page.getByLabel("Operator's token").fill(token);
    await page.keyboard.press('Enter');
    const warning = page.getByText('This is a back end’s token');
    await warning.waitFor();
    expect(await page.getByRole('button', { name: /^Replace/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(opened, stack, `#/onboardings/${id}`);
    await focused(page, new RegExp(id));
    expect(await warning.count()).toBe(0);
  });

  test.each(rows)('$name: everybody can use it, and it does not scroll sideways', async ({ state, look }) => {
    const opened = await open(look);
    const { page } = opened;
    await openAdminState(stack, id, opened, state);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.viewport.width);
  });
});
