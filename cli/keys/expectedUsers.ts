/** The part of an onboarding that names its users. */
interface WithReceipt {
  readonly receipt?:
    { readonly resources: readonly { readonly type: string; readonly arn: string }[] } | null | undefined;
}

/**
 * Returns the names of the users whose keys a claim will return, from the receipt of the onboarding. Undefined if no user
 * is created yet.
 */
export function expectedUsers({ receipt }: WithReceipt): readonly string[] | undefined {
  const users = receipt?.resources.filter(({ type }) => type === 'user') ?? [];
  const names = users.flatMap(({ arn }) => arn.split('/').at(-1) ?? []);
  return names.length === 0 ? undefined : names;
}
