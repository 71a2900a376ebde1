import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';

/** What payloads are signed with: the first of each kind is the new one while a change goes on. */
export interface WebhookSecrets {
  /** `whsec_` and the base64 of 24 to 64 bytes, for HMAC-SHA256 (`v1`). */
  readonly hmac: readonly string[];
  /** Private Ed25519 keys (`v1a`). */
  readonly ed25519: readonly KeyObject[];
}

/** Where they are: a SecureString parameter of SSM, a file, or in memory where nothing is kept. */
export type SecretsSource = { readonly parameter: string } | { readonly file: string } | { readonly text: string };

/** What is wrong with the text that should hold the secrets; says where, never what stands there. */
export class WebhookSecretsError extends Error {
  constructor(where: string, expected: string) {
    super(`The webhook secrets in ${where} cannot be used: ${expected}`);
    this.name = 'WebhookSecretsError';
  }
}

const schema = z.strictObject({ hmac: z.array(z.string()), ed25519: z.array(z.string()) });
const form = '{"hmac": ["whsec_…"], "ed25519": ["whsk_…"]}, one or two of each kind';

/** @param where the text came from, for the error. @throws WebhookSecretsError */
export function parseWebhookSecrets(text: string, where: string): WebhookSecrets {
  const parsed = schema.safeParse(parseJson(text)).data;
  if (parsed === undefined) throw new WebhookSecretsError(where, `they must be JSON of the form ${form}.`);
  const { hmac, ed25519 } = parsed;
  if ([hmac, ed25519].some(({ length }) => length < 1 || length > 2))
    throw new WebhookSecretsError(where, `there must be ${form}.`);
  if (!hmac.every(isHmacSecret))
    throw new WebhookSecretsError(where, 'each of "hmac" must be whsec_ and the base64 of 24 to 64 random bytes.');
  return { hmac, ed25519: ed25519.map((key) => privateKeyOf(key, where)) };
}

function isHmacSecret(secret: string): boolean {
  const bytes = bytesAfter('whsec_', secret)?.length ?? 0;
  return bytes >= 24 && bytes <= 64;
}

/** PKCS #8 and SPKI of Ed25519, up to where the 32 bytes of the key begin (RFC 8410). */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyBytes = 32;

/** `whsk_` holds the private key and, in what other senders write, the public key after it: that one is checked then. */
function privateKeyOf(secret: string, where: string): KeyObject {
  const bytes = bytesAfter('whsk_', secret);
  if (bytes?.length === 32 || bytes?.length === 64) {
    const der = Buffer.concat([privateKeyHead, bytes.subarray(0, 32)]);
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    if (bytes.length === 32 || publicBytes(key).equals(bytes.subarray(32))) return key;
  }
  throw new WebhookSecretsError(
    where,
    'each of "ed25519" must be whsk_ and the base64 of a private key of 32 bytes, or of it and its public key.',
  );
}

function publicBytes(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-publicKeyBytes);
}

/** A public key in the three forms that verifiers take. */
export interface WebhookPublicKey {
  /** `whpk_` and the base64 of its 32 bytes, as Standard Webhooks writes it. */
  readonly publicKey: string;
  readonly pem: string;
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly use: 'sig'; readonly x: string };
}

export function publicKeyOf(key: KeyObject): WebhookPublicKey {
  const bytes = publicBytes(key);
  return {
    publicKey: `whpk_${bytes.toString('base64')}`,
    pem: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
    jwk: { kty: 'OKP', crv: 'Ed25519', use: 'sig', x: bytes.toString('base64url') },
  };
}

/** Only base64 as it is written: Node skips what is none, and a secret that lost a character would still be one. */
function bytesAfter(prefix: string, text: string): Buffer | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const bytes = Buffer.from(text.slice(prefix.length), 'base64');
  return bytes.toString('base64') === text.slice(prefix.length) ? bytes : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
