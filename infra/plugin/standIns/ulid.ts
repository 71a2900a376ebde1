import { randomBytes } from 'node:crypto';

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfDigit = 5n;

/**
 * Replaces `ulid`, whose code is mostly for other platforms and for reading ULIDs. A ULID is 48 bits of time and 80 random
 * bits as 26 digits of Crockford's Base32 (github.com/ulid/spec). `time`: epoch ms.
 */
export function ulid(time: number = Date.now()): string {
  let bits = (BigInt(time) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`);
  let text = '';
  for (let place = 0; place < 26; place += 1) {
    text = `${digits.charAt(Number(bits & 31n))}${text}`;
    bits >>= bitsOfDigit;
  }
  return text;
}
