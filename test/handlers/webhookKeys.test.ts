import { createPublicKey, verify } from 'node:crypto';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildWebhooks } from '../../lib/gateways/webhookDeps.ts';
import { webhookKeysSchema } from '../../lib/http/views/webhookView.ts';
import { startReceiver } from '../support/receiver.ts';
import { secretsText } from '../support/senders.ts';
import { startWebhookApi } from '../support/webhookApi.ts';

test('the public keys need no token, and a sent event verifies with them', async () => {
  const api = await startWebhookApi();
  const answer = await fetch(`${api.url}/v1/webhook-keys`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  const text = await answer.text();
  await api.close(0);
  const { keys } = webhookKeysSchema.parse(JSON.parse(text));
  expect(keys).toEqual([
    {
      publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
      pem: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n.+\n-----END PUBLIC KEY-----\n$/),
      jwk: { kty: 'OKP', crv: 'Ed25519', use: 'sig', x: '1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4' },
    },
  ]);
  // The answer has no private key. The second half of a private key is its public key, so only the first is checked.
  expect(text).not.toContain('6Xb/dCcHpPea21PS');

  const receiver = await startReceiver();
  const env = { ...process.env, WEBHOOK_LOOPBACK: 'on' };
  const config = readConfig(env);
  const { webhooks } = buildWebhooks({ ...config, webhooks: { ...config.webhooks, secrets: { text: secretsText } } });
  await webhooks.send({ url: receiver.url, id: 'msg_1', at: Date.now(), body: '{}' });
  await receiver.close();
  const { headers, body } = receiver.single();
  const content = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${body}`;
  const [, signature = ''] = / v1a,(\S+)/.exec(String(headers['webhook-signature'])) ?? [];
  const key = createPublicKey(keys[0]?.pem ?? '');
  expect(verify(null, Buffer.from(content), key, Buffer.from(signature, 'base64'))).toBe(true);
});
