/** The principal that signed a call: what GetCallerIdentity returns, and what policy evaluation needs. */
export interface Caller {
  readonly type: 'root' | 'user' | 'session';
  readonly accountId: string;
  readonly accessKeyId: string;
  /** `arn:aws:sts::…:assumed-role/name/session` for a session, the user's or root's ARN otherwise. */
  readonly arn: string;
  /** The value of `aws:PrincipalArn`: the role's ARN for a session, and otherwise the same as `arn`. */
  readonly principalArn: string;
  /** The value of `aws:userid`: `AROA…:session`, `AIDA…`, or the account ID for root. */
  readonly userId: string;
  /** The value of `aws:TokenIssueTime`: when the session's credentials were issued, in epoch milliseconds. */
  readonly issuedAt?: number | undefined;
  /** The session policies that were passed to AssumeRole. They limit what the role allows. */
  readonly sessionPolicies?: readonly string[] | undefined;
}

/** One STS or IAM call whose signature has been verified. */
export interface SignedCall {
  readonly service: 'iam' | 'sts';
  readonly caller: Caller;
  /** The form parameters of the query protocol, including `Action` and `Version`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** Set by a fault of kind `appear-late`: for how many milliseconds reads do not see what this call creates. */
  readonly appearLateMs?: number | undefined;
  /**
   * Set if an AWS service, such as CloudFormation, makes the call on behalf of the account. The call sees all changes
   * and is not throttled, and its changes take effect at `at` (epoch milliseconds; default: now).
   */
  readonly fromService?: { readonly at?: number | undefined } | undefined;
}

/** A response in the service's protocol. `code` is `ok` or the error code of AWS, for the log of calls. */
export interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly code: string;
}

/** The caller to whom an access key belongs, with the secret that verifies the signature, or the error of AWS. */
export type Authentication =
  | { readonly ok: true; readonly secretAccessKey: string; readonly caller: Caller }
  | { readonly ok: false; readonly statusCode: number; readonly code: string; readonly message: string };

/** STS and IAM of all accounts. Changes are on disk before `answer` returns. */
export interface Sandbox {
  authenticate(accessKeyId: string, sessionToken: string | undefined): Authentication;
  answer(call: SignedCall): Promise<Answer>;
  /** Deletes all accounts. */
  clear(): Promise<void>;
}
