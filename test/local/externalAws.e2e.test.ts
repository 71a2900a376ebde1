import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { readInfrastructure } from '../../local/aws/infra.ts';
import { externalEndpoint, useExternalAws } from '../../local/externalAws.ts';
import { vendorAccountId } from '../../local/sandbox/vendor.ts';
import { SettingError } from '../../local/settings.ts';
import { localTemplates } from '../../local/stack.ts';
import { eventually, eventuallyTrue } from '../support/eventually.ts';
import { freePort } from '../support/freePort.ts';
import { longTimes } from '../support/testStack.ts';
import { useAws, vendor } from './aws/clients.ts';
import { compileCache } from '../support/compileCache.ts';

const answer = z.looseObject({
  id: z.string().default(''),
  status: z.string().default(''),
  launchUrl: z.string().default(''),
  templateUrl: z.string().default(''),
  credentials: z.array(z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })).nullish(),
});
const own = { AWS_ACCESS_KEY_ID: vendor.accessKeyId, AWS_SECRET_ACCESS_KEY: vendor.secretAccessKey };
const tenant = { tenantId: 'elsewhere', accountId: '444455556666' };
const queues = readInfrastructure('infra', vendorAccountId, 'us-east-1').queues.map(({ QueueName }) => QueueName);

let other: Awaited<ReturnType<typeof useAws>>;
let latchkey: ChildProcess;
let url: string;
let awsPort: number;

function start(environment: Readonly<Record<string, string>>): ChildProcess {
  // Output that is not read would fill the pipe and block the process.
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe'];
  return spawn(process.execPath, ['local/main.ts'], {
    env: { ...compileCache, DATA_DIR: ':memory:', ...environment },
    stdio,
  });
}

/** A sandbox that Latchkey did not start, without table and queues. */
async function startOther(): Promise<typeof other> {
  const here = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-other-'));
  cpSync('infra/parameters.yml', join(directory, 'infra/parameters.yml'));
  for (const file of ['table.yml', 'queues.yml']) writeFileSync(join(directory, 'infra', file), 'Resources: {}');
  process.chdir(directory);
  try {
    return await useAws({ templates: localTemplates() });
  } finally {
    process.chdir(here);
    rmSync(directory, { recursive: true });
  }
}

beforeAll(async () => {
  other = await startOther();
  expect(await queueUrls()).toEqual([]);
  const port = await freePort();
  awsPort = await freePort();
  url = `http://127.0.0.1:${String(port)}`;
  latchkey = start({
    ...own,
    AWS_ENDPOINT_URL: other.aws.url,
    PORT: String(port),
    AWS_PORT: String(awsPort),
    LATCHKEY_TRUST_PROBE: 'off',
    ...longTimes,
  });
  latchkey.stderr?.resume();
  await eventuallyTrue(async () => latchkey.exitCode !== null || (await isUp(port)), 'Latchkey did not start');
});
afterAll(async () => {
  if (latchkey.exitCode === null) {
    const exited = once(latchkey, 'exit');
    latchkey.kill('SIGTERM');
    await exited;
  }
  await other.aws.close();
});

const queueUrls = async () => (await other.sqs().send(new ListQueuesCommand({}))).QueueUrls ?? [];
const isUp = (port: number) =>
  fetch(`http://127.0.0.1:${String(port)}/v1/health`).then(
    ({ ok }) => ok,
    () => false,
  );

async function call(method: string, path: string, body?: object, more: Readonly<Record<string, string>> = {}) {
  const headers = { authorization: 'Bearer local-dev-token', 'content-type': 'application/json', ...more };
  const response = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: response.status, body: answer.parse(await response.json()) };
}

describe('the vendor’s account', () => {
  const settings = { port: 3999, apiToken: 'token' };
  const before = process.env;
  afterEach(() => {
    process.env = before;
  });
  // Changes the environment of the process, as `npm start` does.
  const go = (at: string, more: Readonly<Record<string, string>>) => {
    process.env = { ...own, ...more };
    return useExternalAws(at, settings, process.env);
  };

  test('is the one that STS returns, unless a setting names it', async () => {
    const { environment } = await go(other.aws.url, {});
    expect(environment['LATCHKEY_VENDOR_ACCOUNT_ID']).toBe(vendorAccountId);
    expect(environment['LATCHKEY_TEMPLATES_URL']).toBe('http://127.0.0.1:3999/_templates');
    const said = { LATCHKEY_VENDOR_ACCOUNT_ID: '123456789012', LATCHKEY_TEMPLATES_URL: 'https://s3.example/templates' };
    expect((await go(other.aws.url, said)).environment).toMatchObject(said);
  });

  test.each([
    [
      'nothing listens at the endpoint',
      'http://127.0.0.1:1',
      own,
      /^STS at AWS_ENDPOINT_URL .* did not return the account of the credentials: .*ECONNREFUSED/,
    ],
    [
      'the key is wrong',
      undefined,
      { AWS_ACCESS_KEY_ID: 'AKIANOBODYNOBODYNOBO' },
      /the account of the credentials: .*invalid/,
    ],
    [
      'nothing listens at the endpoint, even if a setting names the account',
      'http://127.0.0.1:1',
      { LATCHKEY_VENDOR_ACCOUNT_ID: '123456789012' },
      /^The table and the queues could not be created at AWS_ENDPOINT_URL .*ECONNREFUSED/,
    ],
  ])('cannot be determined if %s, and the error says what to check', async (_, at, more, sentence) => {
    const failed = await go(at ?? other.aws.url, more).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SettingError);
    expect(String(failed instanceof Error && failed.message)).toMatch(sentence);
  });
});

test('the table and the queues of infra/ are created there, with the dead-letter queues', async () => {
  expect((await other.dynamoDb().send(new ListTablesCommand())).TableNames).toEqual(['latchkey-state']);
  const urls = await queueUrls();
  expect(urls.map((each) => each.slice(each.lastIndexOf('/') + 1)).toSorted()).toEqual(queues.toSorted());
  const QueueUrl = urls.find((each) => each.endsWith('-work'));
  const { Attributes } = await other
    .sqs()
    .send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }));
  expect(Attributes?.['RedrivePolicy']).toContain(`:${vendorAccountId}:latchkey-work-dlq`);
});

test('a tenant is onboarded in the other AWS with working keys, and without a trust probe if that is switched off', async () => {
  const access = await call('POST', `/v1/tenants/${tenant.tenantId}/access`, {
    accountId: tenant.accountId,
    blueprint: 'tutum',
  });
  const { launchUrl, templateUrl } = access.body;
  const template = await (await fetch(templateUrl)).text();
  expect([...localTemplates().values()]).toContain(template);
  await other.control('POST', 'launch', { launchUrl, accountId: tenant.accountId });

  const made = await call('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum' });
  expect(made).toMatchObject({ status: 201, body: { status: 'claimed' } });
  const [key] = made.body.credentials ?? [];
  const { Arn } = await other.sts(key).send(new GetCallerIdentityCommand());
  expect(Arn).toMatch(new RegExp(`^arn:aws:iam::${tenant.accountId}:user/latchkey/tutum/[a-z2-7]{8}/ob_\\w+/tutum$`));

  const { calls } = z
    .object({ calls: z.array(z.object({ operation: z.string(), outcome: z.string() })) })
    .parse((await other.control('GET', 'calls')).json);
  expect(calls.filter(({ operation }) => operation === 'sts:AssumeRole')).toEqual([
    { operation: 'sts:AssumeRole', outcome: 'ok' },
  ]);
});

test('asynchronous work uses the queue there', async () => {
  const asked = await call(
    'POST',
    '/v1/onboardings',
    { ...tenant, blueprint: 'tutum', parameters: { userName: 'later', policyName: 'later-policy' } },
    { prefer: 'respond-async' },
  );
  expect(asked.status).toBe(202);
  const status = await eventually(async () => {
    const { body } = await call('GET', `/v1/onboardings/${asked.body.id}`);
    return body.status === 'provisioning' ? undefined : body.status;
  }, 'nobody worked on it');
  expect(status).toBe('ready');
});

test('the stack starts no sandbox', async () => {
  await expect(fetch(`http://127.0.0.1:${String(awsPort)}/_sandbox/data`)).rejects.toThrow('fetch failed');
});

test('without credentials the stack does not start, and the error says which to set', async () => {
  const refused = start({ AWS_ENDPOINT_URL: other.aws.url, PORT: String(await freePort()) });
  const said = refused.stderr === null ? '' : await text(refused.stderr);
  expect(said).toMatch(/^AWS_ENDPOINT_URL is set.*AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.*\n$/);
});

test.each([
  { given: undefined, endpoint: undefined },
  { given: '', endpoint: undefined },
  { given: 'http://127.0.0.1:4566/', endpoint: 'http://127.0.0.1:4566' },
])('AWS_ENDPOINT_URL=$given leads to $endpoint', ({ given, endpoint }) => {
  expect(externalEndpoint({ AWS_ENDPOINT_URL: given })).toBe(endpoint);
});

test.each(['localhost:4566', 'four'])('AWS_ENDPOINT_URL=%s is refused with an explanation', (given) => {
  expect(() => externalEndpoint({ AWS_ENDPOINT_URL: given })).toThrow('AWS_ENDPOINT_URL must be the URL');
});
