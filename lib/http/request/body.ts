import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { clip, ProblemError } from '../../core/errors.ts';

/** The maximum size in bytes and the maximum depth in levels. A larger body is refused without parsing it. */
const maxBytes = 32 * 1024;
const maxDepth = 16;

/** How many characters of a caller's text an answer repeats. */
const longestShown = 80;

/** Shortens a text of the caller for a message. */
const shown = (text: string) => clip(text, longestShown);

/** Keys that could change JavaScript's prototypes. No valid request contains them. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Returns the body as text, decoded if API Gateway encoded it in base64, and without a byte order mark, which some
 * editors and clients write before JSON (RFC 8259, section 8.1). Throws 413 if it is too large.
 */
export function bodyText({ body, isBase64Encoded }: APIGatewayProxyEventV2): string {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new ProblemError(
      'body-too-large',
      `The body has ${String(bytes.length)} bytes. The limit is ${String(maxBytes)} bytes. Send a smaller body.`,
    );
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * Parses the body as JSON. Returns undefined if there is no body. Throws 400 if it is not valid JSON, 415 if its
 * Content-Type is not JSON, and 422 if it has too many levels, a forbidden key or a text that is not Unicode.
 */
export function parseBody(text: string, contentType: string | undefined): unknown {
  if (text === '') return undefined;
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')) {
    throw new ProblemError(
      'unsupported-media-type',
      `${contentType === undefined ? 'The request has no Content-Type header' : `The Content-Type of the body is ${shown(contentType)}`}. Send JSON, with "Content-Type: application/json".`,
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'unknown';
    throw new ProblemError(
      'malformed-json',
      `The body is not valid JSON: ${withoutExcerpt(reason)}. Send one JSON object.`,
    );
  }
  refuseRepeated(text);
  inspect(parsed, '', 1);
  return parsed;
}

/**
 * Throws 400 if an object has two members with the same name. The JSON parser uses the last one, but a proxy before it
 * may have used the first. RFC 8259, section 4, allows a receiver to refuse them. The text is valid JSON, so only
 * strings, braces and brackets matter here.
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

/** Removes the excerpt of the body from the parser's message, because a body may contain secrets. */
function withoutExcerpt(message: string): string {
  return (
    message
      .replaceAll(/,? ?\.{0,3}"[\s\S]*"\.{0,3}/g, '')
      .replace(/ is not valid JSON$/, '')
      .trim() || 'it cannot be parsed'
  );
}

function inspect(value: unknown, pointer: string, depth: number): void {
  if (typeof value === 'string') mustBeUnicode(value, pointer);
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
    mustBeUnicode(key, at.toWellFormed());
    if (forbiddenKeys.has(key)) {
      throw new ProblemError(
        'invalid-request',
        `The body has the field ${shown(at)}, which is not allowed. Remove it.`,
        {
          errors: [{ pointer: at, detail: 'is not allowed. Remove it.' }],
        },
      );
    }
    inspect(part, at, depth + 1);
  }
}

/** Throws 422 if a text has half of a surrogate pair: it has no UTF-8 and no canonical form (RFC 8785, section 3.2.2.2). */
function mustBeUnicode(text: string, pointer: string): void {
  if (text.isWellFormed()) return;
  const detail = 'has half of a surrogate pair, which is not a character. Remove it.';
  throw new ProblemError('invalid-request', `The text at ${shown(pointer)} ${detail}`, {
    errors: [{ pointer, detail }],
  });
}
