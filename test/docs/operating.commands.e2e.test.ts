import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { believedAtOnce, shortCalls, startTestStack, token, type TestStack } from '../support/testStack.ts';
import { lockOut } from '../support/lockOut.ts';
import { missingPrograms } from '../support/missingPrograms.ts';
import { asOperator, operatorToken } from '../support/operator.ts';
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
  .filter((block) => servicesOf(block).length > 0 || /\blk (?:GET|POST|DELETE) |\$LATCHKEY\/v1/.test(block));

const missing = missingPrograms(['aws', 'jq', 'curl']);
const onThisMachine = missing.length === 0 ? test : test.skip;

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({
    sweepEveryMs: 0,
    worker: false,
    environment: { ...believedAtOnce, ...shortCalls },
  });
});
afterAll(() => testStack.close());

const [setsNames = '', callsWithToken = ''] = blocks;
const definesLk = /^lk\(\).*$/m.exec(callsWithToken)?.[0] ?? '';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-commands-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

async function run(block: string, callerToken = token): Promise<string> {
  const env = {
    ...process.env,
    LATCHKEY: testStack.url,
    TOKEN: callerToken,
    AWS_ENDPOINT_URL: testStack.awsUrl,
    AWS_ACCESS_KEY_ID: 'LKIALATCHKEYLOCAL000',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  // Version 1 of the AWS CLI uses AWS_ENDPOINT_URL for most services, but not for SQS.
  const toSandbox = 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }';
  const findsShards = block.includes('SHARDS - 1') ? blockWith('SHARDS:=1') : '';
  const script = [toSandbox, setsNames, definesLk, findsShards, block].join('\n');
  // grep and jq end with 1 if they print nothing. A command that fails says so on stderr.
  const { stdout, stderr } = await promisify(execFile)('bash', ['-uc', script], { env, cwd: directory });
  expect(stderr).toBe('');
  return stdout;
}
const blockWith = (part: string) => here.find((each) => each.includes(part)) ?? '';

/** Texts of the blocks that a test below runs, and of those that operating.accessLost.test.ts runs. */
const tested = [
  'SHARDS:=1',
  ...['select(.status != "offboarded")', 'receipts.jsonl', '--index-name due', '--index-name undelivered'],
  ...['receive-message', 'start-message-move-task', 'purge-queue', 'status=needs_attention', 'tutum.json'],
  ...[
    'curl -sS "$LATCHKEY/v1/stops',
    'lk DELETE /v1/stops',
    '/external-id',
    'SET inStatus',
    '-X DELETE "$LATCHKEY/v1/tenants/',
  ],
];
const testedElsewhere = ['trust.json', 'lk DELETE "/v1/onboardings/$ID"'];

test('every block of commands that can run on the sandbox is run by a test', () => {
  const isIn = (texts: readonly string[]) => (block: string) => texts.some((text) => block.includes(text));
  expect(here.filter((block) => !isIn([...tested, ...testedElsewhere])(block))).toEqual([]);
  expect(tested.filter((text) => blockWith(text) === '')).toEqual([]);
});

onThisMachine.each(
  sampledRows(
    [
      { part: 'SHARDS:=1', prints: /^shards: 1$/m },
      {
        part: '--index-name due',
        prints: /^shards: 1\n\d{13}\tonboarding#ob_[^]*"ApproximateNumberOfMessages": "\d+"/,
      },
      { part: '--index-name undelivered', prints: /"ApproximateNumberOfMessagesNotVisible": "\d+"/ },
      { part: 'receive-message', prints: /^(?:null\n)?$/ },
      { part: 'start-message-move-task', prints: /"TaskHandle": / },
      { part: 'purge-queue', prints: /^$/ },
    ],
    1,
  ),
)('the block with $part runs, and prints what it should', async ({ part, prints }) => {
  await testStack.create(await testStack.newTenant(), {}, { prefer: 'respond-async' });
  const findsQueue = ['purge-queue', 'start-message-move-task'].includes(part)
    ? (blockWith('receive-message').split('\n')[0] ?? '')
    : '';
  expect(await run([findsQueue, blockWith(part)].join('\n'))).toMatch(prints);
});

onThisMachine('the commands for needs-attention list the onboardings in this status', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await lockOut(testStack, tenant);
  await testStack.offboard(id);
  expect(await run(blockWith('status=needs_attention'))).toContain(`${id}\t${tenant.tenantId}`);
});

onThisMachine('the commands for a removal offboard everybody, and save each receipt', async () => {
  const ids = [];
  for (let n = 0; n < 2; n += 1) ids.push((await testStack.create(await testStack.newTenant())).body.id);
  const offboards = blockWith('select(.status != "offboarded")');
  const printed = await run(offboards);
  for (const id of ids) expect(printed).toContain(`${id}\toffboarded\t`);
  // What is left is the onboarding of another test whose account is locked.
  expect(await run(offboards)).not.toContain('\toffboarded');
  await run([offboards, blockWith('receipts.jsonl')].join('\n'));
  const saved = readFileSync(join(directory, 'receipts.jsonl'), 'utf8');
  for (const id of ids) expect(saved).toMatch(new RegExp(`"id":"${id}".*"receipt"`));
});

onThisMachine('the commands for stops stop the requests of a tenant, and allow them again', async () => {
  const stops = async () => (await testStack.request('GET', '/v1/stops', undefined, asOperator)).body;
  await run(blockWith('curl -sS "$LATCHKEY/v1/stops'), operatorToken);
  expect(await stops()).toMatchObject({ stops: [{ scope: 'tenant:acme', caller: 'local-operator' }] });
  await run(blockWith('lk DELETE /v1/stops'), operatorToken);
  expect(await stops()).toMatchObject({ stops: [] });
});

onThisMachine('the commands for a new index add what an onboarding of an older version lacks', async () => {
  const { id } = (await testStack.create(testStack.nextTenant())).body;
  const key = `{"pk":{"S":"onboarding#${id}"},"sk":{"S":"record"}}`;
  await run(`aws dynamodb update-item --table-name "$NS-state" --key '${key}' --update-expression 'REMOVE inStatus'`);
  const waiting = async () =>
    (await testStack.request('GET', '/v1/onboardings?status=awaiting_access&limit=1000')).text.includes(id);
  expect(await waiting()).toBe(false);
  expect(await run(blockWith('SET inStatus'))).toBe('');
  expect(await waiting()).toBe(true);
});

onThisMachine('the commands for a new external ID print the command that updates the stack', async () => {
  const tenant = await testStack.newTenant();
  const block = blockWith('/external-id').replaceAll('{tenantId}', tenant.tenantId);
  const printed = await run(block.replaceAll('{accountId}', tenant.accountId));
  expect(printed).toMatch(/aws cloudformation update-stack .*ExternalId/);
});

onThisMachine(
  'the commands for templates that are not public print a command with a template that is a file',
  async () => {
    const printed = await run(blockWith('tutum.json'));
    expect(printed).toMatch(/^aws cloudformation .* --template-body file:\/\/tutum\.json/m);
    expect(printed).not.toContain('--template-url');
    expect(JSON.parse(readFileSync(join(directory, 'tutum.json'), 'utf8'))).toMatchObject({ Resources: {} });
  },
);

onThisMachine('the command for an erasure prints its status', async () => {
  const block = blockWith('-X DELETE "$LATCHKEY/v1/tenants/{tenantId}"');
  expect(await run(block.replaceAll('{tenantId}', 'nobody'))).toBe('204\n');
  const tenant = await testStack.newTenant();
  await testStack.create(tenant);
  expect(await run(block.replaceAll('{tenantId}', tenant.tenantId))).toMatch(/"title":.*409\n$/);
});
