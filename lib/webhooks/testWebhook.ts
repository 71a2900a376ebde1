import type { SenderDeps, SendResult } from './ports.ts';
import { payloadOf } from './payload.ts';

export interface WebhookTest extends SendResult {
  readonly webhookId: string;
}

/** Sends a `webhook.test` to a URL, once, and gives what came of it. Nothing is kept. Throws where the secrets cannot be had. */
export async function testWebhook({ webhooks, clock, newOwner }: SenderDeps, url: string): Promise<WebhookTest> {
  const at = clock.now();
  const webhookId = `msg_test_${newOwner()}`;
  const data = {
    message: 'You asked Latchkey to send this. If you can read it and its signature is right, all is well.',
  };
  const body = payloadOf({ type: 'webhook.test', at, data });
  return { webhookId, ...(await webhooks.send({ url, id: webhookId, at, body })) };
}
