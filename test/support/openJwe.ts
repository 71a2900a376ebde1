import {
  constants,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  privateDecrypt,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import * as z from 'zod';

const headerSchema = z.looseObject({
  alg: z.string(),
  enc: z.literal('A256GCM'),
  kid: z.string(),
  cty: z.string(),
  epk: z.optional(z.record(z.string(), z.string())),
});

const bytesOf = (text = '') => Buffer.from(text, 'base64url');

/**
 * Opens a compact JWE by RFC 7516 and RFC 7518 alone, without the library that sealed it. Throws if the private key is
 * another one.
 */
export function openJwe(jwe: string, privateKey: KeyObject) {
  const [first = '', encryptedKey, iv, ciphertext, tag, ...more] = jwe.split('.');
  if (more.length > 0) throw new Error('a compact JWE has five parts');
  const header = headerSchema.parse(JSON.parse(bytesOf(first).toString()));
  const key = contentKey(header, bytesOf(encryptedKey), privateKey);
  const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(iv), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(first, 'ascii')).setAuthTag(bytesOf(tag));
  const text = Buffer.concat([decipher.update(bytesOf(ciphertext)), decipher.final()]).toString();
  return { header, text };
}

function contentKey({ alg, enc, epk = {} }: z.infer<typeof headerSchema>, encrypted: Buffer, privateKey: KeyObject) {
  const agreed = (algorithm: string) => {
    const publicKey = createPublicKey({ key: epk satisfies JsonWebKey, format: 'jwk' });
    return concatKdf(diffieHellman({ privateKey, publicKey }), algorithm);
  };
  switch (alg) {
    case 'ECDH-ES':
      return agreed(enc);
    case 'ECDH-ES+A256KW': {
      const unwrap = createDecipheriv('id-aes256-wrap', agreed(alg), Buffer.alloc(8, 0xa6));
      return Buffer.concat([unwrap.update(encrypted), unwrap.final()]);
    }
    case 'RSA-OAEP-256':
      return privateDecrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
        encrypted,
      );
    default:
      throw new Error(`alg ${alg}`);
  }
}

/** NIST SP 800-56A, section 5.8.1, as RFC 7518, section 4.6.2 uses it, for a key of 256 bits: one round of SHA-256. */
function concatKdf(secret: Buffer, algorithm: string): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const id = Buffer.from(algorithm, 'ascii');
  return createHash('sha256')
    .update(Buffer.concat([number(1), secret, number(id.length), id, number(0), number(0), number(256)]))
    .digest();
}
