import { LatchkeyArgumentError } from './latchkeyArgumentError.ts';
import type { ClaimCredentialsRequest } from './generated/types.gen.js';

/** A public key as a JWK, for which the service seals the keys of an answer. */
export type RecipientJwk = NonNullable<ClaimCredentialsRequest['recipientKey']>;

/** What was sealed, and its media type. */
export interface OpenedJwe {
  readonly contentType: string;
  readonly text: string;
}

/**
 * A key pair for which the keys of an answer are sealed. The private key cannot be read, and ends with this object. As
 * long as it is there, a call that is repeated with it gets keys whose first answer was lost, for 24 hours.
 */
export interface RecipientKey {
  /** The public key, as the member `recipientKey` of a create or a claim. */
  readonly jwk: RecipientJwk;
  /** Opens a compact JWE that was sealed for this key. Throws LatchkeyArgumentError if it is another one, or is changed. */
  open(jwe: string): Promise<OpenedJwe>;
}

const curve = { name: 'ECDH', namedCurve: 'P-256' };

/** Makes a new key pair. Needs Web Crypto, which a page has only over HTTPS and on localhost. */
export async function createRecipientKey(): Promise<RecipientKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  return {
    jwk: { kty: 'EC', crv: 'P-256', x, y, alg: 'ECDH-ES' },
    open: async (jwe) => {
      try {
        return await open(jwe, privateKey);
      } catch {
        // The cause could repeat a part of what was sealed.
        throw new LatchkeyArgumentError('This JWE was not sealed for this recipient key, or it is not complete.');
      }
    },
  };
}

/** Opens a JWE with ECDH-ES and A256GCM (RFC 7516, section 5.2). Throws if it is anything else. */
async function open(jwe: string, privateKey: Parameters<typeof crypto.subtle.deriveBits>[1]): Promise<OpenedJwe> {
  const [first = '', encryptedKey, iv = '', ciphertext = '', tag = '', ...more] = jwe.split('.');
  const header: unknown = JSON.parse(new TextDecoder().decode(bytesOf(first)));
  if (!isHeader(header) || encryptedKey !== '' || more.length > 0) throw new TypeError('another form of JWE');
  const { kty, crv, x, y } = header.epk;
  const sender = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, false, []);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: sender }, privateKey, 256);
  const key = await crypto.subtle.importKey('raw', await contentKey(secret), 'AES-GCM', false, ['decrypt']);
  const parameters = { name: 'AES-GCM', iv: bytesOf(iv), additionalData: new TextEncoder().encode(first) };
  const plain = await crypto.subtle.decrypt(parameters, key, joined(bytesOf(ciphertext), bytesOf(tag)));
  return { contentType: header.cty, text: new TextDecoder().decode(plain) };
}

interface Header {
  readonly cty: string;
  readonly epk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };
}

function isHeader(header: unknown): header is Header {
  if (typeof header !== 'object' || header === null) return false;
  if (!('alg' in header) || header.alg !== 'ECDH-ES' || !('enc' in header) || header.enc !== 'A256GCM') return false;
  if (!('cty' in header) || typeof header.cty !== 'string' || !('epk' in header)) return false;
  return typeof header.epk === 'object' && header.epk !== null;
}

/** One round of the Concat KDF with SHA-256, for 256 bits and without names of the parties (RFC 7518, section 4.6.2). */
async function contentKey(secret: ArrayBuffer): Promise<ArrayBuffer> {
  const algorithm = new TextEncoder().encode('A256GCM');
  const numbers = (...values: number[]) => new Uint8Array(values.flatMap((value) => [0, 0, value >> 8, value & 255]));
  return crypto.subtle.digest(
    'SHA-256',
    joined(numbers(1), new Uint8Array(secret), numbers(algorithm.length), algorithm, numbers(0, 0, 256)),
  );
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
