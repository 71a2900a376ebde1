import type { Route } from '../../lib/http/routes.ts';
import { refTo } from './schemas.ts';

/** The body of the answers that API Gateway gives itself. */
export const gatewayMessageSchema = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
  description: 'An answer of API Gateway itself. No function has received the request, or it has not answered.',
};

/**
 * Returns what API Gateway itself answers to a request for a route, by status. Source: API Gateway Developer Guide, the
 * quotas and the throttling of HTTP APIs, and IAM authorization.
 */
export function gatewayAnswers({ callers }: Route): ReadonlyMap<number, string> {
  return new Map([
    ...(callers === 'anybody' ? [] : [[403, 'Forbidden'] as const]),
    [413, 'Request Entity Too Large'],
    [429, 'Too Many Requests'],
    [500, 'Internal Server Error'],
    [503, 'Service Unavailable'],
  ]);
}

/** Returns the content of such an answer. */
export const gatewayContent = (message: string) => ({
  'application/json': { schema: refTo('GatewayMessage'), example: { message } },
});
