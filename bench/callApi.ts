import { randomUUID } from 'node:crypto';

type Headers = Readonly<Record<string, string>>;

/** Sends a request, and returns the JSON of its answer. Throws an error with the answer if its status is not 2xx. */
export type CallApi = (method: string, path: string, body?: unknown, headers?: Headers) => Promise<unknown>;

/** Returns a function that calls the API at this URL with this token. */
export function apiAt(url: string, token: string): CallApi {
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    const json: unknown = JSON.parse(text);
    return json;
  };
}

/** Returns a header with an Idempotency-Key that no other request has. */
export const newIdempotencyKey = (): Headers => ({ 'idempotency-key': randomUUID() });
