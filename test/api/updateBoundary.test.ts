import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { withBlueprint, withPolicies } from '../support/blueprintVersions.ts';
import { mayOf, tenantFor } from '../support/onboarded.ts';
import { inventory } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack();
});
afterEach(async () => {
  testStack.deploy(catalog);
  await testStack.clearFaults();
});
afterAll(() => {
  testStack.close();
});

const update = (id: string, parameters: object = {}) =>
  testStack.request('POST', `/v1/onboardings/${id}/update`, { parameters });
const stepsSchema = z.object({ steps: z.array(z.string()) });
const preview = async (id: string) =>
  stepsSchema.parse(JSON.parse((await testStack.ask('POST', `/v1/onboardings/${id}/update/preview`, {})).text));

/** Tutum whose users need a boundary of its own version, which the tenant agrees to with an update of the stack. */
const wider = withBlueprint('tutum', (tutum) => ({
  ...tutum,
  ...withPolicies(tutum, 's3:ListAllMyBuckets'),
  permissionsBoundary: [
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['ec2:*', 's3:*', 'iam:*'], Resource: '*' }] },
  ],
}));

describe('a stack that has another boundary than the users', () => {
  test('the users get it before their policies, because the role attaches policies to no others', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    testStack.deploy(wider);
    expect((await update(created.body.id)).body.type).toBe('urn:latchkey:problem:stack-outdated');
    await testStack.launch(tenant, {}, 'tutum', true);
    const { steps } = await preview(created.body.id);
    expect(steps.slice(0, 3)).toEqual([
      'create-policy tutum-policy-v2',
      'set-boundary tutum',
      'attach tutum-policy-v2 to tutum',
    ]);
    const { status, body } = await update(created.body.id);
    expect([status, body.status, body.outdated]).toEqual([200, 'claimed', false]);
    expect(await mayOf(testStack, tenant, created, 's3:ListAllMyBuckets', 'ec2:RunInstances')).toEqual({
      's3:ListAllMyBuckets': true,
      'ec2:RunInstances': false,
    });
  });

  test('also if the old one would allow the new plan', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
    const { status, body } = await update(created.body.id, { region: 'us-west-2' });
    expect([status, body.lastUpdate]).toEqual([200, expect.objectContaining({ outcome: 'updated' })]);
  });

  test('an undone update says that the users keep it', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    testStack.deploy(wider);
    await testStack.launch(tenant, {}, 'tutum', true);
    await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'answer', status: 409, code: 'LimitExceeded' });
    const { status, body } = await update(created.body.id);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:quota-exceeded']);
    expect(body.detail).toContain('The users keep the permissions boundary arn:');
    await testStack.clearFaults();
    expect((await inventory(testStack, tenant)).policies).toEqual(['tutum-policy']);
    const { body: health } = await testStack.request('GET', `/v1/onboardings/${created.body.id}/health`);
    expect(['as_planned', 'incomplete']).toContain(health.result);
    expect((await update(created.body.id)).status).toBe(200);
  });
});
