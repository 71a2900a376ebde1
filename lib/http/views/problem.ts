import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ProblemError, problems, type Problem } from '../../core/errors.ts';

/** A problem as it is shown (RFC 9457); `requestId` is what to quote to the vendor. */
export function problemDocument(
  { slug, detail, errors, onboarding }: Problem,
  requestId?: string,
  isToBeSentAgain = false,
) {
  const { title, status, retryable: isUsually } = problems[slug];
  const retryable = isUsually || isToBeSentAgain;
  return { type: `urn:latchkey:problem:${slug}`, title, status, detail, errors, onboarding, retryable, requestId };
}

/** `challenge`: how a caller may prove who it is (RFC 9110, section 11.6.1); AWS's signature has no such word. */
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
