import { randomBytes } from 'node:crypto';

/** Random bytes of an external ID: 192 bits, as 32 characters of base64url, all of which IAM allows in one. */
const externalIdBytes = 24;

/**
 * A new external ID, which nobody can guess: whoever knows it and the role's ARN still has to be in the vendor's account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function newExternalId(): string {
  return randomBytes(externalIdBytes).toString('base64url');
}
