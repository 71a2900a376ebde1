import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestUrl } from '../requestUrl.ts';
import type { RouteMatch } from './routes.ts';

/** An HTTP request with its complete body. */
export interface HttpCall {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Header names and values alternately, as sent. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

/**
 * Returns the event that API Gateway creates for a request (payload format 2.0).
 * Source: API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs".
 * @param time epoch milliseconds
 */
export function toEvent(
  call: HttpCall,
  { route, pathParameters }: RouteMatch,
  requestId: string,
  time: number,
): APIGatewayProxyEventV2 {
  const { pathname, search } = requestUrl(call.url);
  const query = new URLSearchParams(search);
  const { cookie, ...headers } = joinedHeaders(call.rawHeaders);
  const isBase64Encoded = call.body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(search.length > 1 && {
      queryStringParameters: Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name).join(',')])),
    }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters: { ...pathParameters } }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: call.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: call.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(time),
      timeEpoch: time,
    },
    ...(call.body.length > 0 && { body: call.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const separator = name === 'cookie' ? '; ' : ',';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}${separator}${value}`);
  }
  return Object.fromEntries(headers);
}

/**
 * Returns whether API Gateway passes a body of this type as text. It passes all other bodies as base64, including forms
 * and bodies without a content type. Source: tested on AWS in https://github.com/ministackorg/ministack/pull/766; the
 * Developer Guide names no list.
 */
function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || ['application/json', 'application/xml', 'application/javascript'].includes(type);
}

/** Returns the time in the format `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(time: number): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}:${clock ?? ''} +0000`;
}
