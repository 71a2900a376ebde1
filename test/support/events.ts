import * as z from 'zod';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { startEventReceiver } from './eventReceiver.ts';
import { startTestStack } from './testStack.ts';
import { secretsText } from './senders.ts';
import type { StackOptions } from '../../local/stack.ts';

const tried = z.strictObject({
  time: z.iso.datetime(),
  ms: z.number(),
  status: z.number().optional(),
  answer: z.string().optional(),
  error: z.string().optional(),
});
const delivery = z.strictObject({
  webhookId: z.string(),
  type: z.string(),
  time: z.iso.datetime(),
  state: z.enum(['pending', 'delivered', 'dead']),
  nextTryAt: z.iso.datetime().optional(),
  tries: z.array(tried),
});
const list = z.strictObject({
  webhook: z.nullable(z.strictObject({ url: z.string(), isOff: z.boolean() })),
  deliveries: z.array(delivery),
});

/**
 * Starts a test stack and a receiver that verifies its events. By default they are sent to the receiver's path
 * `/default`.
 */
export async function startWebhookTestStack({ environment = {}, ...options }: Partial<StackOptions> = {}) {
  const receiver = await startEventReceiver();
  const LATCHKEY_WEBHOOK_URL = receiver.endpoint('/default');
  const testStack = await startTestStack({
    ...options,
    webhookSecrets: { text: secretsText },
    environment: { LATCHKEY_WEBHOOK_URL, ...environment },
  });
  return {
    testStack,
    receiver,
    /** Waits until the onboarding has no pending event, or its webhook is switched off. */
    allTold: (id: string) =>
      testStack.recordWhen(
        id,
        ({ events, webhook, status }) => {
          const isOver = webhook?.isOff === true || events.every(({ state }) => state !== 'pending');
          return events.length > 0 && isOver && !status.endsWith('ing');
        },
        shown,
      ),
    /** Waits until the last event of the onboarding has this number of tries. */
    tried: (id: string, times: number) =>
      testStack.recordWhen(id, ({ events }) => (events.at(-1)?.tries.length ?? 0) >= times, shown),
    deliveries: async (id: string) => {
      const { status, text } = await testStack.request('GET', `/v1/onboardings/${id}/deliveries`);
      expect(status).toBe(200);
      return list.parse(JSON.parse(text));
    },
    redeliver: (id: string, webhookId: string) =>
      testStack.request('POST', `/v1/onboardings/${id}/deliveries/${webhookId}/redeliver`),
    close: async () => {
      await testStack.close();
      await receiver.close();
    },
  };
}

export type WebhookTestStack = Awaited<ReturnType<typeof startWebhookTestStack>>;

const shown = ({ id, status, events, webhook }: Onboarding) =>
  `${id} is ${status}: ${JSON.stringify({ webhook, events })}`;
