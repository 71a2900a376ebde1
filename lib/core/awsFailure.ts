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

/** AWS's own sentence, with what a support case needs. */
export function sentenceOf({ operation, code, message, requestId }: AwsFailure): string {
  return `AWS answered ${operation} with ${code}: ${message} (request ID ${requestId ?? 'unknown'})`;
}

export function hasCode(error: unknown, ...codes: readonly string[]): error is AwsFailure {
  return error instanceof AwsFailure && codes.includes(error.code);
}

/** Whether a service of the vendor's own account failed: the state table, a queue, or the parameter store. */
export function isOwnServiceFailure(error: unknown): error is AwsFailure {
  return error instanceof AwsFailure && /^(dynamodb|sqs|ssm):/.test(error.operation);
}
