import { AwsFailure, isOwnServiceFailure, sentenceOf } from '../core/awsFailure.ts';
import { judgeRetry } from '../core/judgeRetry.ts';
import { holdsExternalId, ProblemError, problems } from '../core/errors.ts';
import { FenceUnknown, LeaseLost, WaitingForAws, OutOfTime } from '../core/controlFlowErrors.ts';

/** Returns the problem to answer for an error. Its detail says what the caller can do. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof LeaseLost) {
    return new ProblemError(
      'taken-over',
      'Another process took over the onboarding. No key was handed over. Read the onboarding, and claim when it is ready.',
      { retryAfterSeconds: 5 },
    );
  }
  if (error instanceof FenceUnknown) {
    return new ProblemError(
      'out-of-time',
      'The state table did not confirm the claim, so no key was handed over. Read the onboarding. If it is ready, claim again. If it is claimed, nobody received its keys: rotate each one with undelivered: true. A rotation can be sent again.',
      { retryAfterSeconds: 5 },
    );
  }
  if (error instanceof OutOfTime || error instanceof WaitingForAws) {
    return new ProblemError(
      'out-of-time',
      `AWS did not complete the work in the available time (${shortReason(error)}). Try again later.`,
      {
        retryAfterSeconds: 5,
      },
    );
  }
  if (!(error instanceof AwsFailure)) {
    return new ProblemError(
      'internal-error',
      'An unexpected error occurred in Latchkey. The log has the details, under the request ID.',
    );
  }
  const { operation, code, message } = error;
  if (isOwnServiceFailure(error)) {
    // A throttled or late answer of the vendor's own services means that there is too much to do.
    const isTemporary = judgeRetry(error, [], 0).kind !== 'refused';
    return new ProblemError(
      isTemporary ? 'out-of-time' : 'internal-error',
      `Latchkey's call to ${operation.split(':')[0] ?? ''} failed (${code}). Try again later.`,
      { retryAfterSeconds: 5 },
    );
  }
  const answer = `AWS answered ${operation} with ${code}: ${message}`;
  if (code === 'AccessDenied') {
    return new ProblemError('access-denied', `${answer} — ${deniedBy(message)} Then try again.`);
  }
  if (code === 'DeleteConflict') {
    return new ProblemError(
      'undo-blocked',
      `${answer} Remove what still uses the resource, then delete the onboarding again.`,
    );
  }
  if (code === 'LimitExceeded') {
    return new ProblemError(
      'quota-exceeded',
      `${answer} Delete resources that are not needed or ask AWS for a higher quota, then try again.`,
    );
  }
  if (['MalformedPolicyDocument', 'InvalidInput', 'PolicyNotAttachable', 'ValidationError'].includes(code)) {
    return new ProblemError('rejected-by-iam', `${answer} Correct the parameters of the request, or the blueprint.`);
  }
  if (code === 'OptInRequired') {
    return new ProblemError(
      'account-not-ready',
      `${answer} An account can be used when its sign-up is complete and a credit card is on file. Then try again.`,
    );
  }
  return new ProblemError('aws-error', `${answer} (AWS request ID ${error.requestId ?? 'unknown'}). Try again later.`);
}

/** Returns the reason for a delay in a few words, to be shown while the onboarding waits for the next attempt. */
export function shortReason(error: unknown): string {
  if (error instanceof OutOfTime && error.cause !== undefined) return shortReason(error.cause);
  if (error instanceof WaitingForAws)
    return error.cause instanceof AwsFailure ? sentenceOf(error.cause) : error.message;
  if (error instanceof AwsFailure) return sentenceOf(error);
  // Everybody who may read the onboarding can read the reason.
  if (error instanceof ProblemError) {
    const { slug, detail } = error.problem;
    return holdsExternalId.includes(slug) ? problems[slug].title : detail;
  }
  return error instanceof Error ? error.message : 'unknown';
}

/**
 * Runs `work`. Throws every error of `work` as a problem that contains the onboarding's ID, so that the caller can read
 * it.
 */
export async function withOnboarding<T>(onboarding: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { problem, headers } = toProblem(error);
    const { slug, detail, ...more } = problem;
    throw new ProblemError(slug, detail, { onboarding, ...more, ...headers, cause: error });
  }
}

/** Returns advice for an AccessDenied message, which in most cases names the type of policy that denied the call. */
function deniedBy(message: string): string {
  if (message.includes('service control policy'))
    return "A service control policy of the tenant's organization denies this action. It must allow it.";
  if (message.includes('permissions boundary'))
    return 'A permissions boundary denies this action. Check the permissions boundary of the bootstrap role.';
  return "The bootstrap role's policy does not allow this action. Update the CloudFormation stack.";
}
