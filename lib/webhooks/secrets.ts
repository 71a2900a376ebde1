import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';

/** The secrets and keys that sign payloads. During a rotation there are two of a kind, and the first is the new one. */
export interface WebhookSecrets {
  /** `whsec_` and the base64 of 24 to 64 bytes, for HMAC-SHA256 (`v1`). */
  readonly hmac: readonly string[];
  /** Private Ed25519 keys (`v1a`). */
  readonly ed25519: readonly KeyObject[];
}

/** The location of the secrets: an SSM SecureString parameter, a file, or a text in memory. */
export type SecretsSource = { readonly parameter: string } | { readonly file: string } | { readonly text: string };

/** The text of the secrets is invalid. The message contains the location of the text, but never the text itself. */
export class WebhookSecretsError extends Error {
  constructor(where: string, expected: string) {
    super(`The webhook secrets in ${where} cannot be used: ${expected}`);
    this.name = 'WebhookSecretsError';
  }
}

const schema = z.strictObject({ hmac: z.array(z.string()), ed25519: z.array(z.string()) });
const form = '{"hmac": ["whsec_…"], "ed25519": ["whsk_…"]}, one or two of each kind';

/**
 * Parses the text of the secrets.
 *
 * @param where the location of the text, for the error message
 * @throws WebhookSecretsError if the text is invalid
 */
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

/** The DER encoding of an Ed25519 private key in PKCS #8, up to the 32 bytes of the key (RFC 8410). */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyBytes = 32;

/**
 * Parses a private key: `whsk_` and the base64 of the 32 bytes of the private key. Other senders append the 32 bytes of
 * the public key; these must then match the private key. Throws WebhookSecretsError if the text is invalid.
 */
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

/** A public key in three formats. */
export interface WebhookPublicKey {
  /** The format of Standard Webhooks: `whpk_` and the base64 of the 32 bytes. */
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

/**
 * Decodes the base64 after the prefix. Returns undefined if the prefix is missing or the base64 is not canonical: Node
 * ignores invalid characters, so a damaged secret would otherwise be accepted.
 */
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
