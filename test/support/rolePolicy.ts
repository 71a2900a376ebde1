import { roleNameOf } from './tenantNames.ts';
import type { AnyStack, Tenant } from './testStack.ts';

/** Deletes the only policy of the tenant's bootstrap role, and returns a function that restores it. */
export async function deletePolicy(testStack: AnyStack, tenant: Tenant) {
  const root = testStack.root(tenant);
  const RoleName = roleNameOf(tenant);
  const { PolicyNames = [] } = await root.listRolePolicies({ RoleName });
  const [PolicyName = ''] = PolicyNames;
  const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
  await root.deleteRolePolicy({ RoleName, PolicyName });
  return () => root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) });
}
