import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { parseOnboarding } from '../../lib/record/onboarding.ts';
import { startStack, type StackOptions } from '../../local/stack.ts';
import { assertDeclared } from './declared.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What an answer holds is what the tests are about; each looks at the part it names.
  readonly body: z.infer<typeof bodySchema>;
  readonly text: string;
}

const credential = z.object({
  userName: z.string(),
  userArn: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  verification: z.string(),
});
const bodySchema = z.looseObject({
  id: z.string().default(''),
  status: z.union([z.string(), z.number()]).default(''),
  type: z.string().optional(),
  detail: z.string().default(''),
  onboarding: z.string().optional(),
  retryable: z.boolean().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
  steps: z
    .array(
      z.object({
        name: z.string(),
        status: z.string(),
        startedAt: z.string().nullable(),
        endedAt: z.string().nullable(),
      }),
    )
    .default([]),
  credentials: z.array(credential).nullish(),
  credentialsReason: z.string().optional(),
  access: z.record(z.string(), z.string()).optional(),
  link: z.object({ url: z.string(), token: z.string(), expiresAt: z.string() }).optional(),
  launchUrl: z.string().default(''),
  externalId: z.string().default(''),
  receipt: z
    .object({ resources: z.array(z.looseObject({ type: z.string(), arn: z.string(), status: z.string() })) })
    .optional(),
  problem: z.looseObject({ type: z.string(), detail: z.string() }).optional(),
});

export interface Fault {
  readonly operation: string;
  readonly kind: 'delay' | 'throttle' | 'fail-before' | 'fail-after' | 'lose-answer' | 'appear-late';
  readonly ms?: number;
  readonly times?: number;
}

export interface Tenant {
  readonly tenantId: string;
  readonly accountId: string;
}

const callSchema = z.object({
  calls: z.array(
    z.object({
      at: z.string(),
      accountId: z.string(),
      principal: z.string(),
      operation: z.string(),
      outcome: z.string(),
    }),
  ),
});
export type Call = z.infer<typeof callSchema>['calls'][number];

const trustSchema = z.object({ Version: z.string(), Statement: z.array(z.record(z.string(), z.unknown())) });

export const token = 'test-token';
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

/** Times so short that a lease can run out in a test; their ratios are those of the real ones. */
export const shortTimes = {
  LATCHKEY_LEASE_MS: '1500',
  LATCHKEY_REQUEST_TIMEOUT_MS: '400',
  LATCHKEY_MARGIN_MS: '100',
  LATCHKEY_REQUEST_BUDGET_MS: '4000',
};

/** Leaves the work to the worker. */
export const later = { prefer: 'respond-async' };

/**
 * The whole local stack on free ports, in memory, with what a test needs to look into it and to trouble it; without the
 * seeded tenant, unless `seeds` is asked for.
 */
export async function startTestStack(options: Partial<StackOptions> = {}) {
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    apiToken: token,
    dataDir: ':memory:',
    seeds: false,
    ...options,
  });
  const { url, awsUrl } = stack;
  let tenants = 0;

  const request = async (
    method: string,
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assertDeclared(method, path, { status: response.status, text });
    return {
      status: response.status,
      headers: response.headers,
      body: bodySchema.parse(JSON.parse(text || '{}')),
      text,
    };
  };
  const sandbox = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${awsUrl}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`/_sandbox/${path}: ${String(response.status)} ${await response.text()}`);
    return response.status === 204 ? undefined : JSON.parse((await response.text()) || 'null');
  };
  const clientOf = (credentials: { accessKeyId: string; secretAccessKey: string }) => ({
    endpoint: awsUrl,
    region: 'us-east-1',
    credentials,
  });
  const dynamodb = () =>
    DynamoDBDocumentClient.from(
      new DynamoDBClient(clientOf({ accessKeyId: 'LKIALATCHKEYLOCAL000', secretAccessKey: 'test' })),
    );
  const table = dynamodb();
  const read = async (id: string): Promise<Onboarding> => {
    const { Item } = await table.send(
      new GetCommand({
        TableName: 'latchkey-state',
        Key: { pk: `onboarding#${id}`, sk: 'record' },
        ConsistentRead: true,
      }),
    );
    return parseOnboarding(Item);
  };
  const nextTenant = (): Tenant => {
    tenants += 1;
    return { tenantId: `tenant-${String(tenants)}`, accountId: String(400_000_000_000 + tenants) };
  };
  const launch = async ({ tenantId, accountId }: Tenant, parameters: object = {}, blueprint = 'tutum') => {
    const { body } = await request('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint, parameters });
    await sandbox('POST', 'launch', { launchUrl: body.launchUrl, accountId });
    return body;
  };

  return {
    stack,
    url,
    awsUrl,
    request,
    sandbox,
    table,
    read,
    nextTenant,
    launch,
    /** A tenant of its own for each test, in an account of its own, with the stack launched. */
    newTenant: async (parameters: object = {}): Promise<Tenant> => {
      const tenant = nextTenant();
      await launch(tenant, parameters);
      return tenant;
    },
    create: (tenant: Tenant, body: object = {}, more: Readonly<Record<string, string>> = {}) =>
      request('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum', ...body }, more),
    get: (id: string) => request('GET', `/v1/onboardings/${id}`),
    provision: (id: string, more?: Readonly<Record<string, string>>) =>
      request('POST', `/v1/onboardings/${id}/provision`, undefined, more),
    offboard: (id: string, more?: Readonly<Record<string, string>>) =>
      request('DELETE', `/v1/onboardings/${id}`, undefined, more),
    claim: (id: string, more?: Readonly<Record<string, string>>) =>
      request('POST', `/v1/onboardings/${id}/credentials`, undefined, more),
    fault: (fault: Fault) => sandbox('POST', 'faults', fault),
    clearFaults: () => sandbox('DELETE', 'faults'),
    calls: async (tenant: Tenant): Promise<readonly Call[]> =>
      callSchema
        .parse(await sandbox('GET', 'calls'))
        .calls.filter(({ accountId, principal }) => accountId === tenant.accountId && !principal.endsWith(':root')),
    /** IAM in the account, as its root. */
    root: ({ accountId }: Tenant) => new IAM(clientOf({ accessKeyId: accountId, secretAccessKey: 'test' })),
    iamWith: (credentials: { accessKeyId: string; secretAccessKey: string }) => new IAM(clientOf(credentials)),
    stsWith: (credentials: { accessKeyId: string; secretAccessKey: string }) => new STS(clientOf(credentials)),
    /** Rewrites the bootstrap role's trust statement, as a tenant's administrator could. */
    openTrust: async (tenant: Tenant, change: (statement: Record<string, unknown>) => Record<string, unknown>) => {
      const iam = new IAM(clientOf({ accessKeyId: tenant.accountId, secretAccessKey: 'test' }));
      const RoleName = 'latchkey-bootstrap-tutum';
      const { Role } = await iam.getRole({ RoleName });
      const document = trustSchema.parse(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')));
      const PolicyDocument = JSON.stringify({ ...document, Statement: document.Statement.map(change) });
      await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument });
    },
    /** Waits until Latchkey has made this call in the tenant's account. */
    untilCalled: async (tenant: Tenant, operation: string) => {
      for (let tries = 0; tries < 100; tries += 1) {
        const { calls } = callSchema.parse(await sandbox('GET', 'calls'));
        if (
          calls.some(
            (call) =>
              call.accountId === tenant.accountId && call.operation === operation && !call.principal.endsWith(':root'),
          )
        )
          return;
        await sleep(20);
      }
      throw new Error(`${operation} was not called`);
    },
    items: async () => (await table.send(new ScanCommand({ TableName: 'latchkey-state' }))).Items ?? [],
    /** Waits until the onboarding is in one of these statuses. */
    until: async (id: string, ...statuses: readonly string[]): Promise<Onboarding> => {
      for (let tries = 0; tries < 200; tries += 1) {
        const record = await read(id);
        if (statuses.includes(record.status)) return record;
        await sleep(50);
      }
      throw new Error(`${id} is ${(await read(id)).status}, not ${statuses.join(' or ')}`);
    },
    close: () => stack.close(),
  };
}

export type TestStack = Awaited<ReturnType<typeof startTestStack>>;

/** The one key of an answer. */
export function keyOf({ body, status }: Answer) {
  const key = body.credentials?.[0];
  if (key === undefined) throw new Error(`no keys in ${String(status)}: ${body.detail}`);
  return key;
}

/** What of ours is in an account: users with their keys and policies. */
export async function inventory(testStack: TestStack, tenant: Tenant) {
  const iam = testStack.root(tenant);
  const { Users = [] } = await iam.listUsers({});
  const { Policies = [] } = await iam.listPolicies({ Scope: 'Local' });
  const users = await Promise.all(
    Users.map(async ({ UserName = '', Path }) => {
      const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName });
      const { AttachedPolicies = [] } = await iam.listAttachedUserPolicies({ UserName });
      return {
        name: UserName,
        path: Path,
        keys: AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId),
        policies: AttachedPolicies.map(({ PolicyName }) => PolicyName),
      };
    }),
  );
  return {
    users,
    policies: Policies.map(({ PolicyName = '' }) => PolicyName).filter((name) => !name.includes('-boundary-')),
  };
}
