/** What the caller of AWS knows about the effect of a failed call. */
export type Outcome =
  /** AWS answered that it did not carry out the call. */
  | 'refused'
  /** AWS did not answer, or answered with a server error. AWS may have carried out the call. */
  | 'unknown';

/**
 * A failed call to AWS. `code` is the error code that AWS sends in its response, such as `EntityAlreadyExists`, not the
 * name of the SDK's error class.
 *
 * Keeps only the first line of AWS's message. The other lines of a refused signature repeat the signed headers, session
 * token included, and messages are written to the log and the record.
 */
export class AwsFailure extends Error {
  /** Service and operation, written as an IAM policy writes an action: `iam:CreateUser`. */
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

/** The error codes for throttling, from the services' lists of common errors. */
const throttling = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
  'RequestThrottled',
]);

/** Whether AWS throttled the call. */
export function isThrottle(error: unknown): error is AwsFailure {
  return error instanceof AwsFailure && throttling.has(error.code);
}

/** Whether a retry of the same call a moment later is likely to succeed. */
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
