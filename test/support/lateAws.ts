import { roleNameOf } from './tenantNames.ts';
import { keyOf, later, type AnyStack, type Answer, type Fault, type Tenant } from './testStack.ts';
import { startVirtualStack, type VirtualStack } from './virtualStack.ts';

/** Windows that are longer than each of these tests, so that Latchkey keeps trying while AWS is late. */
export const longWindows = {
  LATCHKEY_SESSION_LAG_MS: '40000',
  LATCHKEY_ROLE_LAG_MS: '40000',
  LATCHKEY_ENTITY_LAG_MS: '40000',
  LATCHKEY_BOUNDARY_LAG_MS: '40000',
  LATCHKEY_LOST_ACCESS_MS: '40000',
};
/** Requests that are so short that a worker has to continue the work. */
export const shortRequests = {
  LATCHKEY_REQUEST_BUDGET_MS: '4000',
  LATCHKEY_REQUEST_TIMEOUT_MS: '1500',
  LATCHKEY_MARGIN_MS: '200',
};

/** Starts a stack that waits for a late AWS, in workers after each short request. */
export const startPatientStack = (): Promise<VirtualStack> =>
  startVirtualStack({ sweepEveryMs: 500, environment: { ...longWindows, ...shortRequests } });

const roleOf = (tenant: Tenant, blueprint = 'tutum') =>
  `arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant, blueprint)}`;

type Denial = Fault & { readonly message: string };

/** The answer of STS that refuses the role to Latchkey, in AWS's words. */
export const roleRefused = (tenant: Tenant, why = ''): Denial => ({
  operation: 'sts:AssumeRole',
  kind: 'answer',
  status: 403,
  code: 'AccessDenied',
  message: `User: arn:aws:sts::999988887777:assumed-role/latchkey-local/local is not authorized to perform: sts:AssumeRole on resource: ${roleOf(tenant)}${why}`,
});

/** The answer of IAM that denies a call, in AWS's words. */
export const denied = (tenant: Tenant, operation: string, why: string): Denial => ({
  operation,
  kind: 'answer',
  status: 403,
  code: 'AccessDenied',
  message: `User: arn:aws:sts::${tenant.accountId}:assumed-role/${roleNameOf(tenant)}/ob is not authorized to perform: ${operation} ${why}`,
});

/** The answer of AWS to a call with a session or key that it does not know yet, in AWS's words. */
export const unknownToken = (operation: string): Fault => ({
  operation,
  kind: 'answer',
  status: 403,
  code: 'InvalidClientTokenId',
  message: 'The security token included in the request is invalid.',
  times: 1,
});

export const idOf = ({ body }: Answer) => body.onboarding ?? body.id;

/**
 * Returns the key after a create or provision, as a caller gets it: if the answer is 202, waits for the worker and then
 * claims.
 */
export async function keysOf(testStack: AnyStack, answer: Answer) {
  if (answer.status === 201 && answer.body.status === 'claimed') return keyOf(answer);
  await testStack.until(answer.body.id, 'ready');
  return claimedKey(testStack, answer.body.id);
}

/** Claims until the answer is not 202, and returns the key. */
export async function claimedKey(testStack: AnyStack, id: string) {
  for (;;) {
    const claim = await testStack.claim(id);
    if (claim.status !== 202) return keyOf(claim);
    await testStack.until(id, 'ready');
  }
}

/** Returns a tenant whose role Latchkey has assumed before, so that a refusal of the role may be a delay. */
export async function knownTenant(testStack: AnyStack): Promise<Tenant> {
  const tenant = await testStack.newTenant();
  const created = await testStack.create(tenant);
  // On a busy machine, a short request may leave the work to a worker, and a DELETE would be too early.
  await keysOf(testStack, created);
  const { body } = created;
  await testStack.offboard(body.id);
  await testStack.until(body.id, 'offboarded');
  return tenant;
}

export async function readyOne(testStack: AnyStack, tenant: Tenant) {
  const { body } = await testStack.create(tenant, {}, later);
  await testStack.until(body.id, 'ready');
  return body.id;
}

export async function claimedOne(testStack: AnyStack, tenant: Tenant) {
  const id = await readyOne(testStack, tenant);
  return { id, key: await claimedKey(testStack, id) };
}

/** Returns the audit trail and the status of an onboarding as one text. */
export const problemsOf = async (testStack: AnyStack, id: string) => {
  const { audit, status } = await testStack.read(id);
  return [...audit.map((each) => JSON.stringify(each)), status].join(' ');
};
