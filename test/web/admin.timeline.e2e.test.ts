import { focused, signIn } from '../support/adminPage.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { eventuallyTrue } from '../support/eventually.ts';
import { openAdminState } from '../support/openAdminState.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

/** What a receiver answers: markup, and a character that turns the direction of text. */
const hostile = '<img src=x onerror="document.title=\'Changed\'">\u202Etxt.exe';

let stack: TestStack;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
/** An onboarding with an event that its receiver refuses. */
let claimed: string;
beforeAll(async () => {
  receiver = await startReceiver(() => ({ status: 500, body: hostile }));
  stack = await startTestStack({ sweepEveryMs: 0 });
  claimed = (await stack.create(await stack.newTenant(), { webhook: { url: receiver.url } })).body.id;
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

withBrowser((open) => {
  test('each step is shown with its starts, its calls and how long it waited, and a delay with its reason and its end', async () => {
    const opened = await open();
    const { page } = opened;
    const now = Date.now();
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
    const step = { name: 'create-user tutum', status: 'done', startedAt: at(-3), endedAt: at(-2.5) } as const;
    await openAdminState(stack, claimed, opened, {
      name: 'late',
      onboarding: {
        status: 'provisioning',
        steps: [{ ...step, attempts: 3, calls: 7, retries: 2, waitedMs: 4500 }],
        waiting: { reason: 'AWS is late.', code: 'InvalidClientTokenId', since: at(-2.5), until: at(5.5) },
        next: { action: 'continue', at: at(5.5) },
      },
    });
    const table = page.getByRole('region', { name: 'Steps as a table' });
    const columns = await table.getByRole('columnheader').allInnerTexts();
    const cells = await table
      .getByRole('row', { name: /^create-user/ })
      .locator('th, td')
      .allInnerTexts();
    expect(Object.fromEntries(columns.map((column, index) => [column, cells[index]]))).toMatchObject({
      Step: 'create-user tutum',
      State: 'done',
      Took: '30\u00a0s',
      Starts: '3',
      'Calls to AWS': '7, tried again 2 times',
      'Waited for AWS': '4.5\u00a0s',
    });
    const next = page.locator('section', { has: page.getByRole('heading', { name: 'What happens next' }) }).last();
    await next.getByText('AWS is late. (InvalidClientTokenId)').waitFor();
    const [since, until] = await next.getByRole('definition').allInnerTexts();
    expect([since, until]).toEqual([
      expect.stringMatching(/\(\d minutes ago\)$/),
      expect.stringMatching(/\(in \d minutes\)$/),
    ]);
    expect(await next.getByRole('term').allInnerTexts()).toEqual(['Since', 'Tries again']);
  });

  test('the timeline, the events and the receipt are those of the onboarding, and texts of others stay texts', async () => {
    const opened = await open();
    const { page, seen } = opened;
    await signIn(opened, stack, `#/onboardings/${claimed}`);
    await focused(page, new RegExp(claimed));
    await page.getByText('create by local, afterwards').first().waitFor();
    const happenings = await page.locator('ol.timeline li').allInnerTexts();
    const steps = (await stack.get(claimed)).body.steps.map(({ name }) => name);
    expect(steps.length).toBeGreaterThan(3);
    for (const line of steps.flatMap((name) => [`${name} started`, `${name} done`]))
      expect(happenings.filter((text) => text.startsWith('step') && text.endsWith(line))).toHaveLength(1);
    await page.getByText('tried to deliver onboarding.claimed: answered 500').first().waitFor();
    const answer = page.getByText('onerror=').first();
    expect(await answer.innerText()).toContain('<img src=x onerror="document.title=\'Changed\'">');
    expect(await page.evaluate('document.title')).toBe('Latchkey operations');
    expect(await page.content()).not.toContain('\u202E');
    // The receiver gets the event once more, and this page has asked for it: a worker tries again too.
    const sent = () => receiver.received.filter(({ body }) => body.includes('onboarding.claimed')).length;
    const before = sent();
    await page.getByRole('button', { name: 'Send again: onboarding.claimed' }).click();
    await page.getByRole('status').getByText('The event is sent again.').waitFor();
    expect(seen.requests.filter((url) => url.endsWith('/redeliver'))).toHaveLength(1);
    await eventuallyTrue(() => sent() > before, 'the event came again');
    await page
      .getByRole('cell', { name: /:user\/.*\/tutum/ })
      .or(page.getByRole('rowheader', { name: /:user\/.*\/tutum/ }))
      .first()
      .waitFor();
  });
});
