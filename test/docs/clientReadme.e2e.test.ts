import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';
import { blocksOf, page } from './markdown.ts';

const [onboards = '', writesFile = '', offboards = '', claimsAgain = '', shares = '', ...others] = blocksOf(
  page('client/README.md'),
  'ts',
);
const acme = { tenantId: 'acme', accountId: '111122223333' };

let testStack: TestStack;
const cwd = mkdtempSync(join(tmpdir(), 'latchkey-client-'));
beforeAll(async () => {
  testStack = await startTestStack();
  for (const blueprint of ['tutum', 'humalect']) await testStack.launch(acme, {}, blueprint);
});
afterAll(async () => {
  rmSync(cwd, { recursive: true });
  await testStack.close();
});

/** Runs an example in a Node of its own, with the client of this repository. Returns what it prints. */
async function run(example: string, given: Readonly<Record<string, string>> = {}): Promise<string> {
  writeFileSync(join(cwd, 'example.ts'), example.replace("'latchkey-client'", `'${resolve('client', 'index.ts')}'`));
  const env = { ...process.env, LATCHKEY_URL: testStack.url, LATCHKEY_TOKEN: token, ...given };
  return (await promisify(execFile)(process.execPath, ['example.ts'], { cwd, env })).stdout;
}

test('the README has five examples', () => {
  expect(others).toEqual([]);
});

test('the examples onboard a tenant, store keys that work, and offboard', async () => {
  expect(await run(onboards)).toMatch(/^Store the key AKIA\w+ of tutum\.$/m);
  await run(writesFile);
  const file = join(cwd, 'credentials');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [, accessKeyId = '', secretAccessKey = ''] =
    /^\[acme\]\naws_access_key_id = (\S+)\naws_secret_access_key = (\S+)\n$/.exec(readFileSync(file, 'utf8')) ?? [];
  const { Arn } = await testStack.stsWith({ accessKeyId, secretAccessKey }).getCallerIdentity({});
  expect(Arn).toContain('/humalect-user');
  expect(await run(offboards)).toMatch(/^(ob_\w+ offboarded 3\n){2}$/);
});

test('the example of a claim that is sent again has the keys', async () => {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
  await testStack.until(body.id, 'ready');
  expect(await run(claimsAgain, { ONBOARDING: body.id })).toBe('true\n');
});

test('the example of a page shares its link', async () => {
  const { body } = await testStack.create(testStack.nextTenant());
  const printed = await run(shares, { LINK_TOKEN: body.link?.token ?? '', ONBOARDING: body.id });
  expect(printed).toContain('quickcreate');
  expect((await testStack.read(body.id)).links?.map(({ message }) => message)).toEqual([
    undefined,
    'Please launch this stack for us.',
  ]);
});
