import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Route } from './routeTable.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/**
 * How long a browser may cache the answer to a preflight, in seconds. A changed setting takes effect within an hour.
 */
const maxAgeSeconds = 3600;

/** The methods of the routes. */
const methods = { POST: true, GET: true, DELETE: true } as const satisfies Readonly<Record<Route['method'], true>>;

/**
 * Allows pages of these origins to read every answer, including problems. This is not configured in API Gateway, so
 * that the local server behaves the same. Credentials are not allowed, because scripts send the token themselves.
 */
export function cors(origins: readonly string[]): MiddlewareObj<Event, Result> {
  const allow = ({ event, response }: { event: Event; response: Result | null | undefined }) => {
    if (origins.length === 0 || !response) return;
    const vary = [response.headers?.['vary'] ?? [], 'Origin'].flat().join(', ');
    response.headers = { ...response.headers, vary, ...allowedOrigin(event, origins) };
  };
  return { after: allow, onError: allow };
}

/**
 * Returns the answer to a CORS preflight request of an allowed origin (Fetch Standard, "CORS-preflight request").
 * Returns undefined for every other request.
 */
export function preflight(event: Event, origins: readonly string[]): Result | undefined {
  if (!isPreflight(event) || allowedOrigin(event, origins) === undefined) return undefined;
  return {
    statusCode: 204,
    headers: {
      'access-control-allow-methods': Object.keys(methods).join(', '),
      'access-control-allow-headers': 'accept, authorization, content-type, idempotency-key, prefer',
      'access-control-max-age': String(maxAgeSeconds),
    },
  };
}

/** Returns the detail of the problem for a refused preflight. Returns undefined if the request is not a preflight. */
export function refusedPreflight(event: Event): string | undefined {
  if (!isPreflight(event)) return undefined;
  return 'This is a CORS preflight request, and pages of this origin are not allowed to call the API. The allowed origins are set when Latchkey is deployed, in LATCHKEY_CORS_ORIGINS.';
}

function isPreflight({ headers, requestContext: { http } }: Event): boolean {
  return http.method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function allowedOrigin({ headers: { origin } }: Event, origins: readonly string[]) {
  if (origin === undefined || !origins.includes(origin)) return undefined;
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Location, Retry-After, Idempotency-Replayed, Link',
  };
}
