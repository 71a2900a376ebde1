import { CreateUserCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { clientsOf, vendor } from './aws/clients.ts';
import { compileCache } from '../support/compileCache.ts';
import { freePort } from '../support/freePort.ts';

const tenant = { tenantId: 'alone', accountId: '444455556666' };
const answer = z.looseObject({
  id: z.string().default(''),
  status: z.string().default(''),
  launchUrl: z.string().default(''),
  credentials: z.array(z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })).nullish(),
  receipt: z.object({ resources: z.array(z.object({ status: z.string() })) }).optional(),
});

const started: ChildProcess[] = [];
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-sandbox-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => stop(child)));
  rmSync(directory, { recursive: true, force: true });
});

function start(file: string, environment: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [file], {
    env: { ...compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.resume();
  started.push(child);
  return child;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

/** Resolves with the output of the process when the output contains these words. */
function said({ stdout }: ChildProcess, words: string): Promise<string> {
  let all = '';
  return new Promise((resolve) => {
    // Reads the output to its end, because a full pipe would block the process.
    stdout?.on('data', (part: Buffer) => {
      all += part.toString('utf8');
      if (all.includes(words)) resolve(all);
    });
    stdout?.on('end', () => {
      resolve(all);
    });
  });
}

async function startSandbox(more: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const child = start('local/sandbox.ts', { AWS_PORT: String(port), DATA_DIR: join(directory, 'aws'), ...more });
  return { child, url: `http://127.0.0.1:${String(port)}`, welcome: await said(child, 'Ctrl-C stops it.') };
}

async function startLatchkey(environment: Readonly<Record<string, string>>) {
  const port = await freePort();
  const child = start('local/main.ts', {
    PORT: String(port),
    AWS_PORT: String(await freePort()),
    DATA_DIR: join(directory, 'latchkey'),
    // Long times, because two processes start on a machine that may be busy.
    LATCHKEY_LEASE_MS: '60000',
    LATCHKEY_REQUEST_TIMEOUT_MS: '10000',
    ...environment,
  });
  await said(child, 'Ctrl-C stops it.');
  const url = `http://127.0.0.1:${String(port)}`;
  return async (method: string, path: string, body?: object, more: Readonly<Record<string, string>> = {}) => {
    const headers = { authorization: 'Bearer local-dev-token', 'content-type': 'application/json', ...more };
    const response = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: answer.parse(await response.json()) };
  };
}

/** Returns the settings for `npm start` in the output of the sandbox. */
function settingsIn(welcome: string): Readonly<Record<string, string>> {
  const line = welcome.split('\n').find((each) => each.endsWith(' npm start')) ?? '';
  return Object.fromEntries([...line.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}

test('npm run sandbox starts the sandbox', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(scripts['sandbox']).toBe('node local/sandbox.ts');
});

test('the sandbox prints the settings for npm start, and with them access, launch, create, claim and offboard work', async () => {
  const { url, welcome } = await startSandbox();
  const settings = settingsIn(welcome);
  expect(settings).toEqual({
    AWS_ENDPOINT_URL: url,
    LATCHKEY_CONSOLE_URL: url,
    AWS_ACCESS_KEY_ID: vendor.accessKeyId,
    AWS_SECRET_ACCESS_KEY: vendor.secretAccessKey,
  });
  const call = await startLatchkey(settings);

  const access = await call('POST', `/v1/tenants/${tenant.tenantId}/access`, {
    accountId: tenant.accountId,
    blueprint: 'tutum',
  });
  const { launchUrl } = access.body;
  expect(launchUrl).toContain(`${url}/cloudformation/home?`);
  const launched = await fetch(`${url}/_sandbox/launch`, {
    method: 'POST',
    body: JSON.stringify({ launchUrl, accountId: tenant.accountId }),
  });
  expect([launched.status, await launched.json()]).toEqual([
    201,
    expect.objectContaining({ status: 'CREATE_COMPLETE' }),
  ]);

  const asked = await call('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum' }, { prefer: 'respond-async' });
  expect(asked.status).toBe(202);
  const path = `/v1/onboardings/${asked.body.id}`;
  let { status } = asked.body;
  for (let tries = 0; tries < 600 && status === 'provisioning'; tries += 1) {
    await sleep(25);
    ({ status } = (await call('GET', path)).body);
  }
  expect(status).toBe('ready');
  const claimed = await call('POST', `${path}/credentials`);
  expect(claimed.status).toBe(200);
  const [key] = claimed.body.credentials ?? [];
  const whoIs = () => clientsOf({ url }).sts(key).send(new GetCallerIdentityCommand());
  expect((await whoIs()).Arn).toMatch(new RegExp(`^arn:aws:iam::${tenant.accountId}:user/latchkey/tutum/`));

  const ended = await call('DELETE', path);
  expect(ended.body.receipt?.resources.map((resource) => resource.status)).toEqual(['removed', 'removed', 'removed']);
  await expect(whoIs()).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
}, 60_000);

test('Ctrl-C stops the sandbox, and a start in the same directory has the same data', async () => {
  const first = await startSandbox();
  await clientsOf(first)
    .iam()
    .send(new CreateUserCommand({ UserName: 'kept' }));
  expect(await stop(first.child, 'SIGINT')).toBe(0);
  await expect(fetch(`${first.url}/_sandbox/data`)).rejects.toThrow('fetch failed');

  const second = await startSandbox();
  const { Users = [] } = await clientsOf(second).iam().send(new ListUsersCommand());
  expect(Users.map(({ UserName }) => UserName)).toEqual(['kept']);
}, 60_000);

test('AWS_LAG makes the sandbox eventually consistent, and the output says so', async () => {
  // With this seed, no machine shows the first write for seven seconds.
  const { url, welcome } = await startSandbox({ AWS_LAG: 'bad', AWS_LAG_SEED: '28', DATA_DIR: ':memory:' });
  expect(welcome).toContain('bad, with the times of AWS_LAG_SEED=28');
  const iam = clientsOf({ url }).iam();
  await iam.send(new CreateUserCommand({ UserName: 'late' }));
  await expect(iam.send(new GetUserCommand({ UserName: 'late' }))).rejects.toMatchObject({ Code: 'NoSuchEntity' });
}, 60_000);

test.each([
  [{ AWS_LAG: 'slow' }, /^AWS_LAG must be one of off, usual, bad, not "slow"\.\n$/],
  [{ AWS_PORT: 'x' }, /^AWS_PORT must be a port number from 1 to 65535, not "x"\.\n$/],
])('with %j the sandbox does not start, and the error says why', async (environment, sentence) => {
  const child = spawn(process.execPath, ['local/sandbox.ts'], {
    env: { ...compileCache, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  expect(await text(child.stderr)).toMatch(sentence);
});
