/**
 * The one statement of a bootstrap role's trust policy: the vendor's roles may assume it, with the external ID. Each part
 * is a text, or what CloudFormation makes one of.
 */
export function trustStatement<T>({
  vendorRoot,
  vendorRoles,
  externalId,
}: {
  /** ARN of the vendor's account. */
  readonly vendorRoot: T;
  /** ARN pattern of the vendor's roles: a single role's ARN would be stored as that role's ID, and break with it. */
  readonly vendorRoles: T;
  readonly externalId: T;
}) {
  return {
    Effect: 'Allow',
    Principal: { AWS: vendorRoot },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId }, ArnLike: { 'aws:PrincipalArn': vendorRoles } },
  };
}
