import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freshTenant } from '../../local/freshTenant.ts';
import { freePort } from '../support/freePort.ts';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

const fresh = () => freshTenant(testStack.url, token, { blueprint: 'tutum' });
const onboarding = async (id: string) => (await testStack.request('GET', `/v1/onboardings/${id}`)).body;

test('the tenant waits for its stack, and its page shows the keys', async () => {
  const { onboardingId, tenantId, accountId, url } = await fresh();
  expect(new URL(url).origin).toBe(testStack.url);
  expect(await onboarding(onboardingId)).toMatchObject({
    status: 'awaiting_access',
    tenantId,
    accountId,
    links: [{ may: ['see', 'launch', 'claim'], delivers: 'tenant' }],
  });
});

test('npm start prints the page of a fresh tenant', async () => {
  const ports = { PORT: String(await freePort()), AWS_PORT: String(await freePort()) };
  const env = { ...process.env, ...ports, AWS_ENDPOINT_URL: '', DATA_DIR: ':memory:' };
  const start = spawn(process.execPath, ['local/main.ts'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  for await (const part of start.stdout) {
    printed += String(part);
    if (printed.includes('Ctrl-C stops it.')) break;
  }
  if (start.exitCode === null) {
    start.kill('SIGKILL');
    await once(start, 'exit');
  }
  expect(printed).toMatch(
    new RegExp(
      `launched nothing yet \\(fresh-\\w+, account \\d{12}\\)[^]+\\n\\n {2}http://127\\.0\\.0\\.1:${ports.PORT}/`,
    ),
  );
});

test('each restart reuses the tenant that still waits for its stack', async () => {
  const first = await fresh();
  for (let starts = 0; starts < 6; starts += 1) expect(await fresh()).toMatchObject({ tenantId: first.tenantId });
  const { body } = await testStack.request('GET', '/v1/onboardings');
  expect(body).toMatchObject({ onboardings: [{ id: first.onboardingId }] });
});

test('after the tenant has launched its stack and was provisioned, a restart creates another tenant', async () => {
  const first = await fresh();
  const { body } = await testStack.request('GET', `/v1/onboardings/${first.onboardingId}`);
  await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: first.accountId });
  await testStack.request('POST', `/v1/onboardings/${first.onboardingId}/provision`);
  expect((await fresh()).tenantId).not.toBe(first.tenantId);
});
