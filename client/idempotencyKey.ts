/**
 * Returns a new Idempotency-Key: 128 random bits. `crypto.randomUUID` would do the same, but in a browser it is missing
 * on pages without TLS.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
