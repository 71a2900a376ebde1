import { readAccessDenial, sentenceOf, type AwsFailure, type PolicyKind } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { DeploySettings } from '../core/ports.ts';

/** Why AWS does not allow Latchkey to assume the bootstrap role, as far as AWS says. */
export type RoleRefusal =
  /** A statement denies AssumeRole explicitly, so waiting does not help. */
  | { readonly kind: 'denied'; readonly problem: ProblemError }
  /** The vendor's own function may not call AssumeRole, or its own credentials or Region do not work. */
  | { readonly kind: 'own-side'; readonly problem: ProblemError }
  /** No statement allows AssumeRole. The role may not exist, or its trust policy may not allow Latchkey. */
  | { readonly kind: 'not-allowed'; readonly sentence: string };

/** The codes of STS if the caller's own credentials or Region do not work (STS API Reference, AssumeRole, Errors). */
const ownCodes = new Set([
  'RegionDisabledException',
  'InvalidClientTokenId',
  'ExpiredToken',
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
]);

/**
 * Interprets a failed AssumeRole. Returns undefined if STS did not refuse the role, for example after a timeout.
 */
export function roleRefusal(
  failure: AwsFailure,
  roleArn: string,
  { vendorAccountId, partition }: Pick<DeploySettings, 'vendorAccountId' | 'partition'>,
): RoleRefusal | undefined {
  const sentence = sentenceOf(failure);
  if (ownCodes.has(failure.code)) return { kind: 'own-side', problem: ownSideProblem(sentence) };
  if (failure.code !== 'AccessDenied') return undefined;
  const { isExplicit, policy, principalArn } = readAccessDenial(failure.message);
  if (isExplicit) {
    const detail = `${sentence}. ${exceptionFor(policy, { roleArn, vendorAccountId, partition, principalArn })}`;
    return { kind: 'denied', problem: new ProblemError('role-denied', detail) };
  }
  const isOurPrincipal = principalArn?.split(':')[4] === vendorAccountId;
  if (policy === 'identity-based policy' && isOurPrincipal)
    return { kind: 'own-side', problem: ownSideProblem(sentence) };
  return { kind: 'not-allowed', sentence };
}

function ownSideProblem(sentence: string): ProblemError {
  return new ProblemError(
    'vendor-side-error',
    `${sentence}. The cause is in the AWS account that Latchkey runs in, not in the tenant's account: the permissions, credentials or Region of Latchkey's own function. The operator of Latchkey has to correct the cause. Then send the request again.`,
    { retryAfterSeconds: 60 },
  );
}

interface Denied {
  readonly roleArn: string;
  readonly vendorAccountId: string;
  readonly partition: DeploySettings['partition'];
  readonly principalArn: string | undefined;
}

/** Returns sentences that say which policy has the denying statement, and how to change the statement. */
function exceptionFor(policy: PolicyKind | undefined, { roleArn, vendorAccountId, partition, principalArn }: Denied) {
  const principal = principalArn ?? `arn:${partition}:iam::${vendorAccountId}:root`;
  const exceptPrincipal = `"Condition": {"StringNotEquals": {"aws:PrincipalAccount": "${vendorAccountId}"}}`;
  const exceptRole = `"NotResource": "${roleArn}"`;
  switch (policy) {
    case 'resource control policy':
      return `A resource control policy of the tenant's organization denies the call. Add this condition to the denying statement: ${exceptPrincipal}`;
    case 'service control policy':
      return `A service control policy denies the call. Such a policy applies to the caller, ${principal}, so it belongs to the organization of the account that Latchkey runs in. Exclude the role from the denying statement: ${exceptRole}`;
    case 'role trust policy':
    case 'resource-based policy':
      return `The trust policy of ${roleArn} has a statement that denies the call. Remove that statement, or add this condition to it: ${exceptPrincipal}`;
    case 'identity-based policy':
    case 'permissions boundary':
    case 'session policy':
    case 'VPC endpoint policy':
      return `A ${policy} of the caller, ${principal}, denies the call. Exclude the role from the denying statement: ${exceptRole}`;
    case undefined:
      return `AWS does not say which policy denies the call. Look for a statement with "Effect": "Deny" on sts:AssumeRole in the trust policy of ${roleArn}, in the resource control policies of the tenant's organization, and in the service control policies of the organization of account ${vendorAccountId}. If it is in the trust policy or in a resource control policy, add this condition to it: ${exceptPrincipal}; if it is in a service control policy, exclude the role from it: ${exceptRole}`;
  }
}

/** Returns the possible causes of a refusal that AWS does not explain, for the person who launches the stack. */
export function causesOf(roleArn: string, { vendorAccountId }: Pick<DeploySettings, 'vendorAccountId'>): string {
  return [
    `Possible causes: the stack that creates ${roleArn} is not launched yet, or CloudFormation is still creating it`,
    "the role's trust policy requires another external ID than the one in the launch link, or was changed",
    `a service control policy or resource control policy of an organization does not allow account ${vendorAccountId} to assume the role.`,
  ].join('; ');
}
