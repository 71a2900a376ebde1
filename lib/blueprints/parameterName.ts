/**
 * Returns the name of the stack parameter for a blueprint's parameter: `bucketArn` and `bucket_arn` become `BucketArn`. A
 * name of a stack parameter has letters and digits only (CloudFormation User Guide, "CloudFormation template Parameters
 * syntax").
 */
export function parameterName(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
