import { assertDeclared } from './declared.ts';
import { token, type TestStack } from './testStack.ts';
import type { VirtualStack } from './virtualStack.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export const bearer = { authorization: `Bearer ${token}` };
export const asJson = { ...bearer, 'content-type': 'application/json' };

/** Sends a request with exactly these headers and this body, and returns the unparsed answer. */
export async function ask(
  stack: Pick<TestStack, 'url'> | Pick<VirtualStack, 'askExactly'>,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = bearer,
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<RawAnswer> {
  if ('askExactly' in stack) return stack.askExactly(method, path, headers, body);
  const response = await fetch(`${stack.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  await assertDeclared(method, path, { status: response.status, text });
  return { status: response.status, headers: response.headers, text };
}
