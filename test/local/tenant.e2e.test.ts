import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '../support/freePort.ts';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

const tenant = (PORT: number | string) =>
  promisify(execFile)(process.execPath, ['local/tenant.ts'], {
    env: { PORT: String(PORT), LATCHKEY_API_TOKEN: token },
  });

test('each npm run tenant prints the page of another tenant', async () => {
  const pages = [];
  for (let runs = 0; runs < 2; runs += 1) {
    const { stdout } = await tenant(new URL(testStack.url).port);
    const [, tenantId, accountId, url] =
      /^The tenant (\S+) has the account (\d{12})\. Its page, for an hour:\n\n {2}(http\S+)\n$/.exec(stdout) ?? [];
    expect(new URL(url ?? '').origin).toBe(testStack.url);
    pages.push({ tenantId, accountId });
  }
  const { body } = await testStack.request('GET', '/v1/onboardings?status=awaiting_access');
  expect(body).toMatchObject({ onboardings: pages.toReversed() });
});

test('without a stack at the port, npm run tenant says how to start one there, and which setting selects another port', async () => {
  const port = await freePort();
  await expect(tenant(port)).rejects.toMatchObject({
    stderr: expect.stringContaining(
      `Start the stack with PORT=${port} npm start, or set PORT to the port of the one that runs.`,
    ),
  });
});
