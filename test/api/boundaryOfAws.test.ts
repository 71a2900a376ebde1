import { blueprintSchema } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { previewOf } from '../support/previewOf.ts';
import { keyOf } from '../support/testStack.ts';
import { tenantFor } from '../support/onboarded.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const audit = (permissionsBoundary: unknown) =>
  blueprintSchema.parse({
    name: 'audit',
    title: 'Audit: reads the configuration of an account',
    source: 'made up for tests',
    parameters: {
      userName: { kind: 'name', of: 'user', default: 'auditor', description: 'Name of the user.' },
    },
    policies: [],
    groups: [],
    users: [{ name: '${userName}', groups: [], attach: [{ managed: 'AmazonEC2FullAccess' }] }],
    permissionsBoundary,
    differences: [],
    notes: [],
  });
const ofAws = audit({ managed: 'IAMReadOnlyAccess' });
const ofStack = audit([
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }] },
]);
const arn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0 });
});
beforeEach(() => {
  testStack.deploy([...catalog, ofAws]);
});
afterAll(() => {
  testStack.close();
});

test('a policy of AWS is the boundary of the users, and the stack makes none', async () => {
  const tenant = await tenantFor(testStack, 'audit');
  const answer = await testStack.create(tenant, { blueprint: 'audit' });
  expect([answer.status, answer.body.status]).toEqual([201, 'claimed']);
  const root = testStack.root(tenant);
  const { User } = await root.getUser({ UserName: keyOf(answer).userName });
  expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(arn);
  expect((await root.listPolicies({ Scope: 'Local' })).Policies).toEqual([]);
  const again = await testStack.create(tenant, { blueprint: 'audit', parameters: { userName: 'again' } });
  expect(again.status).toBe(201);
  expect((await testStack.offboard(answer.body.id)).body.status).toBe('offboarded');
});

test.each([
  ['a boundary of the stack', ofStack],
  ['another policy of AWS', audit({ managed: 'AmazonEC2FullAccess' })],
])('users with a policy of AWS as their boundary can be updated to %s', async (_, version) => {
  const tenant = await tenantFor(testStack, 'audit');
  const { body } = await testStack.create(tenant, { blueprint: 'audit' });
  const users = version.users.map((user) => ({ ...user, attach: [...user.attach, { managed: 'IAMReadOnlyAccess' }] }));
  testStack.deploy([...catalog, { ...version, users }]);
  await testStack.launch(tenant, {}, 'audit', true);
  const updated = await testStack.request('POST', `/v1/onboardings/${body.id}/update`, {});
  expect([updated.status, updated.body]).toEqual([
    200,
    expect.objectContaining({ status: 'claimed', outdated: false }),
  ]);
});

test('the health of such an onboarding has no difference', async () => {
  const tenant = await tenantFor(testStack, 'audit');
  const { body } = await testStack.create(tenant, { blueprint: 'audit' });
  const { text, status } = await testStack.request('GET', `/v1/onboardings/${body.id}/health`);
  expect(status).toBe(200);
  expect(JSON.parse(text)).not.toMatchObject({ state: 'drifted' });
});

test('a stack of an earlier version, which has a boundary of its own, has to be updated', async () => {
  testStack.deploy([...catalog, ofStack]);
  const tenant = await tenantFor(testStack, 'audit');
  const before = await testStack.create(tenant, { blueprint: 'audit' });
  expect(before.status).toBe(201);
  testStack.deploy([...catalog, ofAws]);
  const refused = await testStack.create(tenant, { blueprint: 'audit', parameters: { userName: 'next' } });
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
  const still = await testStack.create(tenant, { blueprint: 'audit', parameters: { userName: 'next' } });
  expect([still.status, still.body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
  await testStack.launch(tenant, {}, 'audit', true);
  const after = await testStack.create(tenant, { blueprint: 'audit', parameters: { userName: 'next' } });
  expect([after.status, after.body.status]).toEqual([201, 'claimed']);
});

test('the preview shows the policy of AWS as the boundary, and says that AWS may change it', async () => {
  const preview = await previewOf(testStack, 'audit', { accountId: '111122223333' });
  expect(preview.boundary).toMatchObject({ name: 'IAMReadOnlyAccess', arn });
  expect(preview.notes.join(' ')).toContain('The permissions boundary is the policy IAMReadOnlyAccess of AWS');
  expect(JSON.stringify(preview.stack)).not.toContain('AWS::IAM::ManagedPolicy');
});
