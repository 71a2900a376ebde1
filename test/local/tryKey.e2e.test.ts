import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compileCache } from '../support/compileCache.ts';
import { freePort } from '../support/freePort.ts';
import { keyOf, startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
let key: { readonly accessKeyId: string; readonly secretAccessKey: string };
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  key = keyOf(await testStack.create(await testStack.newTenant()));
});
afterAll(() => testStack.close());

/** Runs what `npm run try` runs. */
async function tryKey(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { PATH = '' } = process.env;
  const keys = { AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey };
  const env = { ...compileCache, PATH, AWS_PORT: new URL(testStack.awsUrl).port, ...keys, ...more };
  return (await promisify(execFile)(process.execPath, ['local/tryKey.ts', ...words], { env })).stdout;
}

test('npm run try says what a key may do, and which policy refuses', async () => {
  expect(await tryKey(['ec2:DescribeInstances'])).toBe('ec2:DescribeInstances on *: allowed\n');
  expect(await tryKey(['iam:CreateUser', 'arn:aws:iam::111122223333:user/other'])).toBe(
    'iam:CreateUser on arn:aws:iam::111122223333:user/other: refused, because the permissions boundary does not allow it\n',
  );
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: key.accessKeyId });
  expect(await tryKey(['ec2:RunInstances'])).toBe('ec2:RunInstances on *: refused, because a policy denies it\n');
});

test.each([
  { words: [], more: {}, says: 'Name an action' },
  { words: ['s3:GetObject', '*', 'prefix'], more: {}, says: 'Name an action' },
  {
    words: ['s3:GetObject'],
    more: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' },
    says: 'refuses the key AKIAIOSFODNN7',
  },
  { words: ['s3:GetObject'], more: { AWS_SECRET_ACCESS_KEY: 'wrong' }, says: 'SignatureDoesNotMatch' },
])('npm run try $words with $more ends with "$says"', async ({ words, more, says }) => {
  await expect(tryKey(words, more)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(says) });
});

test('without a sandbox at the port, npm run try says how to start one', async () => {
  const AWS_PORT = String(await freePort());
  await expect(tryKey(['s3:GetObject'], { AWS_PORT })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`No sandbox answers at http://127.0.0.1:${AWS_PORT}`),
  });
});
