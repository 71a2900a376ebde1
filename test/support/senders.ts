import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { systemClock } from '../../lib/gateways/clock.ts';
import { webhookSender, type SenderParts } from '../../lib/gateways/webhooks/sender.ts';
import { parseWebhookSecrets } from '../../lib/webhooks/secrets.ts';

export const hmacSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const secretsText = JSON.stringify({
  hmac: [hmacSecret],
  ed25519: ['whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=='],
});

/** A DNS resolver that returns these addresses for every name, and records the names. */
export function resolverOf(...addresses: readonly string[]) {
  const asked: string[] = [];
  const all = addresses.map((address): LookupAddress => ({ address, family: isIP(address) }));
  return {
    asked,
    resolve: (host: string) => {
      asked.push(host);
      return Promise.resolve(all);
    },
  };
}

/** Returns a function that sends a small event. By default, no name resolves. */
export function senderWith(parts: Partial<SenderParts> = {}) {
  const secrets = parseWebhookSecrets(secretsText, 'a test');
  const sender = webhookSender({
    rules: { hosts: [], ports: [443], admitsLoopback: false },
    timeoutMs: 2000,
    secrets: () => Promise.resolve(secrets),
    clock: systemClock,
    resolve: resolverOf().resolve,
    ...parts,
  });
  return (url: string, body = '{"type":"webhook.test"}') => sender.send({ url, id: 'msg_1', at: Date.now(), body });
}

/** The URL rules of the local stack. */
export const loopback = { hosts: [], ports: [443], admitsLoopback: true };
