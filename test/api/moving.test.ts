import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { startAws, type LocalAws } from '../../local/aws/index.ts';
import { createSandbox } from '../../local/sandbox/index.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { vendorAccountId } from '../../local/sandbox/vendor.ts';
import { localTemplates } from '../../local/stack.ts';
import { startService, type LocalService } from '../../local/service.ts';
import { copyTable } from '../../scripts/copyTable.ts';
import { asOperator } from '../support/operator.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { inventory, keyOf, later, startTestStack, token, type Tenant, type TestStack } from '../support/testStack.ts';

const answered = z.looseObject({
  status: z.union([z.string(), z.number()]).optional(),
  externalId: z.string().optional(),
  credentials: z.array(z.unknown()).nullish(),
  access: z.object({ launchUrl: z.string() }).optional(),
  stacks: z.array(z.object({ launchUrl: z.string(), updateCommand: z.string() })).default([]),
});

const otherAccount = '888877776666';
const vendorKeys = { accessKeyId: 'LKIALATCHKEYLOCAL000', secretAccessKey: 'test' };

/** The IAM of all accounts, which both deployments see. */
let sandbox: Sandbox;
let testStack: TestStack;
let newAws: LocalAws | undefined;
let moved: LocalService | undefined;
beforeEach(async () => {
  sandbox = createSandbox({ dataDir: ':memory:' });
  testStack = await startTestStack({ sandbox, sweepEveryMs: 0 });
});
afterEach(async () => {
  await moved?.close(0);
  await newAws?.close();
  await testStack.stack.service.close(0);
  await testStack.stack.aws.close();
});

/** Returns credentials of a role in the new account whose name begins with the namespace, as those of the functions do. */
async function roleIn(accountId: string) {
  const at = { endpoint: testStack.awsUrl, region: 'us-east-1' };
  const root = new IAM({ ...at, credentials: { accessKeyId: accountId, secretAccessKey: 'test' } });
  const allow = (...each: readonly object[]) =>
    JSON.stringify({ Version: '2012-10-17', Statement: each.map((rest) => ({ Effect: 'Allow', ...rest })) });
  const RoleName = 'latchkey-work';
  const trust = allow({ Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'sts:AssumeRole' });
  const bootstrap = allow(
    { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/latchkey-bootstrap-*' },
    { Action: ['dynamodb:*', 'sqs:*'], Resource: '*' },
  );
  await root.createRole({ RoleName, AssumeRolePolicyDocument: trust });
  await root.putRolePolicy({ RoleName, PolicyName: 'work', PolicyDocument: bootstrap });
  const own = allow({ Action: 'sts:AssumeRole', Resource: '*' });
  await root.createUser({ UserName: 'deployer' });
  await root.putUserPolicy({ UserName: 'deployer', PolicyName: 'assume', PolicyDocument: own });
  const { AccessKey } = await root.createAccessKey({ UserName: 'deployer' });
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {};
  const sts = new STS({ ...at, credentials: { accessKeyId, secretAccessKey } });
  const RoleArn = `arn:aws:iam::${accountId}:role/${RoleName}`;
  const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName: 'moved' });
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  };
}

const tableAt = (endpoint: string, own: Readonly<Record<string, string>> = {}) => ({
  client: new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: {
      accessKeyId: own['AWS_ACCESS_KEY_ID'] ?? vendorKeys.accessKeyId,
      secretAccessKey: own['AWS_SECRET_ACCESS_KEY'] ?? vendorKeys.secretAccessKey,
      ...(own['AWS_SESSION_TOKEN'] !== undefined && { sessionToken: own['AWS_SESSION_TOKEN'] }),
    },
  }),
  TableName: 'latchkey-state',
});

const moves: readonly {
  to: string;
  environment: () => Promise<Readonly<Record<string, string>>>;
  hasToUpdate: boolean;
}[] = [
  {
    to: 'another account',
    environment: async () => ({ LATCHKEY_VENDOR_ACCOUNT_ID: otherAccount, ...(await roleIn(otherAccount)) }),
    hasToUpdate: true,
  },
  { to: 'another Region', environment: () => Promise.resolve({ AWS_REGION: 'eu-west-1' }), hasToUpdate: false },
];

test.each(moves)(
  'a deployment moves to $to in the order of docs/moving.md: no key stops working, and everything can be continued there',
  async ({ environment, hasToUpdate }) => {
    const old = testStack;
    const tenant = await old.newTenant();
    const claimed = await old.create(tenant);
    const key = keyOf(claimed);
    const unlaunched = old.nextTenant();
    const waiting = (await old.create(unlaunched)).body.id;
    const isWorking = () => old.stsWith(key).getCallerIdentity({});

    // Stop, let end what has begun, stop the functions, copy.
    const own = await environment();
    const accountId = hasToUpdate ? otherAccount : vendorAccountId;
    newAws = await startAws({ port: 0, dataDir: ':memory:', templates: localTemplates(), sandbox, accountId });
    const from = tableAt(old.awsUrl);
    const to = tableAt(newAws.url, own);
    await expect(copyTable(from, to)).rejects.toThrow('not stopped');
    await old.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 400, times: 1 });
    const last = await old.newTenant();
    const { id: lastId } = (await old.create(last, {}, later)).body;
    expect((await old.request('POST', '/v1/stops/all', { reason: 'We are moving.' }, asOperator)).status).toBe(200);
    await expect(copyTable(from, to)).rejects.toThrow(`in progress. Wait until they are complete: ${lastId}`);
    await old.until(lastId, 'ready');
    const items = await old.items();
    await old.stack.service.close(1000);
    expect(await copyTable(from, to)).toEqual({ items: items.length, written: items.length });
    expect(await copyTable(from, to)).toEqual({ items: items.length, written: 0 });

    moved = await startService({
      port: 0,
      awsUrl: newAws.url,
      apiToken: token,
      dataDir: ':memory:',
      seeds: false,
      environment: own,
    });
    const ask = async (method: string, path: string, body?: object, as: Readonly<Record<string, string>> = {}) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...as };
      const answer = await fetch(`${moved?.url ?? ''}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, text, body: answered.parse(JSON.parse(text || '{}')) };
    };
    const create = ({ tenantId, accountId }: Tenant, name: string) =>
      ask('POST', '/v1/onboardings', {
        ...{ tenantId, accountId, blueprint: 'tutum' },
        parameters: { userName: name, policyName: `${name}-policy` },
      });
    expect((await create(tenant, 'early')).status).toBe(503);
    await isWorking();

    // The tenants update their stacks, if the account is another one. Links that were not launched yet are sent again.
    const stackOf = async ({ tenantId, accountId }: Tenant) =>
      (await ask('GET', `/v1/tenants/${tenantId}/access/${accountId}`)).body.stacks[0];
    for (const each of [tenant, last]) {
      const stack = await stackOf(each);
      expect(stack?.updateCommand).toContain(`ParameterKey=VendorAccountId,ParameterValue=${accountId}`);
      const launch = { launchUrl: stack?.launchUrl, accountId: each.accountId, update: true };
      if (hasToUpdate) await old.sandbox('POST', 'launch', launch);
    }
    const { launchUrl } = (await ask('GET', `/v1/onboardings/${waiting}`)).body.access ?? {};
    await old.sandbox('POST', 'launch', { launchUrl, accountId: unlaunched.accountId });
    expect((await ask('DELETE', '/v1/stops/all', undefined, asOperator)).status).toBe(204);

    expect((await create(tenant, 'second')).body.credentials).toHaveLength(1);
    expect((await ask('POST', `/v1/onboardings/${lastId}/credentials`)).body.credentials).toHaveLength(1);
    expect((await ask('POST', `/v1/onboardings/${waiting}/provision`)).body.status).toBe('ready');
    await isWorking();
    expect((await ask('DELETE', `/v1/onboardings/${claimed.body.id}`)).body.status).toBe('offboarded');
    expect((await inventory(testStack, tenant)).users.map(({ name }) => name)).toEqual(['second']);

    // A role of the old account can no longer assume the bootstrap role.
    const RoleArn = `arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant)}`;
    const { externalId } = (await ask('GET', `/v1/tenants/${tenant.tenantId}/access/${tenant.accountId}`)).body;
    const asOld = old.stsWith(vendorKeys).assumeRole({ RoleArn, ExternalId: externalId, RoleSessionName: 'old' });
    if (hasToUpdate) await expect(asOld).rejects.toMatchObject({ name: 'AccessDenied' });
    else expect((await asOld).Credentials).toBeDefined();
  },
);
