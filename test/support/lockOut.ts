import type { TestStack, Tenant } from './testStack.ts';

/** Another external ID in the trust policy locks Latchkey out. @returns what puts the right one back */
export async function lockOut({ openTrust }: TestStack, tenant: Tenant): Promise<() => Promise<void>> {
  let before: unknown;
  await openTrust(tenant, (statement) => {
    before = statement['Condition'];
    return { ...statement, Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } } };
  });
  return () => openTrust(tenant, (statement) => ({ ...statement, Condition: before }));
}
