import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { routes } from './routes.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/** For how long a browser may remember what it was allowed, in seconds: a change at deploy is known within the hour. */
const maxAgeSeconds = 3600;

/**
 * Lets pages of the named origins read every answer, problems included. Here rather than in API Gateway, so that it is
 * the same on a laptop. Credentials are not allowed: a token is sent by a script, never by the browser itself.
 */
export function cors(origins: readonly string[]): MiddlewareObj<Event, Result> {
  const allow = ({ event, response }: { event: Event; response: Result | null | undefined }) => {
    if (origins.length === 0 || !response) return;
    response.headers = { ...response.headers, vary: 'Origin', ...allowedOrigin(event, origins) };
  };
  return { after: allow, onError: allow };
}

/** The answer to a browser that asks before it sends (Fetch Standard, "CORS-preflight request"); undefined to anybody else. */
export function preflight(event: Event, origins: readonly string[]): Result | undefined {
  if (!isPreflight(event) || allowedOrigin(event, origins) === undefined) return undefined;
  const methods = [...new Set(Object.values(routes).map(({ method }) => method))].join(', ');
  return {
    statusCode: 204,
    headers: {
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'accept, authorization, content-type, idempotency-key, prefer',
      'access-control-max-age': String(maxAgeSeconds),
    },
  };
}

/** Why a preflight that is not allowed is answered like no call at all; undefined where it is no preflight. */
export function refusedPreflight(event: Event): string | undefined {
  if (!isPreflight(event)) return undefined;
  return 'This is a CORS preflight request, and pages of this origin are not allowed to call the API. The allowed origins are set when Latchkey is deployed, in LATCHKEY_CORS_ORIGINS.';
}

function isPreflight({ headers, requestContext: { http } }: Event): boolean {
  return http.method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function allowedOrigin({ headers: { origin } }: Event, origins: readonly string[]) {
  if (origin === undefined || !origins.includes(origin)) return undefined;
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Location, Retry-After' };
}
