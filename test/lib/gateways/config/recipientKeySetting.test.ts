import { readConfig } from '../../../../lib/gateways/config/config.ts';
import { ConfigError } from '../../../../lib/gateways/config/configError.ts';
import { assertRecipientKey } from '../../../../lib/gateways/config/recipientKeySetting.ts';
import { localEnvironment } from '../../../../local/environment.ts';
import { newRecipient } from '../../../support/recipientKeys.ts';

const check = (value: string) => {
  const given = { LATCHKEY_RECIPIENT_KEY: value };
  assertRecipientKey(readConfig(localEnvironment('http://127.0.0.1:1', 'token', given)).recipientKey);
};

test.each(['P-256', 'X25519', 'RSA'] as const)('a key of the kind %s can be set, and none', (kind) => {
  expect(() => {
    check(JSON.stringify(newRecipient(kind).jwk));
    check('');
  }).not.toThrow();
});

const recipient = newRecipient();

test.each([
  { value: 'a text', says: 'it is not the JSON of a public key' },
  { value: '"a string"', says: 'it is not the JSON of a public key' },
  { value: '{"kty":"EC"}', says: 'crv is missing' },
  { value: JSON.stringify({ ...recipient.jwk, alg: 'RSA-OAEP-256' }), says: 'alg must be ECDH-ES' },
  { value: JSON.stringify({ ...recipient.jwk, y: recipient.jwk.x }), says: 'it is no usable point on the curve P-256' },
])('a deploy and a local start refuse $value, and say why', ({ value, says }) => {
  expect(() => {
    check(value);
  }).toThrow(new RegExp(`^LATCHKEY_RECIPIENT_KEY is wrong\\..* public key of your back end as a JWK.*${says}`));
});

test('a private key is refused, and the error does not show it', () => {
  const jwk = recipient.privateKey.export({ format: 'jwk' });
  let error: unknown;
  try {
    check(JSON.stringify(jwk));
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).not.toContain(jwk.d);
});
