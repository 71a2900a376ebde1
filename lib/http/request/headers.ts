import { ProblemError } from '../../core/errors.ts';

/** Whether the header Prefer contains `respond-async` (RFC 7240). */
export function prefersAsync(prefer: string | undefined): boolean {
  return (prefer ?? '')
    .split(',')
    .some((preference) => preference.split(';')[0]?.trim().toLowerCase() === 'respond-async');
}

/**
 * Returns the Idempotency-Key: a structured-field string (RFC 9651), or the same key without quotes, as most clients
 * send it. A key without quotes must not contain a quote, comma or backslash, so that two joined headers or an
 * incomplete string are refused. Throws 400 if the header is not valid.
 */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const [, quoted] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text) ?? [];
  const key = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? text;
  const isKey = quoted === undefined ? /^[!#-+\-./0-[\]-~]+$/.test(key) : /^[\x20-\x7e]+$/.test(key);
  if (!isKey || key.length > 255) {
    throw new ProblemError(
      'malformed-header',
      'The header Idempotency-Key must hold one key of 1 to 255 visible ASCII characters, for example a UUID. Quotes around the key are optional.',
    );
  }
  return key;
}
