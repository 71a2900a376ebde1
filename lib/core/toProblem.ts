import { AwsFailure } from './awsFailure.ts';
import { ProblemError } from './errors.ts';
import { FenceUnknown, LeaseLost, NotVisibleYet, OutOfTime } from './controlFlowErrors.ts';

/** What a failure of AWS means to the caller, in words to act on (the failure table of the protocol). */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof LeaseLost) {
    return new ProblemError(
      'taken-over',
      'This request lost its turn, and a worker goes on with the onboarding. No key was handed out. Look at the onboarding, then claim.',
      { retryAfterSeconds: 5 },
    );
  }
  if (error instanceof FenceUnknown) {
    return new ProblemError(
      'internal-error',
      'The state table did not answer, so no key was handed out. Look at the onboarding: if it is ready, claim again; if it is claimed, its keys reached nobody: offboard it and create another.',
      { retryAfterSeconds: 5 },
    );
  }
  if (error instanceof OutOfTime || error instanceof NotVisibleYet) {
    return new ProblemError(
      'aws-error',
      `AWS did not get it done in the time there was: ${shortReason(error)}. Try again later.`,
      {
        retryAfterSeconds: 5,
      },
    );
  }
  if (!(error instanceof AwsFailure)) {
    return new ProblemError(
      'internal-error',
      'Latchkey failed in a way it does not know. The log has the rest, under the request ID.',
    );
  }
  const { operation, code, message } = error;
  if (/^(dynamodb|sqs|ssm):/.test(operation)) {
    return new ProblemError(
      'internal-error',
      `Latchkey's own ${operation.split(':')[0] ?? ''} did not answer as it should (${code}). Try again later.`,
      { retryAfterSeconds: 5 },
    );
  }
  const said = `AWS said to ${operation}: ${code}: ${message}`;
  if (code === 'AccessDenied') {
    return new ProblemError('access-denied', `${said} — ${deniedBy(message)} Then try again.`);
  }
  if (code === 'DeleteConflict') {
    return new ProblemError('undo-blocked', `${said} Take away what holds on to it, then delete the onboarding again.`);
  }
  if (code === 'LimitExceeded') {
    return new ProblemError('quota-exceeded', `${said} Free some of it or have the quota raised, then try again.`);
  }
  if (['MalformedPolicyDocument', 'InvalidInput', 'PolicyNotAttachable', 'ValidationError'].includes(code)) {
    return new ProblemError('rejected-by-iam', said);
  }
  if (['OptInRequired', 'RegionDisabledException', 'InvalidClientTokenId'].includes(code)) {
    return new ProblemError(
      'account-not-ready',
      `${said} A new account needs a credit card on file and a finished sign-up before it answers; then try again.`,
    );
  }
  return new ProblemError('aws-error', `${said} (AWS request ID ${error.requestId ?? 'unknown'}). Try again later.`);
}

/** What went wrong, as somebody needs it who waits for it to pass. */
export function shortReason(error: unknown): string {
  if (error instanceof OutOfTime && error.cause !== undefined) return shortReason(error.cause);
  if (error instanceof AwsFailure) return `${error.operation}: ${error.code}`;
  return error instanceof Error ? error.message : 'unknown';
}

/** Runs it; whatever problem comes out of it names the onboarding, so that its caller can look. */
export async function withOnboarding<T>(onboarding: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { problem, retryAfterSeconds } = toProblem(error);
    const { slug, detail, ...more } = problem;
    const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    throw new ProblemError(slug, detail, { onboarding, ...more, ...retry, cause: error });
  }
}

/** AWS says which kind of policy denied it, in all but some cases. */
function deniedBy(message: string): string {
  if (message.includes('service control policy'))
    return "A service control policy of the tenant's organization forbids it: it has to allow this action.";
  if (message.includes('permissions boundary'))
    return 'A permissions boundary forbids it: look at what the bootstrap role carries.';
  return "The bootstrap role's policy does not allow it: update the stack.";
}
