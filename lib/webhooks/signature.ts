import { sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookSecrets } from './secrets.ts';

export interface Signed {
  /** The same for all tries of an event. Must not contain a dot, which separates the parts of the signed content. */
  readonly id: string;
  /** Time of this try, in epoch milliseconds. */
  readonly at: number;
  readonly body: string;
}

/**
 * Returns the three headers of Standard Webhooks 1.0 (https://www.standardwebhooks.com). They contain one signature for
 * each secret and key, so that a receiver can verify the request with any one of them during a rotation.
 */
export function webhookHeaders({ id, at, body }: Signed, { hmac, ed25519 }: WebhookSecrets): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = [
    ...hmac.map((secret) => new Webhook(secret).sign(id, new Date(at), body)),
    ...ed25519.map((key) => `v1a,${sign(null, content, key).toString('base64')}`),
  ];
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
