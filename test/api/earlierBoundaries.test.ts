import { tutum } from '../../catalog/tutum.ts';
import { boundaryNames, boundaryText } from '../../lib/blueprints/permissionsBoundary.ts';
import { tenantToken } from '../../lib/core/names.ts';
import type { Tenant } from '../support/testStack.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0 });
});
afterAll(() => {
  testStack.close();
});

const region = 'us-west-2';

/**
 * Returns a tenant whose stack and access are of a version of Latchkey that wrote the values of the parameters into the
 * name of the boundary, and both names.
 */
async function tenantOfEarlierVersion() {
  const tenant = testStack.nextTenant();
  await testStack.launch(tenant);
  const owner = { namespace: 'latchkey', tenantToken: tenantToken(tenant.tenantId) };
  const [current = '', earlier = ''] = boundaryNames(owner, tutum, { region }, 1);
  expect(earlier).toMatch(/-us-west-2-1$/);
  const root = testStack.root(tenant);
  const arnOf = (name: string) => `arn:aws:iam::${tenant.accountId}:policy/${name}`;
  const [launched = ''] = boundaryNames(owner, tutum, { region: 'any' }, 1);
  const PolicyDocument = boundaryText(tutum, { region }, { accountId: tenant.accountId, partition: 'aws' });
  await root.createPolicy({ PolicyName: earlier, PolicyDocument });
  const role = { RoleName: roleNameOf(tenant), PolicyName: 'provision' };
  const permissions = decodeURIComponent((await root.getRolePolicy(role)).PolicyDocument ?? '');
  await root.putRolePolicy({
    ...role,
    PolicyDocument: permissions
      .replaceAll(launched, earlier)
      // The role of such a stack could not read the document of a boundary.
      .replace(
        '"iam:GetPolicy","iam:GetPolicyVersion"],"Resource":"arn:aws:iam::',
        '"iam:GetPolicy"],"Resource":"arn:aws:iam::',
      ),
  });
  const [item] = (await testStack.items()).filter(
    ({ boundaries, tenantId }) => boundaries !== undefined && tenantId === tenant.tenantId,
  );
  const { pk, sk } = item ?? {};
  await testStack.changeItem({ pk: String(pk), sk: String(sk) }, (before) => ({
    ...before,
    boundaries: { tutum: [{ name: earlier, values: { region }, generation: 1 }] },
  }));
  return { tenant, current: arnOf(current), earlier: arnOf(earlier) };
}

const boundaryOf = async (tenant: Tenant, UserName: string) =>
  (await testStack.root(tenant).getUser({ UserName })).User?.PermissionsBoundary?.PermissionsBoundaryArn;

const named = (userName: string) => ({ parameters: { region, userName, policyName: `${userName}-policy` } });

test('a stack of an earlier version still gives users its boundary, and an update of the stack the new one', async () => {
  const { tenant, current, earlier } = await tenantOfEarlierVersion();
  const first = await testStack.create(tenant, named('first'));
  expect([first.status, await boundaryOf(tenant, 'first')]).toEqual([201, earlier]);
  const health = await testStack.request('GET', `/v1/onboardings/${first.body.id}/health`);
  expect(health.status).toBe(200);
  // The link of a request leads to the template of today, in which the name of the boundary has a digest.
  await testStack.launch(tenant, { region }, 'tutum', true);
  const second = await testStack.create(tenant, named('second'));
  expect([second.status, await boundaryOf(tenant, 'second')]).toEqual([201, current]);
  expect(await boundaryOf(tenant, 'first')).toBe(earlier);
});

test('a boundary with another document than its name promises gives no key, and leaves no user behind', async () => {
  const tenant = testStack.nextTenant();
  await testStack.launch(tenant);
  const owner = { namespace: 'latchkey', tenantToken: tenantToken(tenant.tenantId) };
  const [launched = ''] = boundaryNames(owner, tutum, { region: 'any' }, 1);
  const root = testStack.root(tenant);
  await root.createPolicyVersion({
    PolicyArn: `arn:aws:iam::${tenant.accountId}:policy/${launched}`,
    PolicyDocument: boundaryText(tutum, { region }, { accountId: tenant.accountId, partition: 'aws' }),
    SetAsDefault: true,
  });
  const { status, body } = await testStack.create(tenant, { parameters: { userName: 'late' } });
  expect([status, body.type]).toEqual([409, expect.stringContaining('stack-outdated')]);
  const { Users = [] } = await root.listUsers({});
  expect(Users.map(({ UserName }) => UserName)).not.toContain('late');
});
