import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ProblemError } from '../../core/errors.ts';

/** More than any request needs, in bytes and levels; what is larger is not even parsed. */
const maxBytes = 32 * 1024;
const maxDepth = 16;

/** Keys that reach into JavaScript's prototypes. No field has such a name, so nobody honest sends them. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** The body as text, decoded where API Gateway encoded it. Throws 413. */
export function bodyText({ body, isBase64Encoded }: APIGatewayProxyEventV2): string {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new ProblemError(
      'body-too-large',
      `The body has ${String(bytes.length)} bytes. The limit is ${String(maxBytes)} bytes. Send a smaller body.`,
    );
  }
  return bytes.toString('utf8');
}

/** The body as JSON; undefined where there is none. Throws 400, 415 and 422. */
export function parseBody(text: string, contentType: string | undefined): unknown {
  if (text === '') return undefined;
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')) {
    throw new ProblemError(
      'unsupported-media-type',
      `${contentType === undefined ? 'The request has no Content-Type header' : `The Content-Type of the body is ${contentType}`}. Send JSON, with "Content-Type: application/json".`,
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const where = error instanceof SyntaxError ? error.message : 'unknown';
    throw new ProblemError('malformed-json', `The body is not valid JSON: ${quoteless(where)}. Send one JSON object.`);
  }
  refuseRepeated(text);
  inspect(parsed, '', 1);
  return parsed;
}

/**
 * Of two members of one name the parser keeps the last, a proxy on the way may have read the first: refused, as RFC 8259
 * (4) allows. The text is known to be JSON, so that strings, braces and brackets are all there is to look at.
 */
function refuseRepeated(text: string): void {
  const open: Set<string>[] = [];
  for (const [token, name, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (name !== undefined && colon !== undefined) {
      const key = String(JSON.parse(name));
      const siblings = open.at(-1);
      if (siblings?.has(key)) {
        const shownKey = JSON.stringify(shown(key));
        throw new ProblemError(
          'malformed-json',
          `An object in the body has the member ${shownKey} twice. Send it once.`,
        );
      }
      siblings?.add(key);
    }
  }
}

/** The parser quotes what it stumbled over; a body is never repeated, since it may hold anything. */
function quoteless(message: string): string {
  return (
    message
      .replaceAll(/,? ?\.{0,3}"[\s\S]*"\.{0,3}/g, '')
      .replace(/ is not valid JSON$/, '')
      .trim() || 'it cannot be parsed'
  );
}

/** The beginning of a pointer: enough to find the place. */
const shown = (pointer: string) => (pointer.length > 80 ? `${pointer.slice(0, 80)}…` : pointer);

function inspect(value: unknown, pointer: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maxDepth) {
    throw new ProblemError(
      'invalid-request',
      `The body has more than ${String(maxDepth)} levels of nesting, at ${shown(pointer)}. Send a body with fewer levels.`,
      {
        errors: [{ pointer, detail: 'has too many levels of nesting.' }],
      },
    );
  }
  for (const [key, part] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (forbiddenKeys.has(key)) {
      throw new ProblemError('invalid-request', `The body has the field ${at}, which is not allowed. Remove it.`, {
        errors: [{ pointer: at, detail: 'is not allowed. Remove it.' }],
      });
    }
    inspect(part, at, depth + 1);
  }
}
