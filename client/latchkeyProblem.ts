import type { Problem } from './generated/types.gen.js';
import type { ProblemType } from './types.ts';

/** A field of the request that is wrong: a JSON Pointer (RFC 6901) to it, and how to correct it. */
export type FieldError = NonNullable<Problem['errors']>[number];

/** What an answer with a problem says. */
export interface ProblemParts {
  readonly type: ProblemType;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly onboarding: string | undefined;
  readonly conflictsWith: string | undefined;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly helpUrl: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly isReplay: boolean;
  readonly call: string;
  readonly idempotencyKey: string | undefined;
}

/**
 * Latchkey, or API Gateway before it, refused a request. Latchkey answers with a problem document (RFC 9457), whose
 * members are the fields of this error. `type` tells programs what happened, and `message` tells people.
 */
export class LatchkeyProblem extends Error implements ProblemParts {
  override readonly name = 'LatchkeyProblem';
  /** `about:blank` if the answer is no problem document: API Gateway or a proxy gave it. */
  readonly type: ProblemType;
  readonly title: string;
  /** The HTTP status. */
  readonly status: number;
  readonly detail: string;
  /** The fields of the request that are wrong. */
  readonly errors: readonly FieldError[];
  /** ID of the onboarding that the request created or names, or with which it conflicts. */
  readonly onboarding: string | undefined;
  /** ID of the onboarding that is in the way (`slot-held`), if the caller may read it. */
  readonly conflictsWith: string | undefined;
  /** Whether the same request can succeed later. */
  readonly retryable: boolean;
  /** ID of the request in the log of the service. */
  readonly requestId: string | undefined;
  /** The page about the problem, if the deployment publishes such pages. */
  readonly helpUrl: string | undefined;
  /** After how many seconds to send the request again, if the service says so. */
  readonly retryAfterSeconds: number | undefined;
  /** Whether the answer repeats the one to an earlier request with the same Idempotency-Key. */
  readonly isReplay: boolean;
  /** The operation of the contract, for example `createOnboarding`. */
  readonly call: string;
  /** The Idempotency-Key of the request. To send it again with this key creates nothing twice. */
  readonly idempotencyKey: string | undefined;

  constructor(parts: ProblemParts) {
    const { call, title, detail, status, requestId } = parts;
    const request = requestId === undefined ? undefined : `Request ${requestId}.`;
    super([`${call} was refused: ${title} (${status}).`, detail, request].filter(Boolean).join(' '));
    this.type = parts.type;
    this.title = title;
    this.status = status;
    this.detail = detail;
    this.errors = parts.errors;
    this.onboarding = parts.onboarding;
    this.conflictsWith = parts.conflictsWith;
    this.retryable = parts.retryable;
    this.requestId = requestId;
    this.helpUrl = parts.helpUrl;
    this.retryAfterSeconds = parts.retryAfterSeconds;
    this.isReplay = parts.isReplay;
    this.call = call;
    this.idempotencyKey = parts.idempotencyKey;
  }
}

/** Whether an error is a problem of this type; `type` without `urn:latchkey:problem:`. */
export function isProblem(error: unknown, type: string): error is LatchkeyProblem {
  return error instanceof LatchkeyProblem && error.type === `urn:latchkey:problem:${type}`;
}
