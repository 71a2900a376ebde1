import { mayCall, type Route } from '../../lib/http/routes.ts';
import { exampleOf } from './exampleOf.ts';
import { refTo } from './schemas.ts';

/** The body of the answers that API Gateway gives itself. */
export const gatewayMessageSchema = {
  type: 'object',
  properties: { message: { type: 'string', description: 'The reason phrase of the status' } },
  required: ['message'],
  description: 'An answer of API Gateway itself. No function has received the request, or it has not answered.',
};

/**
 * Returns what API Gateway itself answers to a request for a route, by status. It never answers 404, because the API has
 * the route `$default`, nor 401, because it has no JWT authorizer. Sources:
 *
 * - 403, where callers sign: https://repost.aws/knowledge-center/api-gateway-troubleshoot-403-forbidden, for signatures
 *   and IAM policies
 * - 413, above 10 MB: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html. AWS does not
 *   document the text.
 * - 429: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 * - 500, if the function could not run or its answer is not valid:
 *   https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 * - 503, after the integration timeout of the same page of quotas; the text was seen in
 *   https://github.com/cortexlabs/cortex/issues/1225
 */
export function gatewayAnswers(route: Pick<Route, 'callers'>): ReadonlyMap<number, string> {
  return new Map([
    ...(route.callers !== 'anybody' && mayCall(route, 'signer') ? [[403, 'Forbidden'] as const] : []),
    [413, 'Request Entity Too Large'],
    [429, 'Too Many Requests'],
    [500, 'Internal Server Error'],
    [503, 'Service Unavailable'],
  ]);
}

/** Returns the content of such an answer. */
export const gatewayContent = (message: string) => ({
  'application/json': { schema: refTo('GatewayMessage'), ...exampleOf({ message }) },
});
