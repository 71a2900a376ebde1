import { randomBytes, randomInt } from 'node:crypto';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function characters(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** The prefixes of unique IDs. Source: IAM User Guide, "IAM identifiers", "Understanding unique ID prefixes". */
export type IdPrefix = 'AIDA' | 'AGPA' | 'ANPA' | 'AROA' | 'APKA' | 'ACCA';

/** Returns a unique ID of 21 characters, as AWS gives to users, groups, policies and roles. */
export function uniqueId(prefix: IdPrefix): string {
  return prefix + characters(base32, 17);
}

/** Returns the ID of a signing certificate: 32 upper-case letters and digits. */
export function certificateId(): string {
  return characters(lettersAndDigits, 32);
}

/** Returns a secret access key: 40 characters of the alphabet that AWS uses. */
export function secretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

/**
 * Returns an access key ID of 20 characters. The last 16 are 10 bytes in base32: a bit that is set, 40 bits for the
 * account, and 39 random bits. AWS's own IDs have this format too, and it lets the sandbox find the account of a key
 * without an index of all keys.
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

/** Returns the account of an access key ID, or undefined if the sandbox cannot have created the ID. */
export function accountOfAccessKey(id: string): string | undefined {
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(id)) return undefined;
  const bits = Array.from(id.slice(4)).reduce((sum, character) => (sum << 5n) | BigInt(base32.indexOf(character)), 0n);
  const account = ((bits >> 39n) & ((1n << 40n) - 1n)).toString();
  return account.length <= 12 ? account.padStart(12, '0') : undefined;
}
