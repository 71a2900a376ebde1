import { generateKeyPairSync } from 'node:crypto';
import type { RecipientKey } from '../../../lib/sealing/recipientKey.ts';
import { recipientKeyErrors } from '../../../lib/sealing/recipientKeyErrors.ts';
import { newRecipient } from '../../support/recipientKeys.ts';

type Key = RecipientKey & Readonly<Record<string, unknown>>;
const keyOf = (jwk: object, more: object = {}): Key => ({ kty: 'EC', ...jwk, ...more });
const ec = newRecipient('P-256').jwk;
const okp = newRecipient('X25519').jwk;
const rsa = newRecipient('RSA').jwk;
const smallRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' });
const of = (bytes: readonly number[]) => Buffer.from(bytes).toString('base64url');
const zeros = Array<number>(32).fill(0);
const evenModulus = `${String(rsa.n).slice(0, -2)}AA`;
/** Base64url has six bits a character: the last one of 32 bytes has two bits that belong to none of them. */
const withSpareBits = (text: string) =>
  `${text.slice(0, -1)}${String.fromCharCode(text.charCodeAt(text.length - 1) + 1)}`;

test.each<[string, Key]>([
  ['P-256', keyOf(ec)],
  ['P-256 as Web Crypto exports it', keyOf(ec, { key_ops: [], ext: true })],
  ['P-256 with everything said', keyOf(ec, { alg: 'ECDH-ES+A256KW', use: 'enc', key_ops: ['deriveBits'], kid: 'k' })],
  ['X25519', keyOf(okp)],
  ['RSA', keyOf(rsa)],
  ['RSA as Web Crypto exports it', keyOf(rsa, { alg: 'RSA-OAEP-256', key_ops: ['encrypt', 'wrapKey'], ext: true })],
])('keys can be sealed for %s', (_, key) => {
  expect(recipientKeyErrors(key)).toEqual([]);
});

test.each<[string, Key, string]>([
  ['another curve', keyOf(p384), 'crv'],
  ['the curve of another type', keyOf(ec, { crv: 'X25519' }), 'crv'],
  ['no curve', keyOf(ec, { crv: undefined }), 'crv'],
  ['a missing coordinate', keyOf(ec, { y: undefined }), 'y'],
  ['a coordinate too many', keyOf(okp, { y: ec.y }), 'y'],
  ['a short coordinate', keyOf(ec, { x: of([1, 2, 3]) }), 'x'],
  ['padding', keyOf(ec, { x: `${String(ec.x)}=` }), 'x'],
  ['a second form of the same bytes', keyOf(okp, { x: withSpareBits(of(zeros)) }), 'x'],
  ['a point that is not on the curve', keyOf(ec, { y: ec.x }), ''],
  ['the point at zero', keyOf(ec, { x: of(zeros), y: of(zeros) }), ''],
  ['a point of order 1', keyOf(okp, { x: of(zeros) }), ''],
  ['a point of order 4', keyOf(okp, { x: of([1, ...zeros.slice(1)]) }), ''],
  ['1024 bits', keyOf(smallRsa), 'n'],
  ['the exponent 3', keyOf(rsa, { e: 'Aw' }), 'e'],
  ['the exponent 1', keyOf(rsa, { e: 'AQ' }), 'e'],
  ['an even modulus', keyOf(rsa, { n: evenModulus }), ''],
  ['a modulus with a zero byte before it', keyOf(rsa, { n: of([0, ...Buffer.from(String(rsa.n), 'base64url')]) }), 'n'],
  ['an algorithm of another type', keyOf(ec, { alg: 'RSA-OAEP-256' }), 'alg'],
  ['an algorithm of signatures', keyOf(ec, { alg: 'ES256' }), 'alg'],
  ['RSA with SHA-1', keyOf(rsa, { alg: 'RSA-OAEP' }), 'alg'],
  ['a key for signatures', keyOf(ec, { use: 'sig' }), 'use'],
  ['operations of another type', keyOf(ec, { key_ops: ['encrypt'] }), 'key_ops'],
  ['no operation for RSA', keyOf(rsa, { key_ops: [] }), 'key_ops'],
  ['the operation of a private key', keyOf(rsa, { key_ops: ['decrypt'] }), 'key_ops'],
])('%s is refused', (_, key, member) => {
  expect(recipientKeyErrors(key).map((error) => error.member)).toContain(member);
});

test('a modulus of more than 4096 bits is refused, because it only takes more time', () => {
  const n = of([0x80, ...Array<number>(1023).fill(0xff)]);
  expect(recipientKeyErrors(keyOf(rsa, { n })).map(({ member }) => member)).toEqual(['n']);
});
