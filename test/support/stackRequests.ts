import type { IAM } from '@aws-sdk/client-iam';
import type { STS } from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { parseOnboarding } from '../../lib/record/onboarding.ts';
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
  sealedCredentials: z.object({ jwe: z.string(), kid: z.string(), contentType: z.string() }).optional(),
  sealedUntil: z.string().optional(),
  access: z.record(z.string(), z.string()).optional(),
  link: z.looseObject({ url: z.string(), token: z.string(), expiresAt: z.string() }).optional(),
  launchUrl: z.string().default(''),
  externalId: z.string().default(''),
  receipt: z
    .object({ resources: z.array(z.looseObject({ type: z.string(), arn: z.string(), status: z.string() })) })
    .optional(),
  problem: z.looseObject({ type: z.string(), detail: z.string() }).optional(),
  accessKeys: z
    .array(
      z.looseObject({
        accessKeyId: z.string(),
        userName: z.string(),
        state: z.string(),
        handedOverAt: z.string(),
        endsAt: z.string().optional(),
        keptBecause: z.string().optional(),
      }),
    )
    .default([]),
  rotateBy: z.string().optional(),
  lastUpdate: z
    .looseObject({ outcome: z.string(), problem: z.looseObject({ type: z.string(), detail: z.string() }).optional() })
    .optional(),
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
type Call = z.infer<typeof callSchema>['calls'][number];

const trustSchema = z.object({ Version: z.string(), Statement: z.array(z.record(z.string(), z.unknown())) });

/** Reads an answer of the API. */
export const readAnswer = (status: number, headers: Headers, text: string): Answer => ({
  status,
  headers,
  // A message is no JSON.
  body: bodySchema.parse(headers.get('content-type') === 'message/rfc822' ? {} : JSON.parse(text || '{}')),
  text,
});

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

type Item = Readonly<Record<string, unknown>>;

/** The key of an item of the state table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** What the requests of a test need of the stack that they are sent to. */
export interface StackParts {
  /** Sends a request to the API. */
  readonly request: (
    method: string,
    path: string,
    body?: unknown,
    more?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Sends a request to the control API of the sandbox. */
  readonly sandbox: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly iam: (keys: Keys) => IAM;
  readonly sts: (keys: Keys) => STS;
  /** Returns an item of the state table, or undefined. */
  readonly item: (key: ItemKey) => Promise<Item | undefined>;
  /** The time of the stack (epoch ms). */
  readonly now: () => number;
  /** Writes an item of the state table, in place of one that may be there. */
  readonly putItem: (item: Item & ItemKey) => Promise<unknown>;
  /** Returns all items of the state table. */
  readonly items: () => Promise<readonly Item[]>;
  /** Calls `look` repeatedly until it returns a value. Throws `missing` if that never happens. */
  readonly eventually: <T>(
    look: () => T | undefined | Promise<T | undefined>,
    missing: string | (() => string | Promise<string>),
  ) => Promise<T>;
}

/** The requests of a test to a stack, whether it runs on sockets (testStack.ts) or in virtual time (virtualStack.ts). */
export function stackRequests({ request, sandbox, iam, sts, item, putItem, items, now, eventually }: StackParts) {
  let tenants = 0;
  const root = ({ accountId }: Tenant) => iam({ accessKeyId: accountId, secretAccessKey: 'test' });
  const read = async (id: string): Promise<Onboarding> =>
    parseOnboarding(await item({ pk: `onboarding#${id}`, sk: 'record' }));
  /** Changes an item, as a program other than Latchkey can. Throws if it does not exist. */
  const changeItem = async (key: ItemKey, change: (before: Item) => Item): Promise<void> => {
    const before = await item(key);
    if (before === undefined) throw new Error(`there is no item ${key.pk}`);
    await putItem({ ...change(before), ...key });
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
    request,
    sandbox,
    read,
    items,
    now,
    putItem,
    changeItem,
    /** Changes the record of an onboarding. */
    changeRecord: (id: string, change: (record: Onboarding) => object) =>
      changeItem({ pk: `onboarding#${id}`, sk: 'record' }, (before) => ({
        ...before,
        ...change(parseOnboarding(before)),
      })),
    nextTenant,
    launch,
    eventually,
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
    rotate: (id: string, body: object, more?: Readonly<Record<string, string>>, query = '') =>
      request('POST', `/v1/onboardings/${id}/credentials/rotate${query}`, body, more),
    fault: (fault: Fault) => sandbox('POST', 'faults', fault),
    clearFaults: () => sandbox('DELETE', 'faults'),
    calls,
    /** IAM in the account, as its root. */
    root,
    iamWith: iam,
    stsWith: sts,
    /** Changes the statements of the bootstrap role's trust policy, as a tenant's administrator can. */
    openTrust: async (tenant: Tenant, change: (statement: Record<string, unknown>) => Record<string, unknown>) => {
      const RoleName = roleNameOf(tenant);
      const { Role } = await root(tenant).getRole({ RoleName });
      const document = trustSchema.parse(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')));
      const PolicyDocument = JSON.stringify({ ...document, Statement: document.Statement.map(change) });
      await root(tenant).updateAssumeRolePolicy({ RoleName, PolicyDocument });
    },
    /** Waits until Latchkey has made this call in the tenant's account. */
    untilCalled: (tenant: Tenant, operation: string) =>
      eventually(
        async () => (await calls(tenant)).find((call) => call.operation === operation),
        `${operation} was not called`,
      ),
    /** Waits until the onboarding is in one of these statuses. */
    until: (id: string, ...statuses: readonly string[]): Promise<Onboarding> =>
      recordWhen(
        id,
        ({ status }) => statuses.includes(status),
        ({ status }) => `${id} is ${status}, not ${statuses.join(' or ')}`,
      ),
    recordWhen,
  };
}

/** What a test can do with a stack of either kind. */
export type AnyStack = ReturnType<typeof stackRequests>;
