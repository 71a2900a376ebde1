import type { HttpCall } from '../../local/api/event.ts';

/** The token of the vendor's back end. */
export const apiToken = 'model-token';

/** Returns a request of the vendor's back end. Its body is written as JSON. */
export function jsonCall(
  method: string,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): HttpCall {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json', ...headers };
  return { method, url, rawHeaders: Object.entries(all).flat(), body: Buffer.from(text), sourceIp: '127.0.0.1' };
}
