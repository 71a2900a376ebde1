import type { SenderDeps, SendResult } from './ports.ts';
import { payloadOf } from './payload.ts';

export interface WebhookTest extends SendResult {
  readonly webhookId: string;
}

/**
 * Sends a `webhook.test` event to a URL once, and returns the result. Stores nothing. Throws if the signing secrets
 * cannot be read.
 */
export async function testWebhook({ webhooks, clock, newOwner }: SenderDeps, url: string): Promise<WebhookTest> {
  const at = clock.now();
  const webhookId = `msg_test_${newOwner()}`;
  const data = {
    message:
      'You asked Latchkey to send this event. If you can read it and its signature is valid, your endpoint works.',
  };
  const body = payloadOf({ type: 'webhook.test', at, data });
  return { webhookId, ...(await webhooks.send({ url, id: webhookId, at, body })) };
}
