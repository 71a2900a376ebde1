/** Who signed a call: the answer of GetCallerIdentity, and what the policy engine needs to know of them. */
export interface Caller {
  readonly type: 'root' | 'user' | 'session';
  readonly accountId: string;
  readonly accessKeyId: string;
  /** `arn:aws:sts::…:assumed-role/name/session` for a session, the user's or root's ARN otherwise. */
  readonly arn: string;
  /** What `aws:PrincipalArn` holds: the role's ARN for a session, else the same as `arn`. */
  readonly principalArn: string;
  /** `aws:userid`: `AROA…:session`, `AIDA…`, or the account for root. */
  readonly userId: string;
  /** When a session's credentials were issued, epoch ms: `aws:TokenIssueTime`. */
  readonly issuedAt?: number | undefined;
  /** Documents of the session policies that AssumeRole was given; they narrow what the role may do. */
  readonly sessionPolicies?: readonly string[] | undefined;
}

/** One STS or IAM call whose signature has been verified. */
export interface SignedCall {
  readonly service: 'iam' | 'sts';
  readonly caller: Caller;
  /** The form body of the query protocol, `Action` and `Version` included. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** From the fault `appear-late`: what this call creates stays invisible to reads for so long. */
  readonly appearLateMs?: number | undefined;
  /**
   * From a service of AWS that works for the account, as CloudFormation does: it sees what is there, it is not throttled,
   * and what it changes counts from `at` on (epoch ms; left out, from now on).
   */
  readonly fromService?: { readonly at?: number | undefined } | undefined;
}

/** What goes back over the wire; `code` is `ok` or AWS's error code, for the log of calls. */
export interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly code: string;
}

/** The key that a request names: what to verify its signature with, or why AWS refuses it. */
export type Authentication =
  | { readonly ok: true; readonly secretAccessKey: string; readonly caller: Caller }
  | { readonly ok: false; readonly statusCode: number; readonly code: string; readonly message: string };

/** STS and IAM of every account there is, behind one door. State is on disk before `answer` returns. */
export interface Sandbox {
  authenticate(accessKeyId: string, sessionToken: string | undefined): Authentication;
  answer(call: SignedCall): Promise<Answer>;
  /** Forgets every account. */
  clear(): Promise<void>;
}
