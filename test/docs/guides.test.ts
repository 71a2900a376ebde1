import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import * as z from 'zod';
import { tenantFor } from '../support/onboarded.ts';
import { keyOf, startTestStack, token, type TestStack } from '../support/testStack.ts';
import { blocksOf, page } from './markdown.ts';

const [tenLinks = '', claimsOne = '', setsTags = '', writesProfiles = ''] = blocksOf(page('docs/guides.md'), 'sh');
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

test('the files for two stages name the keys of both accounts', async () => {
  const claimed = async () => testStack.create(await tenantFor(testStack, 'serverless'), { blueprint: 'serverless' });
  const [dev, prod] = [await claimed(), await claimed()];
  const text = await run(writesProfiles, { DEV: dev.body.id, PROD: prod.body.id });
  const files = z
    .object({ credentialsFile: z.string(), configFile: z.string(), serverlessYml: z.string() })
    .parse(JSON.parse(text));
  for (const answer of [dev, prod]) expect(files.credentialsFile).toContain(keyOf(answer).accessKeyId);
  expect(files.configFile).toContain('[profile prodProfile]\nregion = eu-central-1\n');
  expect(parse(files.serverlessYml)).toMatchObject({
    custom: { profiles: { dev: 'devProfile', prod: 'prodProfile' } },
  });
});
