import { createHash, createHmac } from 'node:crypto';
import { Md5, Sha256 } from '../../../../infra/plugin/standIns/nodeHashes.ts';

const data = Buffer.from('abc');
const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex');

test('the hashes equal those of Node', async () => {
  const [sha, md5] = [new Sha256(), new Md5()];
  for (const hash of [sha, md5]) hash.update(data);
  expect(hex(await sha.digest())).toBe(createHash('sha256').update(data).digest('hex'));
  expect(hex(await md5.digest())).toBe(createHash('md5').update(data).digest('hex'));
});

test.each([
  ['text', 'secret'],
  ['bytes', Buffer.from('secret')],
  ['a buffer', new Uint8Array(Buffer.from('secret')).buffer],
])('with a secret as %s, the hash is an HMAC', async (_, secret) => {
  const mac = new Sha256(secret);
  mac.update(data);
  expect(hex(await mac.digest())).toBe(createHmac('sha256', 'secret').update(data).digest('hex'));
});

test('a hash can be reset', async () => {
  const hash = new Sha256();
  hash.update(Buffer.from('something else'));
  hash.reset();
  hash.update(data);
  expect(hex(await hash.digest())).toBe(createHash('sha256').update(data).digest('hex'));
});
