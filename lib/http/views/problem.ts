import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ProblemError, problems, type Problem } from '../../core/errors.ts';

/** Returns a problem document (RFC 9457). Callers quote `requestId` when they report the problem to the vendor. */
export function problemDocument(
  { slug, detail, errors, onboarding }: Problem,
  requestId?: string,
  hasRetryAfter = false,
) {
  const { title, status, retryable: isRetryable } = problems[slug];
  const retryable = isRetryable || hasRetryAfter;
  return { type: `urn:latchkey:problem:${slug}`, title, status, detail, errors, onboarding, retryable, requestId };
}

/**
 * Returns the answer for a problem.
 *
 * @param challenge the scheme for the header WWW-Authenticate of a 401 (RFC 9110, section 11.6.1); undefined for AWS
 *   signatures, which have no registered scheme
 */
export function problemResponse(
  error: ProblemError,
  requestId: string,
  challenge: string | undefined,
): APIGatewayProxyStructuredResultV2 {
  const { status } = problems[error.problem.slug];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && challenge !== undefined ? { 'www-authenticate': challenge } : {}),
      ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
    },
    body: JSON.stringify(problemDocument(error.problem, requestId, error.retryAfterSeconds !== undefined)),
  };
}
