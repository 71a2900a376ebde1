/** What became of a call, as far as its caller can know. */
export type Outcome =
  /** AWS answered that it did not do it. */
  | 'refused'
  /** No answer, or a server error: it may have been done. */
  | 'unknown';

/** A call to AWS that failed, by AWS's own (wire) code: `EntityAlreadyExists`, not the SDK's class name. */
export class AwsFailure extends Error {
  /** As in IAM policies: `iam:CreateUser`. */
  readonly operation: string;
  readonly code: string;
  readonly outcome: Outcome;
  readonly requestId: string | undefined;
  /** The status of the HTTP answer; undefined where no answer came. */
  readonly status: number | undefined;

  constructor(
    operation: string,
    code: string,
    message: string,
    outcome: Outcome,
    requestId?: string,
    status?: number,
  ) {
    super(message);
    this.name = 'AwsFailure';
    this.operation = operation;
    this.code = code;
    this.outcome = outcome;
    this.requestId = requestId;
    this.status = status;
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
