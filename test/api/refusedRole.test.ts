import {
  startPatientStack,
  roleRefused,
  unknownToken,
  idOf,
  keysOf,
  claimedKey,
  knownTenant,
  readyOne,
  problemsOf,
} from '../support/lateAws.ts';
import type { Tenant } from '../support/testStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startPatientStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

describe('one refusal of the credentials of Latchkey’s own function', () => {
  const vendorSide = 'urn:latchkey:problem:vendor-side-error';
  /** The attempt and both trust probes are refused: three calls. */
  const refuseOnce = () => testStack.fault({ ...unknownToken('sts:AssumeRole'), times: 3 });

  test('makes a create answer 503 with a problem that says nothing about the tenant; the onboarding can be provisioned later', async () => {
    const tenant = await testStack.newTenant();
    await refuseOnce();
    const answer = await testStack.create(tenant);
    expect([answer.status, answer.body.type, answer.body.retryable]).toEqual([503, vendorSide, true]);
    expect(answer.body.detail).not.toMatch(/launch|credit card/i);
    await testStack.clearFaults();
    expect(await keysOf(testStack, await testStack.provision(idOf(answer)))).toMatchObject({ userName: 'tutum' });
  });

  test('is not reported as lost access by a claim or an offboarding', async () => {
    const tenant = await knownTenant(testStack);
    const id = await readyOne(testStack, tenant);
    await refuseOnce();
    const refused = await testStack.claim(id);
    expect([refused.status, refused.body.type]).toEqual([503, vendorSide]);
    await testStack.clearFaults();
    expect(await claimedKey(testStack, id)).toMatchObject({ userName: 'tutum' });
    await refuseOnce();
    await testStack.offboard(id);
    await testStack.until(id, 'offboarded');
    expect(await problemsOf(testStack, id)).not.toContain('needs_attention');
  });
});

describe('an explicit deny by a resource control policy', () => {
  const rcp = (tenant: Tenant) => roleRefused(tenant, ' with an explicit deny in a resource control policy');
  const exception = '"Condition": {"StringNotEquals": {"aws:PrincipalAccount": "999988887777"}}';

  test('makes a create fail at once with 409 role-denied, which has AWS’s sentence and the condition to add', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault(rcp(tenant));
    const answer = await testStack.create(tenant);
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:latchkey:problem:role-denied']);
    expect(answer.body.detail).toContain(`AWS answered sts:AssumeRole with AccessDenied: ${rcp(tenant).message}`);
    expect(answer.body.detail).toContain(exception);
    expect(answer.body.detail).not.toMatch(/launch the stack/i);
    // One call of the attempt and two of the trust probe: none was sent again.
    const calls = (await testStack.calls(tenant)).filter(({ operation }) => operation === 'sts:AssumeRole');
    expect(calls.length).toBeLessThanOrEqual(3);
  });

  test.each(['claim', 'offboard'] as const)('makes a %s 409 role-denied at once', async (request) => {
    const tenant = await knownTenant(testStack);
    const id = await readyOne(testStack, tenant);
    await testStack.fault(rcp(tenant));
    const answer = await testStack[request](id);
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:latchkey:problem:role-denied']);
    expect(answer.body.detail).toContain(rcp(tenant).message);
    expect(answer.body.detail).toContain(exception);
    expect((await testStack.get(id)).body.status).toBe('needs_attention');
    await testStack.clearFaults();
    await testStack.offboard(id);
    await testStack.until(id, 'offboarded');
  });
});
