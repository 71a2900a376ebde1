import * as z from 'zod';
import { lockOut } from '../support/lockOut.ts';
import {
  shortRequests,
  startPatientStack,
  roleRefused,
  denied,
  idOf,
  keysOf,
  claimedKey,
  knownTenant,
  readyOne,
  claimedOne,
  problemsOf,
} from '../support/lateAws.ts';
import { deletePolicy } from '../support/rolePolicy.ts';
import { inventory, later, type Answer, type Fault, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startPatientStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const boundary = /^latchkey-boundary-tutum-/;
/** Deletes the stack's boundary, and returns a function that restores it. */
async function withoutBoundary(tenant: Tenant) {
  const root = testStack.root(tenant);
  const { Policies = [] } = await root.listPolicies({ Scope: 'Local' });
  const { Arn: PolicyArn, PolicyName } = Policies.find((each) => boundary.test(each.PolicyName ?? '')) ?? {};
  const { PolicyVersion } = await root.getPolicyVersion({ PolicyArn, VersionId: 'v1' });
  await root.deletePolicy({ PolicyArn });
  const PolicyDocument = decodeURIComponent(PolicyVersion?.Document ?? '');
  return () => root.createPolicy({ PolicyName, PolicyDocument });
}

describe('a permissions boundary that AWS does not show yet', () => {
  test('does not end a create: Latchkey waits, because a stack creates its boundary after its role', async () => {
    const tenant = await testStack.newTenant();
    const restore = await withoutBoundary(tenant);
    const answer = await testStack.create(tenant);
    expect([answer.status, answer.body.status]).toEqual([202, 'provisioning']);
    // The boundary is read while the user is created with it.
    expect(answer.body.waiting?.reason).toMatch(/^AWS answered iam:(CreateUser|GetPolicy) with NoSuchEntity/);
    await restore();
    expect(await keysOf(testStack, answer)).toMatchObject({ userName: 'tutum' });
    expect(await problemsOf(testStack, idOf(answer))).not.toContain('stack-outdated');
  });

  test.each([
    ['NoSuchEntity', { status: 404, message: 'Policy was not found.' }],
    ['AccessDenied', { status: 403, message: 'User: ob is not authorized to perform: iam:GetPolicy' }],
  ])('is not stack-outdated if one read of it is %s: the problem quotes the refused create', async (code, answer) => {
    const tenant = await testStack.newTenant();
    const read: Fault = { operation: 'iam:GetPolicy', kind: 'answer', code, ...answer, times: 1 };
    const create = denied(tenant, 'iam:CreateUser', 'with an explicit deny in a service control policy');
    await testStack.fault(read);
    await testStack.fault(create);
    const created = await testStack.create(tenant);
    expect([created.status, created.body.type]).toEqual([409, 'urn:latchkey:problem:access-denied']);
    expect(created.body.detail).toContain(create.message);
    expect(await testStack.sandbox('GET', 'faults')).toMatchObject({ faults: [create] });
  });
});

describe('one refusal of a role that Latchkey has assumed before', () => {
  /** The attempt and both trust probes are refused: three calls. */
  const refuseOnce = (tenant: Tenant) => testStack.fault({ ...roleRefused(tenant), times: 3 });

  test('does not stop a create', async () => {
    const tenant = await knownTenant(testStack);
    await refuseOnce(tenant);
    expect(await keysOf(testStack, await testStack.create(tenant))).toMatchObject({ userName: 'tutum' });
  });

  test('does not stop a worker’s attempt', async () => {
    const tenant = await knownTenant(testStack);
    await refuseOnce(tenant);
    expect(await testStack.read(await readyOne(testStack, tenant))).toMatchObject({ status: 'ready' });
  });

  test('does not stop a claim', async () => {
    const tenant = await knownTenant(testStack);
    const id = await readyOne(testStack, tenant);
    await refuseOnce(tenant);
    expect(await claimedKey(testStack, id)).toMatchObject({ userName: 'tutum' });
    expect(await problemsOf(testStack, id)).not.toContain('needs_attention');
  });

  test.each([
    ['in the request', undefined],
    ['in a worker', later],
  ])('does not stop an offboarding %s', async (_where, more) => {
    const tenant = await knownTenant(testStack);
    const { id } = await claimedOne(testStack, tenant);
    await refuseOnce(tenant);
    await testStack.offboard(id, more);
    await testStack.until(id, 'offboarded');
    expect(await problemsOf(testStack, id)).not.toContain('needs_attention');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });
});

describe('if a role is refused for longer than a request takes,', () => {
  test('a claim answers 202 and quotes AWS with its request ID, and succeeds when the role can be assumed again', async () => {
    const tenant = await knownTenant(testStack);
    const id = await readyOne(testStack, tenant);
    const refusal = roleRefused(tenant);
    await testStack.fault(refusal);
    const waiting = await testStack.claim(id);
    expect([waiting.status, waiting.body.status]).toEqual([202, 'ready']);
    const { reason = '' } = (await testStack.get(id)).body.waiting ?? {};
    expect(reason).toContain(`AWS answered sts:AssumeRole with AccessDenied: ${refusal.message} (request ID `);
    expect(reason).toMatch(/\(request ID [\w-]{20,}\)$/);
    await testStack.clearFaults();
    expect(await claimedKey(testStack, id)).toMatchObject({ userName: 'tutum' });
    expect((await testStack.get(id)).body.waiting).toBeUndefined();
  });

  /** Sends a request while the role is refused. Expects that a worker has to end it, and that the answer quotes AWS. */
  async function askRefused(tenant: Tenant, ask: () => Promise<Answer>, status: string): Promise<Answer> {
    const refusal = roleRefused(tenant);
    await testStack.fault(refusal);
    const waiting = await ask();
    expect([waiting.status, waiting.body.status]).toEqual([202, status]);
    expect(waiting.body.waiting?.reason).toContain(refusal.message);
    expect(waiting.body.waiting?.reason).toMatch(/\(request ID [\w-]{20,}\)$/);
    await testStack.clearFaults();
    return waiting;
  }

  test('a DELETE answers 202 and quotes AWS with its request ID, and a worker completes it when the role can be assumed again', async () => {
    const tenant = await knownTenant(testStack);
    const { id } = await claimedOne(testStack, tenant);
    await askRefused(tenant, () => testStack.offboard(id), 'offboarding');
    await testStack.until(id, 'offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test('a create answers 202 and quotes AWS with its request ID, and a worker completes it when the role can be assumed again', async () => {
    const tenant = await knownTenant(testStack);
    const waiting = await askRefused(tenant, () => testStack.create(tenant), 'provisioning');
    expect(await keysOf(testStack, waiting)).toMatchObject({ userName: 'tutum' });
  });
});

describe('if a role is refused until its window is over,', () => {
  let impatient: VirtualStack;
  beforeAll(async () => {
    const environment = { ...shortRequests, LATCHKEY_LOST_ACCESS_MS: '6000' };
    impatient = await startVirtualStack({ sweepEveryMs: 500, environment });
  });
  afterAll(() => impatient.close());

  test('the access is lost: a claim answers first 202 and later 409 access-lost, and the onboarding needs attention', async () => {
    const tenant = await impatient.newTenant();
    const { body } = await impatient.create(tenant, {}, later);
    await impatient.until(body.id, 'ready');
    await lockOut(impatient, tenant);
    let answer = await impatient.claim(body.id);
    expect([answer.status, answer.body.status]).toEqual([202, 'ready']);
    while (answer.status === 202) answer = await impatient.claim(body.id);
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
    expect(answer.body.detail).toMatch(/^AWS answered sts:AssumeRole with AccessDenied: .* \(request ID [\w-]+\)\. /);
    expect((await impatient.get(body.id)).body.status).toBe('needs_attention');
  });

  test('the access is lost: a DELETE answers 202, and a worker sets the onboarding to needs_attention; a DELETE ends it when the role can be assumed again', async () => {
    const tenant = await impatient.newTenant();
    const { body } = await impatient.create(tenant, {}, later);
    await impatient.until(body.id, 'ready');
    const restoreTrust = await lockOut(impatient, tenant);
    const first = await impatient.offboard(body.id);
    expect([first.status, first.body.status]).toEqual([202, 'offboarding']);
    expect(first.body.waiting?.reason).toContain('AWS answered sts:AssumeRole with AccessDenied');
    expect(await impatient.until(body.id, 'needs_attention')).toMatchObject({ problem: { slug: 'access-lost' } });
    await restoreTrust();
    await impatient.offboard(body.id);
    await impatient.until(body.id, 'offboarded');
    expect(await inventory(impatient, tenant)).toEqual(nothing);
  });
});

describe('a stack that was launched a moment ago', () => {
  test('whose role may do nothing yet: the create is 202 and quotes AWS, and a worker completes it', async () => {
    const tenant = await testStack.newTenant();
    const restore = await deletePolicy(testStack, tenant);
    const answer = await testStack.create(tenant);
    expect([answer.status, answer.body.status]).toEqual([202, 'provisioning']);
    expect(answer.body.waiting?.reason).toMatch(
      /^AWS answered iam:\w+ with AccessDenied: User: arn:\S+ is not authorized to perform: iam:.*\(request ID [\w-]{20,}\)$/,
    );
    await restore();
    expect(await keysOf(testStack, answer)).toMatchObject({ userName: 'tutum' });
    expect((await inventory(testStack, tenant)).users).toMatchObject([{ keys: [expect.any(String)] }]);
  });

  test('whose role cannot be assumed yet: the onboarding waits for access and quotes AWS, and can be provisioned later', async () => {
    const tenant = await testStack.newTenant();
    const refusal = roleRefused(tenant);
    await testStack.fault(refusal);
    const answer = await testStack.create(tenant);
    expect([answer.status, answer.body.status]).toEqual([201, 'awaiting_access']);
    const { detail = '' } = answer.body.problem ?? {};
    expect(detail).toContain(`AWS answered sts:AssumeRole with AccessDenied: ${refusal.message} (request ID `);
    expect(detail).toContain('is not launched yet, or CloudFormation is still creating it');
    await testStack.clearFaults();
    expect(await keysOf(testStack, await testStack.provision(answer.body.id))).toMatchObject({ userName: 'tutum' });
  });
});

test('a step says how many calls it took, how often it tried again, and how long it waited for AWS', async () => {
  const tenant = await testStack.newTenant();
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'answer', status: 400, code: 'Throttling', times: 2 });
  const { text } = await testStack.create(tenant);
  const { steps } = z.object({ steps: z.array(z.looseObject({ name: z.string() })) }).parse(JSON.parse(text));
  const step = (name: string) => steps.find((each) => each.name === name);
  const pauses: unknown = expect.any(Number);
  // The fourth call reads the permissions boundary.
  expect(step('create-user tutum')).toMatchObject({ calls: 4, retries: 2, waitedMs: pauses, attempts: 1 });
  expect(step('create-policy tutum-policy')).toMatchObject({ calls: 1 });
  expect(step('create-policy tutum-policy')).not.toHaveProperty('retries');
});
