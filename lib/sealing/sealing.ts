import { createHash } from 'node:crypto';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { keyItself, keyTypes, type RecipientKey } from './recipientKey.ts';
import { publicKeyOf, recipientKeyErrors } from './recipientKeyErrors.ts';

export { recipientKeyErrors };

/** Returns the SHA-256 thumbprint of a key (RFC 7638). Two JWKs of one key have the same. */
export function thumbprintOf(key: RecipientKey): string {
  return createHash('sha256')
    .update(JSON.stringify(keyItself(key)))
    .digest('base64url');
}

/**
 * Returns a text as a compact JWE (RFC 7516) that only the holder of the private key can open. Its header names the
 * key (`kid`) and the media type of the text (`cty`).
 */
export async function seal(key: RecipientKey, kid: string, contentType: string, text: string): Promise<string> {
  const [usual] = keyTypes[key.kty].algorithms;
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: key.alg ?? usual, enc: 'A256GCM', kid, cty: contentType })
    .encrypt(publicKeyOf(key));
}
