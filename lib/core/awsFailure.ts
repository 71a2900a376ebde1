/** What became of a call, as far as its caller can know. */
export type Outcome =
  /** AWS answered that it did not do it. */
  | 'refused'
  /** No answer, or a server error: it may have been done. */
  | 'unknown';

/**
 * A call to AWS that failed, by AWS's own (wire) code: `EntityAlreadyExists`, not the SDK's class name.
 *
 * Of AWS's message only the first line is kept. After it, a refused signature is explained by the headers that were
 * signed, session token included, and messages reach the log and the record.
 */
export class AwsFailure extends Error {
  /** As in IAM policies: `iam:CreateUser`. */
  readonly operation: string;
  readonly code: string;
  readonly outcome: Outcome;
  readonly requestId: string | undefined;

  constructor(operation: string, code: string, message: string, outcome: Outcome, requestId?: string) {
    super(message.split(/[\r\n]/, 1)[0]);
    this.name = 'AwsFailure';
    this.operation = operation;
    this.code = code;
    this.outcome = outcome;
    this.requestId = requestId;
  }
}

/** Codes that mean "slower", from the services' lists of common errors. */
const throttling = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
  'RequestThrottled',
]);

/** Whether AWS refused the call as one too many. */
export function isThrottle(error: unknown): error is AwsFailure {
  return error instanceof AwsFailure && throttling.has(error.code);
}

/** Whether the same call may well succeed a moment later. */
export function isTransient(error: unknown): error is AwsFailure {
  return (
    isThrottle(error) ||
    hasCode(error, 'RequestTimeTooSkewed') ||
    (error instanceof AwsFailure && error.outcome === 'unknown')
  );
}

export function hasCode(error: unknown, ...codes: readonly string[]): error is AwsFailure {
  return error instanceof AwsFailure && codes.includes(error.code);
}
