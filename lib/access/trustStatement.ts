/**
 * Returns the only statement of a bootstrap role's trust policy: the vendor's roles may assume the role with the
 * external ID. Each value is a string, or a CloudFormation function that returns one.
 */
export function trustStatement<T>({
  vendorRoot,
  vendorRoles,
  externalId,
}: {
  /** ARN of the vendor's account. */
  readonly vendorRoot: T;
  /**
   * ARN pattern of the vendor's roles. The ARN of a single role in `Principal` would not work: IAM stores that role's
   * unique ID instead, so that the policy no longer matches after the role is deleted and created again.
   */
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
