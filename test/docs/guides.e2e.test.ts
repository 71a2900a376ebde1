import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import * as z from 'zod';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';
import { blocksOf, page } from './markdown.ts';

const [tenLinks = '', claimsOne = '', setsTags = '', createsBoth = '', writesProfiles = ''] = blocksOf(
  page('docs/guides.md'),
  'sh',
);
const acme = { tenantId: 'acme', accountId: '111122223333' };

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
  await testStack.launch(acme, {}, 'cycle');
});
afterAll(() => testStack.close());

/** Runs a block of the page in a shell, and returns what it prints. */
async function run(block: string, variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = { ...process.env, LATCHKEY_URL: testStack.url, LATCHKEY_TOKEN: token, ...variables };
  return (await promisify(execFile)('sh', ['-c', block], { env })).stdout;
}

test('ten people each get a link for an onboarding of their own, with which they claim their own keys', async () => {
  const people = (await run(tenLinks))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  expect(people).toHaveLength(10);
  const claimed: string[] = [];
  for (const [person = '', ONBOARDING = '', LINK_TOKEN = ''] of people) {
    await testStack.until(ONBOARDING, 'ready');
    const [, row = ''] = (await run(claimsOne, { ONBOARDING, LINK_TOKEN })).split('\r\n');
    const [userName = '', accessKeyId = '', secretAccessKey = ''] = row.split(',');
    expect(userName).toBe(person);
    const { Arn } = await testStack.stsWith({ accessKeyId, secretAccessKey }).getCallerIdentity({});
    expect(Arn).toContain(`/${person}`);
    claimed.push(accessKeyId);
  }
  expect(new Set(claimed).size).toBe(10);
});

test('the tags of the example are on the user', async () => {
  expect(await run(setsTags)).toContain('"status":"claimed"');
  const { Tags } = await testStack.root(acme).listUserTags({ UserName: 'kim' });
  expect(Tags).toContainEqual({ Key: 'team', Value: 'platform' });
});

describe('the profiles of two stages', () => {
  const prod = { tenantId: 'acme', accountId: '444455556666' };
  let HOME: string;
  beforeAll(async () => {
    for (const tenant of [acme, prod]) await testStack.launch(tenant, {}, 'serverless');
    HOME = mkdtempSync(join(tmpdir(), 'latchkey-guides-'));
  });
  afterAll(() => {
    rmSync(HOME, { recursive: true });
  });
  const stored = () => readFileSync(join(HOME, '.aws', 'credentials'), 'utf8');

  test('if an account has launched no stack, its launch link is printed and no key is stored', async () => {
    const elsewhere = createsBoth.replace(/^DEV=.*$/m, '').replace(prod.accountId, '555566667777');
    await expect(run(elsewhere, { HOME })).rejects.toMatchObject({ stderr: expect.stringContaining('"launchUrl"') });
    expect(stored()).toBe('');
  });

  test('have the keys of both accounts, and the files name them', async () => {
    const text = await run(`${createsBoth}\n${writesProfiles}`, { HOME });
    const files = z
      .object({ credentialsFile: z.string(), configFile: z.string(), serverlessYml: z.string() })
      .parse(JSON.parse(text));
    const sections = stored().matchAll(
      /^# Stage: (\w+)\n\[\1Profile\]\naws_access_key_id = (\w+)\naws_secret_access_key = \S+$/gm,
    );
    const ids = [...sections].map(([, , id]) => id);
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(files.credentialsFile).toContain(id);
    expect(files.configFile).toContain('[profile prodProfile]\nregion = eu-central-1\n');
    expect(parse(files.serverlessYml)).toMatchObject({
      custom: { profiles: { dev: 'devProfile', prod: 'prodProfile' } },
    });
  });
});
