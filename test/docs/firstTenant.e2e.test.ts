import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { believedAtOnce, startTestStack, type TestStack } from '../support/testStack.ts';
import { blocksOf, page } from './markdown.ts';
import { compileCache } from '../support/compileCache.ts';
import { missingPrograms } from '../support/missingPrograms.ts';

const text = page('docs/first-tenant.md');
const blocks = blocksOf(text, 'sh');
const [settings = '', deploys = '', configures = ''] = blocks;

const missing = missingPrograms(['aws', 'jq', 'openssl', 'curl']);
const onThisMachine = missing.length === 0 ? test : test.skip;

const home = mkdtempSync(join(tmpdir(), 'latchkey-first-tenant-'));
let stack: TestStack | undefined;
afterAll(async () => {
  await stack?.close();
  rmSync(home, { recursive: true });
});

/** What a laptop does not have: the registry of npm, and an AWS account to deploy to. */
const notHere = `
npm() { echo "npm $*"; }
npx() {
  if [ "$1" = latchkey ]; then shift; "$NODE" cli/main.ts "$@"; else echo "npx $*"; fi
}
aws() {
  if [ "$1" = cloudformation ]; then echo "$API"; else command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; fi
}
`;
const launches = `
npx latchkey access --tenant "$TENANT" --account "$ACCOUNT" --blueprint tutum --json |
  jq --arg accountId "$ACCOUNT" '{launchUrl, accountId: $accountId}' |
  curl -sSf "$AWS_ENDPOINT_URL/_sandbox/launch" -d @- >/dev/null
`;

async function run(script: string, more: Readonly<Record<string, string>>) {
  const { PATH = '' } = process.env;
  const env = { ...compileCache, PATH, HOME: home, NODE: process.execPath, ...more };
  return promisify(execFile)('bash', ['-euc', [notHere, script].join('\n')], { env });
}

onThisMachine(
  'the commands of the page lead to keys that work, and remove everything again',
  async () => {
    const { stdout: made } = await run(`${settings}\nprintf '%s %s' "$TOKEN" "$LATCHKEY_API_TOKEN_HASHES"`, {});
    const [, apiToken = '', hashes = ''] = /(\S+) (\S+)$/.exec(made) ?? [];
    stack = await startTestStack({ environment: { ...believedAtOnce, LATCHKEY_API_TOKEN_HASHES: hashes } });

    const given = { API: stack.url, AWS_ENDPOINT_URL: stack.awsUrl };
    // The token is that of the first block: another one would be refused.
    const first = `${settings.replace(/^TOKEN=.*$/m, `TOKEN=${apiToken}`)}\n${deploys}${configures}`;
    const rest = blocks.slice(3).map((block) => (block.includes('latchkey access') ? `${block}${launches}` : block));
    const { stdout, stderr } = await run([first, ...rest].join('\n'), given);

    expect(stdout).toMatch(/^npm ci\nnpm run deploy:check\nnpx serverless deploy\nok\nExternal ID /);
    expect(stderr).toMatch(/^✓ create-user tutum/m);
    expect(stdout).toMatch(/"Arn": "arn:aws:iam::111122223333:user\/latchkey\/tutum\/\w+\/ob_\w+\/tutum"/);
    expect(stdout).toMatch(/\nStatus +offboarded\n[^]*\nremoved +user +[^]*\nnpx serverless remove\n$/);
    const kept = join(home, '.config', 'latchkey', 'config');
    expect(statSync(kept).mode & 0o077).toBe(0);
    expect(readFileSync(kept, 'utf8')).toContain(apiToken);
    expect(`${stdout}${stderr}`).not.toContain(apiToken);
  },
  120_000,
);

test('each variable that the page sets for the deploy is a deploy setting, and the required ones are set', () => {
  const definition = page('serverless.yml');
  const [, given = ''] = /\n {2}given:\n((?: {4}.*\n)+)/.exec(definition) ?? [];
  const required = [...given.matchAll(/env:(\w+)/g)].map(([, name]) => name);
  const set = [...settings.matchAll(/\b(LATCHKEY_\w+)=/g)].map(([, name]) => name);
  expect(set.toSorted()).toEqual(required.toSorted());
  expect(definition).toContain('region: ${opt:region, env:AWS_REGION,');
  expect(deploys).toBe('npm run deploy:check\nnpx serverless deploy\n');
});
