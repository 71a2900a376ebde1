import { IAM } from '@aws-sdk/client-iam';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { eventually, eventuallyTrue } from '../support/eventually.ts';
import { freePort } from '../support/freePort.ts';

/** Five creates start 70 ms apart, so that the kill interrupts each at another point. */
const moments = 5;
const apartMs = 70;

const onboarding = z.looseObject({
  id: z.string().optional(),
  status: z.union([z.string(), z.number()]),
  onboarding: z.string().optional(),
  receipt: z
    .object({ resources: z.array(z.looseObject({ type: z.string(), accessKeyId: z.string().optional() })) })
    .optional(),
});
const offer = z.object({ launchUrl: z.string() });

let dataDir: string;
let ports: { readonly api: number; readonly aws: number };
let running: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'latchkey-kill-'));
  ports = { api: await freePort(), aws: await freePort() };
});
afterAll(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Short, so that a process that was killed is soon taken over. A busy machine may not keep them. */
const shortTimes = { LATCHKEY_LEASE_MS: '2000', LATCHKEY_REQUEST_TIMEOUT_MS: '700', LATCHKEY_MARGIN_MS: '100' };

async function start(times: Readonly<Record<string, string>>): Promise<void> {
  const env = {
    ...process.env,
    // Empty, so that the process starts its own sandbox: the tests' environment sets an endpoint that does not exist.
    AWS_ENDPOINT_URL: '',
    PORT: String(ports.api),
    AWS_PORT: String(ports.aws),
    DATA_DIR: dataDir,
    ...times,
  };
  running = spawn(process.execPath, ['local/main.ts'], { env, stdio: 'ignore' });
  const isUp = () =>
    fetch(`http://127.0.0.1:${String(ports.api)}/v1/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventuallyTrue(isUp, 'the stack did not start');
}

async function kill(): Promise<void> {
  if (running === undefined || running.exitCode !== null) return;
  const exited = once(running, 'exit');
  running.kill('SIGKILL');
  await exited;
  running = undefined;
}

async function call(method: string, path: string, body?: object) {
  const headers = { authorization: 'Bearer local-dev-token', 'content-type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${String(ports.api)}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function sandbox(path: string, body: object): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${String(ports.aws)}/_sandbox/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

const tenants = Array.from({ length: moments }, (_, index) => ({
  tenantId: `tenant-${String(index)}`,
  accountId: String(500_000_000_000 + index),
}));
const create = (tenant: object) => call('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum' });

/** Waits until the onboarding that holds the slot is `ready` or `claimed`, and returns it. */
async function untilEnded(tenant: object) {
  let last: unknown;
  return eventually(
    async () => {
      const again = onboarding.parse((await create(tenant)).body);
      last = again;
      const id = again.onboarding ?? again.id;
      if (id === undefined) return undefined;
      const found = onboarding.parse((await call('GET', `/v1/onboardings/${id}`)).body);
      last = found;
      return ['ready', 'claimed'].includes(String(found.status)) ? found : undefined;
    },
    () => `it never came to rest: ${JSON.stringify(last)}`,
  );
}

test('after kill -9 at five points of a create, and again during its takeover, each onboarding has one user, one policy and only the key that its record names', async () => {
  await start(shortTimes);
  for (const { tenantId, accountId } of tenants) {
    const { launchUrl } = offer.parse(
      (await call('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint: 'tutum' })).body,
    );
    await sandbox('launch', { launchUrl, accountId });
  }
  for (const operation of ['iam:*', 'sts:*', 'dynamodb:PutItem'])
    await sandbox('faults', { operation, kind: 'delay', ms: 60 });

  const answers = tenants.map(async (tenant, index) => {
    await sleep(index * apartMs);
    return create(tenant).then(
      ({ status }) => status,
      () => 'cut off',
    );
  });
  await sleep(moments * apartMs + 60);
  await kill();
  const met = await Promise.all(answers);
  expect(met).toContain('cut off');

  await start(shortTimes);
  const secondTry = tenants.map((tenant) => create(tenant).catch(() => undefined));
  await sleep(2300);
  await kill();
  await Promise.all(secondTry);

  await start({});
  const ended = await Promise.all(tenants.map(untilEnded));
  for (const [index, { accountId }] of tenants.entries()) {
    const iam = new IAM({
      endpoint: `http://127.0.0.1:${String(ports.aws)}`,
      region: 'us-east-1',
      credentials: { accessKeyId: accountId, secretAccessKey: 'test' },
    });
    // The receipt also has undisclosed keys, with the status `removed`.
    const lines = ended[index]?.receipt?.resources.filter(({ status }) => status !== 'removed');
    const named = lines?.flatMap(({ accessKeyId }) => accessKeyId ?? []);
    const { Users = [] } = await iam.listUsers({});
    const { Policies = [] } = await iam.listPolicies({ Scope: 'Local', PathPrefix: '/latchkey/' });
    const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName: 'tutum' });
    const found = {
      users: Users.length,
      policies: Policies.length,
      keys: AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId),
    };
    expect([accountId, found]).toEqual([accountId, { users: 1, policies: 1, keys: named }]);
  }
}, 180_000);
