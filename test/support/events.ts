import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Onboarding } from '../../lib/onboarding.ts';
import { startEventReceiver } from './eventReceiver.ts';
import { startHouse, type House } from './house.ts';
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

/** A house whose events a receiver can verify; by default they go to its path `/default`. */
export async function startTellingHouse({ environment = {}, ...options }: Partial<StackOptions> = {}) {
  const receiver = await startEventReceiver();
  const LATCHKEY_WEBHOOK_URL = receiver.endpoint('/default');
  const house = await startHouse({
    ...options,
    webhookSecrets: { text: secretsText },
    environment: { LATCHKEY_WEBHOOK_URL, ...environment },
  });
  return {
    house,
    receiver,
    /** Waits until nothing is left to be told of it, or its endpoint is off. */
    allTold: (id: string) =>
      recordWhen(house, id, ({ events, webhook, status }) => {
        const isOver = webhook?.isOff === true || events.every(({ state }) => state !== 'pending');
        return events.length > 0 && isOver && !status.endsWith('ing');
      }),
    /** Waits until the last event of it was tried so often. */
    tried: (id: string, times: number) =>
      recordWhen(house, id, ({ events }) => (events.at(-1)?.tries.length ?? 0) >= times),
    deliveries: async (id: string) => {
      const { status, text } = await house.request('GET', `/v1/onboardings/${id}/deliveries`);
      expect(status).toBe(200);
      return list.parse(JSON.parse(text));
    },
    redeliver: (id: string, webhookId: string) =>
      house.request('POST', `/v1/onboardings/${id}/deliveries/${webhookId}/redeliver`),
    close: async () => {
      await house.close();
      await receiver.close();
    },
  };
}

export type TellingHouse = Awaited<ReturnType<typeof startTellingHouse>>;

async function recordWhen(house: House, id: string, isSo: (record: Onboarding) => boolean): Promise<Onboarding> {
  for (let tries = 0; tries < 400; tries += 1) {
    const record = await house.read(id);
    if (isSo(record)) return record;
    await sleep(25);
  }
  const { status, events, webhook } = await house.read(id);
  throw new Error(`${id} is ${status}: ${JSON.stringify({ webhook, events })}`);
}
