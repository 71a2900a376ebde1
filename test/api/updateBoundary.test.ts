import { withBlueprint, withPolicies } from '../support/blueprintVersions.ts';
import { mayOf, tenantFor } from '../support/onboarded.ts';
import { changeRolePolicy } from '../support/rolePolicy.ts';
import { inventory } from '../support/testStack.ts';
import { useDeployableStack } from '../support/useDeployableStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
useDeployableStack((started) => {
  testStack = started;
});

const update = (id: string, parameters: object = {}) =>
  testStack.request('POST', `/v1/onboardings/${id}/update`, { parameters });

/** Returns an onboarding whose update was undone. */
const undone = async (id: string) => {
  const { body } = await testStack.request('GET', `/v1/onboardings/${id}`);
  return body.status === 'claimed' ? body : undefined;
};

/** Tutum whose users need a boundary of its own version, which the tenant agrees to with an update of the stack. */
const wider = withBlueprint('tutum', (tutum) => ({
  ...tutum,
  ...withPolicies(tutum, 's3:ListAllMyBuckets'),
  permissionsBoundary: [
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['ec2:*', 's3:*', 'iam:*'], Resource: '*' }] },
  ],
}));

const inChange = /^iam:(Create|Attach|Detach|Delete|Put)/;

/** Returns an onboarding whose stack was updated to the boundary of a version with more permissions. */
const consented = async () => {
  const tenant = await tenantFor(testStack, 'tutum');
  const created = await testStack.create(tenant, { blueprint: 'tutum' });
  testStack.deploy(wider);
  await testStack.launch(tenant, {}, 'tutum', true);
  return { tenant, created, id: created.body.id };
};

test('users get their new policies, then the new boundary, and then lose the old policies', async () => {
  const { tenant, created, id } = await consented();
  await testStack.sandbox('DELETE', 'calls');
  const { status, body } = await update(id);
  expect([status, body.status, body.outdated]).toEqual([200, 'claimed', false]);
  const calls = (await testStack.calls(tenant)).map(({ operation }) => operation);
  expect(calls.filter((operation) => inChange.test(operation))).toEqual([
    'iam:CreatePolicy',
    'iam:AttachUserPolicy',
    'iam:PutUserPermissionsBoundary',
    'iam:DetachUserPolicy',
    'iam:DeletePolicy',
  ]);
  expect(await mayOf(testStack, tenant, created, 's3:ListAllMyBuckets', 'ec2:RunInstances')).toEqual({
    's3:ListAllMyBuckets': true,
    'ec2:RunInstances': false,
  });
});

test('a stack with a narrower boundary does not stop an update that this boundary allows', async () => {
  const tenant = await tenantFor(testStack, 'tutum');
  const created = await testStack.create(tenant, { blueprint: 'tutum' });
  await testStack.launch(tenant, { region: 'us-west-2' }, 'tutum', true);
  const { status, body } = await update(created.body.id, { region: 'us-west-2' });
  expect([status, body.lastUpdate]).toEqual([200, expect.objectContaining({ outcome: 'updated' })]);
});

test('a role of a stack that may not set boundaries: everything is as before, and the answer has the command', async () => {
  const { tenant, id } = await consented();
  const restore = await changeRolePolicy(testStack, tenant, (statements) =>
    statements.filter(({ Sid }) => Sid !== 'SetBoundary'),
  );
  const before = await inventory(testStack, tenant);
  const { status, body } = await update(id);
  const ended = status === 202 ? await testStack.eventually(() => undone(id), 'not undone') : body;
  expect(JSON.stringify(ended)).toContain('urn:latchkey:problem:stack-outdated');
  expect(JSON.stringify(ended)).toContain('aws cloudformation update-stack');
  expect(await inventory(testStack, tenant)).toEqual(before);
  await restore();
  expect((await update(id)).body).toMatchObject({ status: 'claimed', outdated: false });
});
