import { DeleteRoleCommand, DeleteRolePolicyCommand, ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../catalog/index.ts';
import { tutum } from '../../catalog/tutum.ts';
import { startAws } from '../../local/aws/index.ts';
import { startService } from '../../local/service.ts';
import { localTemplates, startStack, type LocalStack } from '../../local/stack.ts';
import { clientsOf } from './aws/clients.ts';
import { roleNameOf } from '../support/tenantNames.ts';

const apiToken = 'test-token';
const options = { port: 0, awsPort: 0, apiToken, dataDir: ':memory:', sweepEveryMs: 0 };
const acme = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };
const bootstrapRole = roleNameOf(acme);
const bootstrapRoles = catalog.map(({ name }) => roleNameOf(acme, name)).toSorted();

const health = async (url: string) => (await fetch(`${url}/v1/health`)).status;

async function call(url: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${apiToken}`,
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json: unknown = await answer.json();
  return { status: answer.status, json };
}

const users = async (awsUrl: string) =>
  (await clientsOf({ url: awsUrl }).iam().send(new ListUsersCommand())).Users?.map(({ UserName }) => UserName);
const roles = async (awsUrl: string) =>
  (await clientsOf({ url: awsUrl }).iam().send(new ListRolesCommand())).Roles?.map(({ RoleName }) => RoleName);

describe('a running stack', () => {
  let stack: LocalStack;

  beforeAll(async () => {
    stack = await startStack(options);
  });

  afterAll(() => stack.close(0));

  test('is healthy and has the tenant’s stacks launched', async () => {
    expect(await health(stack.url)).toBe(200);
    expect(await roles(stack.awsUrl)).toEqual(bootstrapRoles);
  });

  test('onboards in one request; a reset restores the seeded state, and health is 503 during the reset', async () => {
    expect(await call(stack.url, '/v1/onboardings', acme)).toMatchObject({
      status: 201,
      json: { status: 'claimed', credentials: [{ userName: 'tutum' }] },
    });
    expect(await users(stack.awsUrl)).toEqual(['tutum']);
    const reset = fetch(`${stack.awsUrl}/_sandbox/reset`, { method: 'POST' });
    let worst = 200;
    while (worst === 200) worst = await health(stack.url);
    expect(worst).toBe(503);
    expect((await reset).status).toBe(200);
    expect(await health(stack.url)).toBe(200);
    expect(await users(stack.awsUrl)).toEqual([]);
    expect(await roles(stack.awsUrl)).toEqual(bootstrapRoles);
    expect(await call(stack.url, '/v1/onboardings', acme)).toMatchObject({ status: 201 });
  });
});

test('the worker takes an asynchronous onboarding from the queue', async () => {
  const stack = await startStack(options);
  const { status, json } = await call(stack.url, '/v1/onboardings', acme, { prefer: 'respond-async' });
  expect(status).toBe(202);
  const id = typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '';
  let current: unknown;
  do {
    await new Promise((resolve) => setTimeout(resolve, 20));
    current = (await call(stack.url, `/v1/onboardings/${id}`)).json;
  } while (typeof current === 'object' && current !== null && 'status' in current && current.status === 'provisioning');
  expect(current).toMatchObject({ status: 'ready' });
  await stack.close(0);
});

test('a data directory is seeded once for each blueprint: resources that the tenant deletes stay deleted after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-'));
  const first = await startStack({ ...options, dataDir });
  const iam = clientsOf({ url: first.awsUrl }).iam();
  await iam.send(new DeleteRolePolicyCommand({ RoleName: bootstrapRole, PolicyName: 'provision' }));
  await iam.send(new DeleteRoleCommand({ RoleName: bootstrapRole }));
  await first.close(0);
  const more = [...catalog, { ...tutum, name: 'ztutum' }];
  const second = await startStack({ ...options, dataDir, catalog: more });
  const further = roleNameOf(acme, 'ztutum');
  expect(await roles(second.awsUrl)).toEqual([...bootstrapRoles.filter((role) => role !== bootstrapRole), further]);
  await fetch(`${second.awsUrl}/_sandbox/reset`, { method: 'POST' });
  expect(await roles(second.awsUrl)).toEqual([...bootstrapRoles, further]);
  await second.close(0);
  await rm(dataDir, { recursive: true });
});

test('the service can be stopped and started while AWS keeps running', async () => {
  const aws = await startAws({ port: 0, dataDir: ':memory:', templates: localTemplates() });
  const start = () => startService({ ...options, awsUrl: aws.url });
  const before = await start();
  expect(await call(before.url, '/v1/onboardings', acme)).toMatchObject({ status: 201 });
  await before.close(0);
  const after = await start();
  expect(await call(after.url, '/v1/onboardings', acme)).toMatchObject({ status: 409 });
  await after.close(0);
  await aws.close();
});
