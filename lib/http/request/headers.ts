import { ProblemError } from '../../core/errors.ts';

/** Whether `Prefer: respond-async` (RFC 7240) is among the preferences. */
export function prefersAsync(prefer: string | undefined): boolean {
  return (prefer ?? '')
    .split(',')
    .some((preference) => preference.split(';')[0]?.trim().toLowerCase() === 'respond-async');
}

/**
 * The Idempotency-Key: a structured-field string (RFC 9651), or bare as most clients send it, which is the same key.
 * A bare one has no quote, comma or backslash: two headers in one, or half a string, are nobody's key. Throws 400.
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
