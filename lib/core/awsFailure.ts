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
  /** The status of the HTTP response. Undefined if there was none. */
  readonly status: number | undefined;

  constructor(operation: string, code: string, message: string, outcome: Outcome, requestId?: string, status?: number) {
    super(message.split(/[\r\n]/, 1)[0]);
    this.name = 'AwsFailure';
    this.operation = operation;
    this.code = code;
    this.outcome = outcome;
    this.requestId = requestId;
    this.status = status;
  }
}

/** Returns AWS's code and message, and the request ID, which a support case needs. */
export function sentenceOf({ operation, code, message, requestId }: AwsFailure): string {
  return `AWS answered ${operation} with ${code}: ${message} (request ID ${requestId ?? 'unknown'})`;
}

/** Whether AWS answered a call with one of these error codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): error is AwsFailure {
  return error instanceof AwsFailure && codes.includes(error.code);
}

/** Whether a service of the vendor's own account failed: the state table, a queue, or the parameter store. */
export function isOwnServiceFailure(error: unknown): boolean {
  return error instanceof AwsFailure && /^(dynamodb|sqs|ssm):/.test(error.operation);
}

/** The kinds of policies that AWS names when it denies a call. */
const policyKinds = [
  'identity-based policy',
  'resource-based policy',
  'role trust policy',
  'permissions boundary',
  'session policy',
  'service control policy',
  'resource control policy',
  'VPC endpoint policy',
] as const;

export type PolicyKind = (typeof policyKinds)[number];

/** What AWS says about a denied call. */
export interface AccessDenial {
  /** Whether a statement denies the call. Otherwise no statement allows it, which a delay inside AWS can explain. */
  readonly isExplicit: boolean;
  /** The kind of policy that decided. Undefined if AWS does not say. */
  readonly policy: PolicyKind | undefined;
  /** The principal whose call was denied. Undefined if AWS does not say. */
  readonly principalArn: string | undefined;
}

/**
 * Parses AWS's message about a denied call: "User: {ARN} is not authorized to perform: {action} on resource: {ARN}
 * because no {policy kind} allows the {action} action", or "… with an explicit deny in a {policy kind}" (IAM User
 * Guide, "Troubleshoot access denied error messages"). If AWS omits the end of the sentence, `isExplicit` is false and
 * `policy` is undefined.
 */
export function readAccessDenial(message: string): AccessDenial {
  const [, denying] = /with an explicit deny in (?:an?|the) ([^:]+?)(?::|$|\.)/i.exec(message) ?? [];
  const [, allowing] = /because no (.+?) allows the /i.exec(message) ?? [];
  const named = (denying ?? allowing ?? '').toLowerCase();
  return {
    isExplicit: /explicit deny/i.test(message),
    policy: policyKinds.find((kind) => named.startsWith(kind.toLowerCase())),
    principalArn: /User: (arn:\S+) is not authorized/.exec(message)?.[1],
  };
}
