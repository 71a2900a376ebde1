import { randomBytes, randomInt } from 'node:crypto';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function characters(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** Prefixes of unique IDs. Source: IAM User Guide, "IAM identifiers", "Understanding unique ID prefixes". */
export type IdPrefix = 'AIDA' | 'AGPA' | 'ANPA' | 'AROA' | 'APKA' | 'ACCA';

/** A unique ID: 21 characters, as AWS gives users, groups, policies and roles. */
export function uniqueId(prefix: IdPrefix): string {
  return prefix + characters(base32, 17);
}

/** A signing certificate's ID: upper-case letters and digits, 32 of them. */
export function certificateId(): string {
  return characters(base62, 32);
}

/** 40 characters of the alphabet of secret access keys. */
export function secretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

/**
 * An access key ID: 20 characters, of which the last 16 are 10 bytes in base32: a set bit, the account's 40 bits, 39
 * random bits. AWS's own are built so, which lets the sandbox find the account of a key without an index of all keys.
 */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', accountId: string): string {
  const random = BigInt(`0x${randomBytes(5).toString('hex')}`) >> 1n;
  let bits = (1n << 79n) | (BigInt(accountId) << 39n) | random;
  let encoded = '';
  for (let position = 0; position < 16; position += 1) {
    encoded = base32.charAt(Number(bits & 31n)) + encoded;
    bits >>= 5n;
  }
  return prefix + encoded;
}

/** The account that an access key ID was made for, or undefined where it cannot be one of the sandbox's. */
export function accountOfAccessKey(id: string): string | undefined {
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(id)) return undefined;
  const bits = Array.from(id.slice(4)).reduce((sum, character) => (sum << 5n) | BigInt(base32.indexOf(character)), 0n);
  const account = ((bits >> 39n) & ((1n << 40n) - 1n)).toString();
  return account.length <= 12 ? account.padStart(12, '0') : undefined;
}
