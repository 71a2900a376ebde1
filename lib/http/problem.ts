import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ProblemError, problems, type Problem } from '../errors.ts';
import { explain } from '../explain.ts';
import { LeaseLost } from '../lease.ts';

/** A problem as it is shown (RFC 9457); `requestId` is what to quote to the vendor. */
export function problemDocument({ slug, detail, errors, onboarding }: Problem, requestId?: string) {
  const { title, status, retryable } = problems[slug];
  return { type: `urn:latchkey:problem:${slug}`, title, status, detail, errors, onboarding, retryable, requestId };
}

/** The problem that an error is, to whoever called. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof LeaseLost) {
    return new ProblemError(
      'taken-over',
      'This request lost its turn, and a worker goes on with the onboarding. No key was handed out. Look at the onboarding, then claim.',
      { retryAfterSeconds: 5 },
    );
  }
  return explain(error);
}

export function problemResponse(error: ProblemError, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { status } = problems[error.problem.slug];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
    },
    body: JSON.stringify(problemDocument(error.problem, requestId)),
  };
}
