import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { believedAtOnce, startTestStack, token, type TestStack } from '../support/testStack.ts';
import { lockOut } from '../support/lockOut.ts';
import { sampledRows } from '../support/sampledRows.ts';
import { blocksOf, page } from './markdown.ts';

const blocks = blocksOf(page('docs/operating.md'), 'sh');

/** The services of the sandbox. No other service can be called on a laptop. */
const services = ['dynamodb', 'sqs', 'iam', 'sts'];
/** DynamoDB's local server has no backups. Other tests run the commands on roles (operating.accessLost.test.ts). */
const notHere = /restore|backup|--table-name "\$NS-look"|\baws iam\b/;

const servicesOf = (block: string) => [...block.matchAll(/\baws ([a-z][\w-]*) [a-z]/g)].map(([, name = '']) => name);

/** Returns the block without its commands for Lambda, if it also has commands for services of the sandbox. */
const withoutLambda = (block: string) =>
  block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => !servicesOf(line).includes('lambda'))
    .join('\n');

const here = blocks
  .map((block) => (servicesOf(block).some((name) => services.includes(name)) ? withoutLambda(block) : block))
  .filter((block) => !notHere.test(block) && servicesOf(block).every((name) => services.includes(name)))
  .filter((block) => servicesOf(block).length > 0 || /\blk (?:GET|POST|DELETE) /.test(block));

const missing = ['aws', 'jq', 'curl'].filter((program) => spawnSync(program, ['--version']).status !== 0);
const onThisMachine = missing.length === 0 ? test : test.skip;

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false, environment: believedAtOnce });
});
afterAll(() => testStack.close());

const [setsNames = '', callsWithToken = ''] = blocks;
const definesLk = /^lk\(\).*$/m.exec(callsWithToken)?.[0] ?? '';

async function run(block: string): Promise<string> {
  const env = {
    ...process.env,
    LATCHKEY: testStack.url,
    TOKEN: token,
    AWS_ENDPOINT_URL: testStack.awsUrl,
    AWS_ACCESS_KEY_ID: 'LKIALATCHKEYLOCAL000',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  // Version 1 of the AWS CLI uses AWS_ENDPOINT_URL for most services, but not for SQS.
  const toSandbox = 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }';
  const script = [toSandbox, setsNames, definesLk, block].join('\n');
  // grep and jq end with 1 if they print nothing. A command that fails says so on stderr.
  const { stdout, stderr } = await promisify(execFile)('bash', ['-uc', script], { env });
  expect(stderr).toBe('');
  return stdout;
}
const blockWith = (part: string) => here.find((each) => each.includes(part)) ?? '';

test('the page has commands that run on the sandbox', () => {
  expect(here.length).toBeGreaterThanOrEqual(5);
});

onThisMachine.each(
  sampledRows(
    [
      { part: '--index-name due', prints: /^\d{13}\tonboarding#ob_[^]*"ApproximateNumberOfMessages": "\d+"/ },
      { part: '--index-name undelivered', prints: /"ApproximateNumberOfMessagesNotVisible": "\d+"/ },
      { part: 'receive-message', prints: /^(?:null\n)?$/ },
      { part: 'purge-queue', prints: /^$/ },
    ],
    2,
  ),
)('the block with $part runs, and prints what it should', async ({ part, prints }) => {
  await testStack.create(await testStack.newTenant(), {}, { prefer: 'respond-async' });
  const findsQueue = part === 'purge-queue' ? (blockWith('receive-message').split('\n')[0] ?? '') : '';
  expect(await run([findsQueue, blockWith(part)].join('\n'))).toMatch(prints);
});

onThisMachine('the commands for needs-attention list the onboardings in this status', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await lockOut(testStack, tenant);
  await testStack.offboard(id);
  expect(await run(blockWith('status=needs_attention'))).toContain(`${id}\t${tenant.tenantId}`);
});
