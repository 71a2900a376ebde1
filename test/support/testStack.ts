import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { parseOnboarding } from '../../lib/record/onboarding.ts';
import { startStack, type StackOptions } from '../../local/stack.ts';
import { assertDeclared } from './declared.ts';
import { eventually, eventuallyTrue } from './eventually.ts';
import { roleNameOf } from './tenantNames.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The schema is loose: each test checks the fields that it is about.
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
  waiting: z.object({ reason: z.string(), until: z.string() }).optional(),
});

export interface Fault {
  readonly operation: string;
  readonly kind: 'delay' | 'throttle' | 'fail-before' | 'fail-after' | 'lose-answer' | 'appear-late' | 'answer';
  readonly ms?: number;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
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

/**
 * Times so short that a lease can run out in a test. A call on this machine has a second, and a request six: on a busy
 * machine it may need most of that.
 */
export const shortTimes = {
  LATCHKEY_LEASE_MS: '4000',
  LATCHKEY_REQUEST_TIMEOUT_MS: '1800',
  LATCHKEY_MARGIN_MS: '100',
  LATCHKEY_REQUEST_BUDGET_MS: '6000',
};

/** Times in which nothing is late, on however busy a machine: for a test that counts calls or writes. */
export const longTimes = { LATCHKEY_LEASE_MS: '60000', LATCHKEY_REQUEST_TIMEOUT_MS: '10000' };

/** A refused role and a denied call are final at once, for tests of what Latchkey does then. */
export const believedAtOnce = { LATCHKEY_LOST_ACCESS_MS: '1', LATCHKEY_ROLE_LAG_MS: '1' };

/** Leaves the work to the worker. */
export const later = { prefer: 'respond-async' };

/**
 * Starts the local stack on free ports and in memory, with functions to inspect it and to inject faults. It has the seeded
 * tenant only with the option `seeds`.
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
  /** Waits until the record is so, and returns it. */
  const recordWhen = (
    id: string,
    isSo: (record: Onboarding) => boolean,
    missing: (record: Onboarding) => string,
  ): Promise<Onboarding> =>
    eventually(
      async () => {
        const record = await read(id);
        return isSo(record) ? record : undefined;
      },
      async () => missing(await read(id)),
    );
  /** What Latchkey has called in the tenant's account. */
  const calls = async (tenant: Tenant): Promise<readonly Call[]> =>
    callSchema
      .parse(await sandbox('GET', 'calls'))
      .calls.filter(({ accountId, principal }) => accountId === tenant.accountId && !principal.endsWith(':root'));
  const nextTenant = (): Tenant => {
    tenants += 1;
    return { tenantId: `tenant-${String(tenants)}`, accountId: String(400_000_000_000 + tenants) };
  };
  /** Creates the tenant's stack, or updates the one that is there. */
  const launch = async (
    { tenantId, accountId }: Tenant,
    parameters: object = {},
    blueprint = 'tutum',
    update = false,
  ) => {
    const { body } = await request('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint, parameters });
    await sandbox('POST', 'launch', { launchUrl: body.launchUrl, accountId, update });
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
    /** Returns a new tenant with a new account, in which the stack is launched. */
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
    calls,
    /** IAM in the account, as its root. */
    root: ({ accountId }: Tenant) => new IAM(clientOf({ accessKeyId: accountId, secretAccessKey: 'test' })),
    iamWith: (credentials: { accessKeyId: string; secretAccessKey: string }) => new IAM(clientOf(credentials)),
    stsWith: (credentials: { accessKeyId: string; secretAccessKey: string }) => new STS(clientOf(credentials)),
    /** Changes the statements of the bootstrap role's trust policy, as a tenant's administrator can. */
    openTrust: async (tenant: Tenant, change: (statement: Record<string, unknown>) => Record<string, unknown>) => {
      const iam = new IAM(clientOf({ accessKeyId: tenant.accountId, secretAccessKey: 'test' }));
      const RoleName = roleNameOf(tenant);
      const { Role } = await iam.getRole({ RoleName });
      const document = trustSchema.parse(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')));
      const PolicyDocument = JSON.stringify({ ...document, Statement: document.Statement.map(change) });
      await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument });
    },
    /** Waits until Latchkey has made this call in the tenant's account. */
    untilCalled: (tenant: Tenant, operation: string) =>
      eventuallyTrue(
        async () => (await calls(tenant)).some((call) => call.operation === operation),
        `${operation} was not called`,
      ),
    items: async () => (await table.send(new ScanCommand({ TableName: 'latchkey-state' }))).Items ?? [],
    /** Waits until the onboarding is in one of these statuses. */
    until: (id: string, ...statuses: readonly string[]): Promise<Onboarding> =>
      recordWhen(
        id,
        ({ status }) => statuses.includes(status),
        ({ status }) => `${id} is ${status}, not ${statuses.join(' or ')}`,
      ),
    recordWhen,
    close: () => stack.close(),
  };
}

export type TestStack = Awaited<ReturnType<typeof startTestStack>>;

/** Returns the first key of an answer. Throws if it has none. */
export function keyOf({ body, status }: Answer) {
  const key = body.credentials?.[0];
  if (key === undefined) throw new Error(`no keys in ${String(status)}: ${body.detail}`);
  return key;
}

/** Returns the users of an account with their keys and policies, and its policies without the boundaries. */
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
