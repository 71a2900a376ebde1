import { assertDeclared } from './declared.ts';
import { token, type TestStack } from './testStack.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export const bearer = { authorization: `Bearer ${token}` };
export const asJson = { ...bearer, 'content-type': 'application/json' };

/** A request with these headers and this body and no others; the answer as it is. */
export async function ask(
  { url }: Pick<TestStack, 'url'>,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = bearer,
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<RawAnswer> {
  const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  assertDeclared(method, path, { status: response.status, text });
  return { status: response.status, headers: response.headers, text };
}
