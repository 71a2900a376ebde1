import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { parseWebhookSecrets, publicKeyOf } from '../../../lib/webhooks/secrets.ts';
import { webhookHeaders } from '../../../lib/webhooks/signature.ts';

/** The message, secrets and signatures that Standard Webhooks publishes. Those of `v1a` are the example of its specification. */
const vector = {
  message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_000, body: '{"test": 2432232314}' },
  hmac: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  v1: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ed25519: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
  v1a: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
};
const secretsOf = (secrets: object) => parseWebhookSecrets(JSON.stringify(secrets), 'a test');
const published = secretsOf({ hmac: [vector.hmac], ed25519: [vector.ed25519] });
const newHmac = () => `whsec_${randomBytes(24).toString('base64')}`;
const newKey = () =>
  `whsk_${generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64')}`;

test('signs the published message with the published signatures, and derives the published public key', () => {
  expect(webhookHeaders(vector.message, published)).toEqual({
    'webhook-id': vector.message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': `${vector.v1} ${vector.v1a}`,
  });
  expect(published.ed25519.map((key) => publicKeyOf(key).publicKey)).toEqual([vector.publicKey]);
});

test('a private key of 32 bytes signs like one that has its public key appended', () => {
  const seed = Buffer.from(vector.ed25519.slice('whsk_'.length), 'base64').subarray(0, 32).toString('base64');
  const short = secretsOf({ hmac: [vector.hmac], ed25519: [`whsk_${seed}`] });
  expect(webhookHeaders(vector.message, short)).toEqual(webhookHeaders(vector.message, published));
});

describe('during a rotation with two secrets and two keys', () => {
  const body = JSON.stringify({ type: 'webhook.test', note: 'schlüssel ✓' });
  const hmac = [newHmac(), newHmac()];
  const secrets = secretsOf({ hmac, ed25519: [newKey(), newKey()] });
  const at = Date.now();
  const headers = webhookHeaders({ id: 'msg_1', at, body }, secrets);
  const [, , ...asymmetric] = headers['webhook-signature']?.split(' ') ?? [];

  test('the official library verifies the headers with either secret', () => {
    for (const secret of hmac) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(newHmac()).verify(body, headers)).toThrow(WebhookVerificationError);
  });

  test('each public key verifies one of the two asymmetric signatures', () => {
    const content = Buffer.from(`msg_1.${String(Math.floor(at / 1000))}.${body}`);
    const isBy = (signature: string | undefined, pem: string) =>
      verify(null, content, createPublicKey(pem), Buffer.from((signature ?? '').replace('v1a,', ''), 'base64'));
    const pems = secrets.ed25519.map((key) => publicKeyOf(key).pem);
    expect(asymmetric).toHaveLength(2);
    expect(asymmetric.map((signature) => pems.map((pem) => isBy(signature, pem)))).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test.each([
    ['another body', { body: `${body} ` }],
    ['another ID', { id: 'msg_2' }],
    ['another time', { timestamp: String(Math.floor(at / 1000) - 1) }],
  ])(
    'the official library refuses %s',
    (
      _,
      {
        body: text = body,
        id = 'msg_1',
        timestamp = headers['webhook-timestamp'] ?? '',
      }: { body?: string; id?: string; timestamp?: string },
    ) => {
      const changed = { ...headers, 'webhook-id': id, 'webhook-timestamp': timestamp };
      expect(() => new Webhook(hmac[0] ?? '').verify(text, changed)).toThrow(WebhookVerificationError);
    },
  );

  test('the official library refuses a message that is older than five minutes', () => {
    const old = webhookHeaders({ id: 'msg_1', at: at - 301_000, body }, secrets);
    expect(() => new Webhook(hmac[0] ?? '').verify(body, old)).toThrow('too old');
  });
});

test('the three formats of a public key encode the same key', () => {
  const [key] = published.ed25519;
  if (key === undefined) throw new Error('no key');
  const { publicKey, pem, jwk } = publicKeyOf(key);
  const fromPem = createPublicKey(pem).export({ format: 'der', type: 'spki' });
  expect(createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' })).toEqual(fromPem);
  expect(`whpk_${fromPem.subarray(-32).toString('base64')}`).toBe(publicKey);
});

const bytes = (count: number) => randomBytes(count).toString('base64');

test.each([
  ['no JSON', 'whsec_x'],
  ['a list', '[]'],
  ['nothing', '{}'],
  ['no secret of a kind', { hmac: [], ed25519: [newKey()] }],
  ['three of a kind', { hmac: [newHmac(), newHmac(), newHmac()], ed25519: [newKey()] }],
  ['more than the two kinds', { hmac: [newHmac()], ed25519: [newKey()], rsa: [] }],
  ['a secret of 23 bytes', { hmac: [`whsec_${bytes(23)}`], ed25519: [newKey()] }],
  ['a secret of 65 bytes', { hmac: [`whsec_${bytes(65)}`], ed25519: [newKey()] }],
  ['a secret without its prefix', { hmac: [bytes(32)], ed25519: [newKey()] }],
  ['a secret that is no base64', { hmac: [`whsec_${bytes(32)}!`], ed25519: [newKey()] }],
  ['a key of 31 bytes', { hmac: [newHmac()], ed25519: [`whsk_${bytes(31)}`] }],
  ['a public key', { hmac: [newHmac()], ed25519: [vector.publicKey] }],
  ['a key with the public key of another', { hmac: [newHmac()], ed25519: [`whsk_${bytes(64)}`] }],
])('%s is refused with a message that says where the error is and repeats no secret', (_, given) => {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const message = messageOf(() => parseWebhookSecrets(text, 'the parameter /latchkey/webhook-secrets'));
  expect(message).toMatch(/^The webhook secrets in the parameter \/latchkey\/webhook-secrets cannot be used: /);
  for (const [secret] of text.matchAll(/[A-Za-z0-9+/]{16,}/g)) expect(message).not.toContain(secret);
});

test.each([24, 32, 64])('a secret of %i bytes is accepted', (count) => {
  expect(secretsOf({ hmac: [`whsec_${bytes(count)}`], ed25519: [newKey()] }).hmac).toHaveLength(1);
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}
