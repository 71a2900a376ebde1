import { AwsFailure } from './awsFailure.ts';
import { ProblemError } from './errors.ts';

/** What a failure of AWS means to the caller, in words to act on (the failure table of the protocol). */
export function explain(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof AwsFailure)) {
    return new ProblemError(
      'internal-error',
      'Latchkey failed in a way it does not know. The log has the rest, under the request ID.',
    );
  }
  const { operation, code, message } = error;
  const said = `AWS said to ${operation}: ${code}: ${message}`;
  if (code === 'AccessDenied') {
    return new ProblemError('access-denied', `${said} — ${deniedBy(message)} Then try again.`);
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

/** AWS says which kind of policy denied it, in all but some cases. */
function deniedBy(message: string): string {
  if (message.includes('service control policy'))
    return "A service control policy of the tenant's organization forbids it: it has to allow this action.";
  if (message.includes('permissions boundary'))
    return 'A permissions boundary forbids it: look at what the bootstrap role carries.';
  return "The bootstrap role's policy does not allow it: update the stack.";
}
