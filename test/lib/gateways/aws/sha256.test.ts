import { Sha256 } from '../../../../lib/gateways/aws/sha256.ts';

const hex = async (hash: Sha256) => Buffer.from(await hash.digest()).toString('hex');
const bytes = (text: string) => new TextEncoder().encode(text);

const digests = {
  // FIPS 180-2, appendix B.1.
  ofAbc: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  // RFC 4231, test case 2.
  hmac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
};

test.each([
  { what: 'a text', parts: ['abc'] },
  { what: 'bytes', parts: [bytes('abc')] },
  { what: 'a part of a buffer', parts: [bytes('xabcx').subarray(1, 4)] },
  { what: 'a buffer', parts: [bytes('abc').buffer] },
  { what: 'several parts', parts: ['a', bytes('bc')] },
])('the digest of $what is the one of SHA-256', async ({ parts }) => {
  const hash = new Sha256();
  for (const part of parts) hash.update(part);
  expect(await hex(hash)).toBe(digests.ofAbc);
});

test.each([
  { what: 'a text', secret: 'Jefe' },
  { what: 'bytes', secret: bytes('Jefe') },
  { what: 'a buffer', secret: bytes('Jefe').buffer },
])('with $what as its secret, it is the one of HMAC-SHA-256, also after a reset', async ({ secret }) => {
  const hash = new Sha256(secret);
  hash.update('something else');
  hash.reset();
  hash.update('what do ya want for nothing?');
  expect(await hex(hash)).toBe(digests.hmac);
});
