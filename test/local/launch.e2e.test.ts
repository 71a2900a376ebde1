import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '../support/freePort.ts';
import { compileCache } from '../support/compileCache.ts';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

/** Runs what `npm run launch` runs. */
async function launch(words: readonly string[], port = new URL(testStack.url).port): Promise<string> {
  const env = {
    ...compileCache,
    ...{ PORT: port, AWS_PORT: new URL(testStack.awsUrl).port, LATCHKEY_API_TOKEN: token },
  };
  return (await promisify(execFile)(process.execPath, ['local/launch.ts', ...words], { env })).stdout;
}

test('npm run launch creates the stack of a tenant’s launch link, updates it, and says when it already matches the link', async () => {
  const { tenantId, accountId } = testStack.nextTenant();
  const ask = (region: string) =>
    testStack.request('POST', `/v1/tenants/${tenantId}/access`, {
      ...{ accountId, blueprint: 'tutum', parameters: { region } },
    });
  await ask('us-east-1');
  expect(await launch([tenantId, accountId])).toMatch(
    new RegExp(`^${tenantId} has created the stack latchkey-tutum-\\w+ in the account ${accountId}\\.\\n$`),
  );
  await ask('eu-west-1');
  expect(await launch([tenantId, accountId])).toContain(`${tenantId} has updated the stack latchkey-tutum-`);
  expect(await launch([tenantId, accountId])).toContain('that already matches its launch link.');
  expect((await testStack.create({ tenantId, accountId }, { parameters: { region: 'eu-west-1' } })).status).toBe(201);
});

test('npm run launch says what is missing', async () => {
  const { tenantId, accountId } = testStack.nextTenant();
  const refused = (stderr: string) => ({ code: 1, stderr: expect.stringContaining(stderr) });
  await expect(launch([tenantId])).rejects.toMatchObject(refused('Name a tenant and its account'));
  await expect(launch([tenantId, accountId])).rejects.toMatchObject(
    refused('Ask for access first: npx latchkey access'),
  );
  const port = String(await freePort());
  await expect(launch([tenantId, accountId], port)).rejects.toMatchObject(refused(`PORT=${port} npm start`));
});
