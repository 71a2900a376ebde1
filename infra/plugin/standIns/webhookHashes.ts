import { createHmac } from 'node:crypto';

/**
 * Replaces `fast-sha256` and `@stablelib/base64`, with which `standardwebhooks` signs, by Node's own functions.
 * That package is CommonJS, so that the build would not notice a missing export; a test signs with a bundle.
 */
export function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(data).digest();
}

export function encode(data: Uint8Array): string {
  return Buffer.from(data).toString('base64');
}

/** Ignores invalid characters. The secrets of webhooks are checked when they are read (lib/webhooks/secrets.ts). */
export function decode(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
