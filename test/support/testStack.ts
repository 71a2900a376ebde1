import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { startStack, type StackOptions } from '../../local/stack.ts';
import { apiToken } from '../model/calls.ts';
import { assertDeclared } from './declared.ts';
import { eventually } from './eventually.ts';
import { readAnswer, stackRequests, type AnyStack, type Answer, type Tenant } from './stackRequests.ts';

export type { AnyStack, Answer, Fault, Tenant } from './stackRequests.ts';

/** The token of the vendor's back end, in both kinds of stacks. */
export const token = apiToken;
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

/**
 * Times in which nothing is late, on however busy a machine. The local stack's own timeout of 2 seconds is reached when
 * many processes share the CPU.
 */
export const longTimes = { LATCHKEY_LEASE_MS: '60000', LATCHKEY_REQUEST_TIMEOUT_MS: '10000' };

/**
 * The end of an access, and of an external ID, waits until no earlier call can still use it: for as long as a call may take.
 * For tests that end one for real, on sockets.
 */
export const shortCalls = { LATCHKEY_REQUEST_TIMEOUT_MS: '2500' };

/** A refused role and a denied call are final at once, for tests of what Latchkey does then. */
export const believedAtOnce = { LATCHKEY_LOST_ACCESS_MS: '1', LATCHKEY_ROLE_LAG_MS: '1' };

/** Leaves the work to the worker. */
export const later = { prefer: 'respond-async' };

/**
 * Starts the local stack on free ports and in memory, with functions to inspect it and to inject faults. It has the seeded
 * tenant only with the option `seeds`, and `longTimes` without others.
 */
export async function startTestStack(options: Partial<StackOptions> = {}) {
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    apiToken: token,
    dataDir: ':memory:',
    seeds: false,
    ...options,
    environment: { ...longTimes, ...options.environment },
  });
  const { url, awsUrl } = stack;
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
    await assertDeclared(method, path, { status: response.status, text });
    return readAnswer(response.status, response.headers, text);
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
      { marshallOptions: { removeUndefinedValues: true } },
    );
  const table = dynamodb();
  return {
    ...stackRequests({
      request,
      sandbox,
      iam: (keys) => new IAM(clientOf(keys)),
      sts: (keys) => new STS(clientOf(keys)),
      item: async (Key) =>
        (await table.send(new GetCommand({ TableName: 'latchkey-state', Key, ConsistentRead: true }))).Item,
      putItem: (Item) => table.send(new PutCommand({ TableName: 'latchkey-state', Item })),
      now: Date.now,
      items: async () => (await table.send(new ScanCommand({ TableName: 'latchkey-state' }))).Items ?? [],
      eventually,
    }),
    stack,
    url,
    awsUrl,
    table,
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
export async function inventory(testStack: Pick<AnyStack, 'root'>, tenant: Tenant) {
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
