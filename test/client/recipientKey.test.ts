import * as z from 'zod';
import { createRecipientKey } from '../../client/recipientKey.ts';
import { seal, thumbprintOf } from '../../lib/sealing/sealing.ts';

const sealFor = ({ jwk }: { readonly jwk: object }, more = {}) => {
  const key = { kty: 'EC' as const, ...jwk, ...more };
  return seal(key, thumbprintOf(key), 'text/csv', 'the keys, für zwei');
};

test('a recipient key opens what the service seals for it', async () => {
  const key = await createRecipientKey();
  expect(await key.open(await sealFor(key))).toEqual({ contentType: 'text/csv', text: 'the keys, für zwei' });
});

test('the private key cannot be exported', async () => {
  const generate = jest.spyOn(crypto.subtle, 'generateKey');
  await createRecipientKey();
  const made: unknown = await generate.mock.results[0]?.value;
  generate.mockRestore();
  const { privateKey } = z.object({ privateKey: z.instanceof(CryptoKey) }).parse(made);
  const refused = { name: 'InvalidAccessError' };
  await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toMatchObject(refused);
  await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toMatchObject(refused);
});

test('a recipient key opens nothing else, and its error repeats nothing', async () => {
  const key = await createRecipientKey();
  const jwe = await sealFor(key);
  const [header = '', , iv = '', text = '', tag = ''] = jwe.split('.');
  const changed = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
  const others = [
    await sealFor(await createRecipientKey()),
    await sealFor(key, { alg: 'ECDH-ES+A256KW' }),
    [header, '', iv, changed, tag].join('.'),
    [header, '', iv, text].join('.'),
    `${jwe}.more`,
    'no JWE',
    '',
  ];
  for (const other of others)
    await expect(key.open(other)).rejects.toThrow(
      new Error('This JWE was not sealed for this recipient key, or it is not complete.'),
    );
});
