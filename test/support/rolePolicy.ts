import * as z from 'zod';
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

const documentSchema = z.object({ Statement: z.array(z.looseObject({ Sid: z.string() })) });
type Statements = z.infer<typeof documentSchema>['Statement'];

/** Changes the statements of the tenant's bootstrap role, and returns a function that restores them. */
export async function changeRolePolicy(
  testStack: AnyStack,
  tenant: Tenant,
  change: (statements: Statements) => Statements,
) {
  const root = testStack.root(tenant);
  const RoleName = roleNameOf(tenant);
  const { PolicyNames: [PolicyName = ''] = [] } = await root.listRolePolicies({ RoleName });
  const { PolicyDocument = '' } = await root.getRolePolicy({ RoleName, PolicyName });
  const document = decodeURIComponent(PolicyDocument);
  const changed = JSON.stringify({
    Version: '2012-10-17',
    Statement: change(documentSchema.parse(JSON.parse(document)).Statement),
  });
  if (changed.length === document.length) throw new Error('the statements of the role are the same');
  await root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: changed });
  return () => root.putRolePolicy({ RoleName, PolicyName, PolicyDocument: document });
}
