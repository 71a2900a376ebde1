import { createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { keyItself, keyTypes, type KeyMember, type RecipientKey } from './recipientKey.ts';

/** What is wrong with a member of a key, or with the whole key if `member` is empty. */
export interface RecipientKeyError {
  readonly member: string;
  readonly detail: string;
}

/** The length of a coordinate of P-256 and of X25519, in bytes. */
const coordinateBytes = 32;

/**
 * The accepted lengths of an RSA key, in bits. NIST SP 800-57 part 1 sets the lower one. Keys above the upper one only
 * take more time.
 */
const modulusBits = { least: 2048, most: 4096 };

const keyMembers: readonly KeyMember[] = ['crv', 'x', 'y', 'n', 'e'];

/**
 * Returns why credentials cannot be sealed for a key. An empty list means that sealing cannot fail because of the key,
 * so the check comes before anything is created.
 */
export function recipientKeyErrors(key: RecipientKey): readonly RecipientKeyError[] {
  const errors = [...memberErrors(key), ...useErrors(key)];
  return errors.length > 0 ? errors : keyErrors(key);
}

function memberErrors(key: RecipientKey): readonly RecipientKeyError[] {
  const { kty } = key;
  const { members, curve } = keyTypes[kty];
  return keyMembers.flatMap((member): readonly RecipientKeyError[] => {
    const value = key[member];
    const error = (detail: string) => [{ member, detail }];
    if (!members.includes(member)) return value === undefined ? [] : error(`is no member of a key with kty ${kty}.`);
    if (value === undefined) return error(`is missing. A key with kty ${kty} has ${members.join(', ')}.`);
    if (member === 'crv') return value === curve ? [] : error(`must be ${String(curve)} for a key with kty ${kty}.`);
    // The only exponent in use that is not small (RFC 8017 and FIPS 186-5, section 5.4 require more than 65536).
    if (member === 'e') return value === 'AQAB' ? [] : error('must be AQAB, the exponent 65537.');
    if (!isBase64url(value)) return error('must be base64url without padding.');
    const bytes = Buffer.from(value, 'base64url');
    if (member === 'n') return bytes[0] === 0 ? error('must not begin with a zero byte.') : [];
    return bytes.length === coordinateBytes ? [] : error(`must be ${String(coordinateBytes)} bytes in base64url.`);
  });
}

/** Whether a text is the one form of its bytes. Two forms would give one key two thumbprints. */
function isBase64url(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}

function useErrors({ kty, alg, use, key_ops: operations }: RecipientKey): readonly RecipientKeyError[] {
  const type = keyTypes[kty];
  const fits =
    operations === undefined ||
    (operations.every((each) => type.operations.includes(each)) && (operations.length > 0 || type.mayHaveNoOperation));
  return [
    ...(alg === undefined || type.algorithms.includes(alg)
      ? []
      : [{ member: 'alg', detail: `must be ${type.algorithms.join(' or ')} for a key with kty ${kty}, or absent.` }]),
    ...(use === undefined || use === 'enc' ? [] : [{ member: 'use', detail: 'must be enc, or absent.' }]),
    ...(fits
      ? []
      : [{ member: 'key_ops', detail: `must be ${type.operations.join(' and ')}, one of them, or absent.` }]),
  ];
}

/** Returns what only the key's own mathematics tell. */
function keyErrors(key: RecipientKey): readonly RecipientKeyError[] {
  const whole = (detail: string) => [{ member: '', detail }];
  let publicKey: KeyObject;
  try {
    publicKey = publicKeyOf(key);
    // A point of small order makes the shared secret zero, whoever computes it (RFC 7748, section 6.1).
    if (key.kty === 'OKP') diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey });
  } catch {
    return whole(key.kty === 'RSA' ? 'is no RSA key.' : `is no usable point on the curve ${String(key.crv)}.`);
  }
  if (key.kty !== 'RSA') return [];
  const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  const isEven = ((Buffer.from(key.n ?? '', 'base64url').at(-1) ?? 0) & 1) === 0;
  if (isEven) return whole('is no RSA key.');
  if (modulusLength >= modulusBits.least && modulusLength <= modulusBits.most) return [];
  return [
    {
      member: 'n',
      detail: `must have ${String(modulusBits.least)} to ${String(modulusBits.most)} bits; it has ${String(modulusLength)}.`,
    },
  ];
}

/** Returns the key for encryption. Throws if it is no key. */
export function publicKeyOf(key: RecipientKey): KeyObject {
  return createPublicKey({ key: keyItself(key), format: 'jwk' });
}
