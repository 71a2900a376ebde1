import { randomBytes } from 'node:crypto';

/**
 * The number of random bytes in an external ID: 192 bits, as 32 characters of base64url. IAM allows all of these
 * characters in an external ID.
 */
const externalIdBytes = 24;

/**
 * Returns a new external ID that nobody can guess. A caller that knows the external ID and the ARN of the role cannot
 * assume the role unless it is in the vendor's account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function newExternalId(): string {
  return randomBytes(externalIdBytes).toString('base64url');
}
