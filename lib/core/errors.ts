/** Every problem that Latchkey answers with: types, HTTP statuses and titles (RFC 9457). */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not valid JSON, or is ambiguous', retryable: false },
  'malformed-header': { status: 400, title: 'A request header is not valid', retryable: false },
  'malformed-query': { status: 400, title: 'A query parameter is not valid', retryable: false },
  unauthorized: { status: 401, title: 'The request has no token or signature that allows it', retryable: false },
  'link-may-not': { status: 403, title: 'The link does not allow this', retryable: false },
  'operator-may-not': { status: 403, title: "An operator's token does not allow this", retryable: false },
  'not-found': { status: 404, title: 'There is no such onboarding or tenant', retryable: false },
  'unknown-blueprint': { status: 404, title: 'There is no such blueprint', retryable: false },
  'unknown-key': { status: 404, title: 'The onboarding has no such access key', retryable: false },
  'unknown-delivery': { status: 404, title: 'There is no such webhook event', retryable: false },
  'unknown-route': { status: 404, title: 'The API has nothing at this path', retryable: false },
  'method-not-allowed': { status: 405, title: 'The path does not have this method', retryable: false },
  'not-acceptable': { status: 406, title: 'The Accept header allows no available format', retryable: false },
  'slot-held': { status: 409, title: 'The request conflicts with an onboarding', retryable: false },
  'in-progress': { status: 409, title: 'Another operation is in progress', retryable: true },
  'check-pending': { status: 409, title: 'The account of an onboarding is still to be checked', retryable: true },
  'wrong-state': { status: 409, title: 'The current state does not allow this', retryable: false },
  'not-updatable': { status: 409, title: 'An update cannot lead to the wanted plan', retryable: false },
  'not-ready': { status: 409, title: 'The onboarding is not ready to be claimed', retryable: true },
  'credentials-issued': { status: 409, title: 'The access keys have already been issued', retryable: false },
  'old-key-in-use': { status: 409, title: 'The old access key may still be in use', retryable: true },
  'already-rotated': { status: 409, title: 'The access key is not the one in force', retryable: false },
  'foreign-key': { status: 409, title: 'The user has an access key that Latchkey did not create', retryable: false },
  'key-retiring': { status: 409, title: 'The key that was replaced before still exists', retryable: false },
  'key-in-use': { status: 409, title: 'The access key was used, so it was delivered', retryable: false },
  'key-unused': { status: 409, title: 'The newest access key has not been used yet', retryable: false },
  'taken-over': { status: 409, title: 'Another process took over the onboarding', retryable: true },
  'foreign-resource': {
    status: 409,
    title: 'A name is used by a resource that Latchkey did not create',
    retryable: false,
  },
  'trust-policy-open': { status: 409, title: 'The bootstrap role does not require the external ID', retryable: false },
  'stack-outdated': { status: 409, title: 'The CloudFormation stack must be updated', retryable: false },
  'access-denied': { status: 409, title: 'AWS denied a call', retryable: false },
  'access-lost': { status: 409, title: 'The bootstrap role can no longer be assumed', retryable: false },
  'role-denied': { status: 409, title: 'A policy denies the bootstrap role to Latchkey', retryable: false },
  'role-not-usable': { status: 409, title: 'The bootstrap role cannot be assumed yet', retryable: true },
  'account-not-ready': { status: 409, title: 'The AWS account cannot be used yet', retryable: false },
  'quota-exceeded': { status: 409, title: 'An IAM quota of the AWS account is used up', retryable: false },
  'identity-changed': { status: 409, title: 'A resource of the onboarding was deleted or replaced', retryable: false },
  'undo-blocked': { status: 409, title: 'A resource cannot be removed while it is in use', retryable: false },
  'body-too-large': { status: 413, title: 'The body is too large', retryable: false },
  'unsupported-media-type': { status: 415, title: 'The Content-Type is not JSON', retryable: false },
  'invalid-request': { status: 422, title: 'The request is not valid', retryable: false },
  'key-reused': { status: 422, title: 'The Idempotency-Key was used for another request', retryable: false },
  'rejected-by-iam': { status: 422, title: 'IAM rejected a request as not valid', retryable: false },
  'too-many-onboardings': {
    status: 429,
    title: 'Too many onboardings of this tenant are in progress',
    retryable: true,
  },
  'internal-error': { status: 500, title: 'Latchkey failed unexpectedly', retryable: true },
  'aws-error': { status: 502, title: 'A call to AWS failed', retryable: true },
  'out-of-time': { status: 503, title: 'There was not enough time to complete the request', retryable: true },
  stopped: { status: 503, title: 'An operator has stopped such requests', retryable: true },
  'vendor-side-error': { status: 503, title: 'Latchkey itself cannot call AWS', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ProblemSlug = keyof typeof problems;

/** The problems whose details may contain the external ID. Webhook events must not contain these details. */
export const holdsExternalId: readonly ProblemSlug[] = ['trust-policy-open', 'stack-outdated'];

/** Returns a problem as somebody may read it who must not know the external ID. */
export const withoutExternalId = (problem: Problem): Problem =>
  holdsExternalId.includes(problem.slug) ? { ...problem, detail: `${problems[problem.slug].title}.` } : problem;

/** An invalid field of a request: a JSON pointer (RFC 6901) to the field, and how to correct it. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** A problem as an onboarding's record stores it. The HTTP layer adds the title, the status and the request ID. */
export interface Problem {
  readonly slug: ProblemSlug;
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly onboarding?: string | undefined;
  /** The onboarding that is in the way. It has the same tenant, or the caller may read it. */
  readonly conflictsWith?: string | undefined;
  /**
   * An onboarding of another tenant that is in the way. The HTTP layer names it only to a caller who may read it. Its
   * tenant is not here, because records store problems, and the tenant may be erased.
   */
  readonly heldBy?: { readonly onboarding: string } | undefined;
}

/** What an answer with a problem has in its headers. */
export interface ProblemHeaders {
  /** After how many seconds to send the request again (Retry-After). Only for problems that are retryable. */
  readonly retryAfterSeconds?: number | undefined;
  /** The methods that the path has (Allow). */
  readonly allow?: readonly string[] | undefined;
  /** Whether the answer repeats the one that an earlier request with the same Idempotency-Key got. */
  readonly isReplay?: boolean | undefined;
}

/** An error that the HTTP layer answers as a problem document. Any code may throw it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: ProblemHeaders;

  constructor(
    slug: ProblemSlug,
    detail: string,
    more: Omit<Problem, 'slug' | 'detail'> & ProblemHeaders & { readonly cause?: unknown } = {},
  ) {
    const { retryAfterSeconds, allow, isReplay, cause, ...rest } = more;
    super(`${slug}: ${detail}`, { cause });
    this.name = 'ProblemError';
    this.problem = { slug, detail, ...rest };
    this.headers = { retryAfterSeconds, allow, isReplay };
  }
}

/** Cuts off a text that is longer than `length` characters. The last character is then an ellipsis. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
