import { createFreshTenant, freshTenant } from '../../local/freshTenant.ts';
import { readSettings } from '../../local/settings.ts';
import { welcome } from '../../local/welcome.ts';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

const fresh = () => freshTenant(testStack.url, token);
const linksOf = async (id: string) => (await testStack.request('GET', `/v1/onboardings/${id}`)).body;

test('npm start prints the page of a tenant that waits for its stack, and whose keys the page shows', async () => {
  const { onboardingId, tenantId, accountId, url } = await fresh();
  const printed = welcome({ ...readSettings({ DATA_DIR: ':memory:' }), port: 0 }, testStack.stack, {
    onboardingId,
    tenantId,
    accountId,
    url,
  });
  expect(printed).toContain(`  ${url}\n`);
  expect(new URL(url).origin).toBe(testStack.url);
  expect(await linksOf(onboardingId)).toMatchObject({
    status: 'awaiting_access',
    tenantId,
    accountId,
    links: [{ may: ['see', 'launch', 'claim'], delivers: 'tenant' }],
  });
});

test('a restart uses the tenant again that still waits, however many restarts there are', async () => {
  const first = await fresh();
  for (let starts = 0; starts < 6; starts += 1) expect(await fresh()).toMatchObject({ tenantId: first.tenantId });
  expect(await linksOf(first.onboardingId)).toMatchObject({ links: expect.any(Array) });
  const { body } = await testStack.request('GET', '/v1/onboardings');
  expect(body).toMatchObject({ onboardings: [{ id: first.onboardingId }] });
});

test('when the tenant has launched its stack and is set up, the next one is another', async () => {
  const first = await fresh();
  const { body } = await testStack.request('GET', `/v1/onboardings/${first.onboardingId}`);
  await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: first.accountId });
  await testStack.request('POST', `/v1/onboardings/${first.onboardingId}/provision`);
  expect((await fresh()).tenantId).not.toBe(first.tenantId);
});

test('npm run tenant makes another tenant each time', async () => {
  const one = await createFreshTenant(testStack.url, token);
  const other = await createFreshTenant(testStack.url, token);
  expect(other.tenantId).not.toBe(one.tenantId);
  expect(other.accountId).not.toBe(one.accountId);
});
