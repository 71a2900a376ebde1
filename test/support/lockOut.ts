import type { AnyStack, Tenant } from './testStack.ts';

/**
 * Sets another external ID in the trust policy, so that Latchkey cannot assume the role. Returns a function that
 * restores the correct one.
 */
export async function lockOut({ openTrust }: AnyStack, tenant: Tenant): Promise<() => Promise<void>> {
  let before: unknown;
  await openTrust(tenant, (statement) => {
    before = statement['Condition'];
    return { ...statement, Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } } };
  });
  return () => openTrust(tenant, (statement) => ({ ...statement, Condition: before }));
}
