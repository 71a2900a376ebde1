/**
 * The stack parameters that every template of a bootstrap role declares, apart from those of the blueprint. The
 * parameters of a blueprint get names of stack parameters too, so none may be the same.
 */
export const templateParameters = [
  'TenantName',
  'TenantToken',
  'AccountId',
  'VendorAccountId',
  'ExternalId',
  'Generation',
  'BoundaryDigest',
] as const;

/** Names that a parameter of a blueprint may not have: the values of the onboarding, and those of the template. */
export const reservedNames: readonly string[] = ['accountId', 'partition', ...templateParameters];

/**
 * Returns the reserved name that this parameter name is the same as, ignoring case and underscores, as both names would
 * become the same stack parameter. Undefined if the name is free.
 */
export function reservedName(name: string): string | undefined {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase();
  return reservedNames.find((each) => plain(each) === plain(name));
}
