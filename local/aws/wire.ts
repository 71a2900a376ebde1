import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** The services of the local AWS, named as in the credential scope of a signature. */
export type Service = 'sts' | 'iam' | 'dynamodb' | 'sqs';

const services: readonly string[] = ['sts', 'iam', 'dynamodb', 'sqs'];

/** Returns whether the local AWS has the service. */
export function isService(name: string): name is Service {
  return services.includes(name);
}

/** An HTTP request with its complete body. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An HTTP response. `code` is `ok` or the error code of AWS, for the log of calls. */
export interface WireAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: string;
}

/** The maximum size of a request to DynamoDB (16 MB), the largest of the four services. */
const bodyLimitBytes = 16 * 1024 * 1024;

/** Reads a request to its end. @throws if the body is larger than 16 MB, or if the connection breaks. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const body = await buffer(request);
  if (body.length > bodyLimitBytes) throw new Error(`The request body is larger than ${bodyLimitBytes} bytes.`);
  return { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body };
}

/** Returns the action of a request: from `X-Amz-Target`, or from the form body of the query protocol. */
export function actionOf(request: WireRequest): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return formOf(request)['Action'] ?? '';
}

/** Returns the form parameters of a request in the query protocol. */
export function formOf(request: WireRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
}
