import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { toEvent } from '../local/api/event.ts';
import { matchRoute } from '../local/api/routes.ts';
import { readService } from '../local/api/service.ts';

/** Returns a function that gives the event which API Gateway would create for a request of a caller with this token. */
export function eventsOf(token: string) {
  const { routes } = readService('serverless.yml');
  return (method: string, path: string, body?: object): APIGatewayProxyEventV2 => {
    const match = matchRoute(routes, method, path);
    if (match === undefined) throw new Error(`There is no route for ${method} ${path}.`);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    };
    const call = {
      method,
      url: path,
      rawHeaders: Object.entries(headers).flat(),
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      sourceIp: '127.0.0.1',
    };
    return toEvent(call, match, 'cold', Date.now());
  };
}
