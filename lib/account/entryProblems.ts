import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { AccessRetired } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { DeploySettings } from '../core/ports.ts';
import { causesOf, roleRefusal } from './roleRefusal.ts';

/**
 * Returns whether STS denies AssumeRole of the bootstrap role, or the access was retired. An error about the account
 * itself, such as OptInRequired, does not count.
 */
export function isRoleRefused(error: unknown): boolean {
  return error instanceof AccessRetired || (hasCode(error, 'AccessDenied') && error.operation === 'sts:AssumeRole');
}

/** Returns whether IAM does not accept a session that STS has returned. The caller checks that it is not a delay. */
export function isSessionRefused(error: unknown): boolean {
  return hasCode(error, 'InvalidClientTokenId') && error.operation.startsWith('iam:');
}

/** What the interpretation of a failed AssumeRole needs. */
export interface RefusalDeps {
  readonly settings: Pick<DeploySettings, 'vendorAccountId' | 'partition'>;
}

/**
 * Returns the problem for a failed AssumeRole whose cause is in the vendor's own account. The same call works again as
 * soon as the vendor has corrected the cause. Undefined for other errors.
 */
export function vendorSideProblem(
  { settings }: RefusalDeps,
  roleArn: string,
  error: unknown,
): ProblemError | undefined {
  if (!(error instanceof AwsFailure) || error.operation !== 'sts:AssumeRole') return undefined;
  const refusal = roleRefusal(error, roleArn, settings);
  return refusal?.kind === 'own-side' ? refusal.problem : undefined;
}

/** Returns the problem for a refused role if the account has no resource of this onboarding. */
export function roleNotUsableProblem(deps: RefusalDeps, roleArn: string, error: unknown): ProblemError {
  const refusal = error instanceof AwsFailure ? roleRefusal(error, roleArn, deps.settings) : undefined;
  if (refusal !== undefined && refusal.kind !== 'not-allowed') return refusal.problem;
  const sentence = refusal?.sentence ?? `AWS does not allow Latchkey to assume ${roleArn}`;
  return new ProblemError(
    'role-not-usable',
    `${sentence}. ${causesOf(roleArn, deps.settings)} Launch the stack from the launch link. If the stack exists already, update it. Then provision the onboarding.`,
  );
}

/** Returns the problem for a refused role if the account may have resources of this onboarding. */
function accessLostProblem(deps: RefusalDeps, roleArn: string, error: unknown): ProblemError {
  if (error instanceof AccessRetired)
    return new ProblemError(
      'access-lost',
      `Latchkey has no external ID for ${roleArn} any more, because the tenant's access to this account was retired. Remove what the onboarding created in the account, then end the onboarding with leftovers=accept.`,
    );
  const refusal = error instanceof AwsFailure ? roleRefusal(error, roleArn, deps.settings) : undefined;
  if (refusal !== undefined && refusal.kind !== 'not-allowed') return refusal.problem;
  const sentence = refusal?.sentence ?? `AWS no longer allows Latchkey to assume ${roleArn}`;
  return new ProblemError(
    'access-lost',
    `${sentence}. The role was deleted, or its trust policy or a policy of the organization was changed. Restore what was changed. An update of the stack does not create a deleted role again: docs/operating.md says how to restore it by hand. Then delete the onboarding, which removes everything that it created.`,
  );
}

/**
 * Returns the problem for a failed AssumeRole if the account may have resources of this onboarding. Undefined for other
 * errors.
 */
export function entryProblem(deps: RefusalDeps, roleArn: string, error: unknown): ProblemError | undefined {
  const vendorSide = vendorSideProblem(deps, roleArn, error);
  if (vendorSide !== undefined || !isRoleRefused(error)) return vendorSide;
  return accessLostProblem(deps, roleArn, error);
}
