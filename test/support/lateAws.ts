import { keyOf, later, startTestStack, type Answer, type Fault, type Tenant, type TestStack } from './testStack.ts';

/** Windows that outlast each of these tests: what AWS is late with is waited for. */
export const longWindows = {
  LATCHKEY_SESSION_LAG_MS: '40000',
  LATCHKEY_ROLE_LAG_MS: '40000',
  LATCHKEY_ENTITY_LAG_MS: '40000',
  LATCHKEY_BOUNDARY_LAG_MS: '40000',
  LATCHKEY_LOST_ACCESS_MS: '40000',
};
/** Requests so short that a worker has to go on. */
export const shortRequests = {
  LATCHKEY_REQUEST_BUDGET_MS: '4000',
  LATCHKEY_REQUEST_TIMEOUT_MS: '1500',
  LATCHKEY_MARGIN_MS: '200',
};

/** Starts a stack that waits for a late AWS, in workers after each short request. */
export const startPatientStack = (): Promise<TestStack> =>
  startTestStack({ sweepEveryMs: 200, environment: { ...longWindows, ...shortRequests } });

const roleOf = ({ accountId }: Tenant, blueprint = 'tutum') =>
  `arn:aws:iam::${accountId}:role/latchkey-bootstrap-${blueprint}`;

type Denial = Fault & { readonly message: string };

/** AWS's refusal to let Latchkey assume the role, in AWS's words. */
export const roleRefused = (tenant: Tenant, why = ''): Denial => ({
  operation: 'sts:AssumeRole',
  kind: 'answer',
  status: 403,
  code: 'AccessDenied',
  message: `User: arn:aws:sts::999988887777:assumed-role/latchkey-local/local is not authorized to perform: sts:AssumeRole on resource: ${roleOf(tenant)}${why}`,
});

/** AWS's denial of a call, in AWS's words. */
export const denied = ({ accountId }: Tenant, operation: string, why: string): Denial => ({
  operation,
  kind: 'answer',
  status: 403,
  code: 'AccessDenied',
  message: `User: arn:aws:sts::${accountId}:assumed-role/latchkey-bootstrap-tutum/ob is not authorized to perform: ${operation} ${why}`,
});

/** A session or key that AWS does not know yet, in AWS's words. */
export const unknownToken = (operation: string): Fault => ({
  operation,
  kind: 'answer',
  status: 403,
  code: 'InvalidClientTokenId',
  message: 'The security token included in the request is invalid.',
  times: 1,
});

export const idOf = ({ body }: Answer) => body.onboarding ?? body.id;

/** Follows a create or provision to its keys, as a caller does: waits for the worker after a 202, and then claims. */
export async function keysOf(testStack: TestStack, answer: Answer) {
  if (answer.status === 201 && answer.body.status === 'claimed') return keyOf(answer);
  await testStack.until(answer.body.id, 'ready');
  return claimedKey(testStack, answer.body.id);
}

/** Claims again for as long as the answer is 202. */
export async function claimedKey(testStack: TestStack, id: string) {
  for (;;) {
    const claim = await testStack.claim(id);
    if (claim.status !== 202) return keyOf(claim);
    await testStack.until(id, 'ready');
  }
}

/** A role that has let Latchkey in before, so that its refusal may be a delay. */
export async function knownTenant(testStack: TestStack): Promise<Tenant> {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant);
  await testStack.offboard(body.id);
  await testStack.until(body.id, 'offboarded');
  return tenant;
}

export async function readyOne(testStack: TestStack, tenant: Tenant) {
  const { body } = await testStack.create(tenant, {}, later);
  await testStack.until(body.id, 'ready');
  return body.id;
}

export async function claimedOne(testStack: TestStack, tenant: Tenant) {
  const id = await readyOne(testStack, tenant);
  return { id, key: await claimedKey(testStack, id) };
}

/** Everything that an onboarding has been through, and its status. */
export const problemsOf = async (testStack: TestStack, id: string) => {
  const { audit, status } = await testStack.read(id);
  return [...audit.map((each) => JSON.stringify(each)), status].join(' ');
};
