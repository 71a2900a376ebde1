import type { APIGatewayProxyEventV2 } from 'aws-lambda';

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly id?: string;
}

/** What API Gateway would send for this request. */
export function apiEvent(method: string, path: string, { headers, body, id }: Asked): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      requestId: 'request-7',
      routeKey: '',
      stage: '',
      time: '',
      timeEpoch: 0,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'canary-agent' },
    },
    ...(id !== undefined && { pathParameters: { id } }),
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}
