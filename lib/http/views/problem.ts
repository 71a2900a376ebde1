import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ProblemError, problems, type Problem } from '../../core/errors.ts';
import type { ProblemDocument } from './problemSchema.ts';

/** The header of an answer to a request that was sent before with the same Idempotency-Key. */
export const replayHeader = 'idempotency-replayed';

/** Returns a problem document (RFC 9457). Callers quote `requestId` when they report the problem to the vendor. */
export function problemDocument(problem: Problem, requestId?: string): ProblemDocument {
  const { slug, detail, errors, onboarding, conflictsWith } = problem;
  const { title, status, retryable } = problems[slug];
  const type = `urn:latchkey:problem:${slug}`;
  return { type, title, status, detail, errors, onboarding, conflictsWith, retryable, requestId };
}

/**
 * Returns the answer for a problem.
 *
 * @param challenge the scheme for the header WWW-Authenticate of a 401 (RFC 9110, section 11.6.1); undefined for AWS
 *   signatures, which have no registered scheme
 * @param helpUrl the address of the problem's page, with `{problem}` for the end of its type, for the header Link (RFC
 *   8288); undefined if the page is not published
 */
export function problemResponse(
  error: ProblemError,
  requestId: string,
  challenge: string | undefined,
  helpUrl?: string,
): APIGatewayProxyStructuredResultV2 {
  const { problem, headers } = error;
  const { status } = problems[problem.slug];
  const { retryAfterSeconds, allow, isReplay } = headers;
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && challenge !== undefined ? { 'www-authenticate': challenge } : {}),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(allow === undefined ? {} : { allow: allow.join(', ') }),
      ...(helpUrl === undefined ? {} : { link: `<${helpUrl.replace('{problem}', problem.slug)}>; rel="help"` }),
      ...(isReplay === true ? { [replayHeader]: 'true' } : {}),
    },
    body: JSON.stringify(problemDocument(problem, requestId)),
  };
}
