import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** The services that the port answers for, by the name in a signature's credential scope. */
export type Service = 'sts' | 'iam' | 'dynamodb' | 'sqs';

const services: readonly string[] = ['sts', 'iam', 'dynamodb', 'sqs'];

export function isService(name: string): name is Service {
  return services.includes(name);
}

/** An HTTP request with its body read to the end. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What goes back; `code` is `ok` or AWS's error code, for the log of calls. */
export interface WireAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: string;
}

/** DynamoDB takes 16 MB a request, the largest of the four. */
const bodyLimitBytes = 16 * 1024 * 1024;

/** @throws when the body is larger than any of the services takes, or the connection breaks. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const body = await buffer(request);
  if (body.length > bodyLimitBytes) throw new Error(`A request has at most ${bodyLimitBytes} bytes.`);
  return { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body };
}

/** The action that a request asks for: of the form body in the query protocol, else of `X-Amz-Target`. */
export function actionOf(request: WireRequest): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return formOf(request)['Action'] ?? '';
}

/** The parameters of the query protocol. */
export function formOf(request: WireRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
}
