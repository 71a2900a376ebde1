import type { SenderDeps, SendResult } from './ports.ts';
import { payloadOf } from './payload.ts';

/** The result of a test. Nothing is sent again, so a try that an event would repeat has `failed`. */
export interface WebhookTest extends Omit<SendResult, 'outcome' | 'retryAfterMs'> {
  readonly webhookId: string;
  readonly outcome: Exclude<SendResult['outcome'], 'retry'> | 'failed';
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
  const { outcome, retryAfterMs: _, ...result } = await webhooks.send({ url, id: webhookId, at, body });
  return { webhookId, outcome: outcome === 'retry' ? 'failed' : outcome, ...result };
}
