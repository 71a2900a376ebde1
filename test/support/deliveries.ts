import type { WebhookEvent } from '../../lib/record/metadata.ts';
import { deliver } from '../../lib/webhooks/deliver.ts';
import { config } from '../../lib/gateways/config/config.ts';
import { buildSurroundings } from '../../lib/gateways/deps.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { nextDeliveryAt } from '../../lib/webhooks/outbox.ts';
import type { Log } from '../../lib/core/ports.ts';
import type { SendResult, Sending } from '../../lib/webhooks/ports.ts';
import { fakeClock } from './fakeClock.ts';
import { memoryStore } from './memoryStore.ts';
import { recordIn } from './records.ts';

export const startedAt = Date.UTC(2026, 0, 1);
const minute = 60_000;

/** Returns an undelivered event, which is due since the clock's start. */
export function undelivered(n: number, more: Partial<WebhookEvent> = {}): WebhookEvent {
  const data = { id: 'ob_01JZ0000000000000000000000', status: 'ready' };
  const who = { ...data, tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };
  const fresh = { id: `msg_${String(n)}`, type: 'onboarding.ready', at: startedAt, data: who, nextAt: startedAt };
  return { ...fresh, state: 'pending', round: 0, tries: [], ...more };
}

/** Returns a `ready` onboarding with these events. */
export function withEvents(...events: readonly WebhookEvent[]): Onboarding {
  return recordIn('ready', { events, webhook: { url: 'https://vendor.example/hooks?token=canary-in-query' } });
}

/** The answer of a receiver. The default is a 500 after 0 ms. */
export type Answer = Partial<SendResult> & { readonly takesMs?: number };
/** Returns the answer to the nth try, from 0. The try lasts until a returned promise is resolved. */
type Answers = (sending: Sending, nth: number) => Answer | Promise<Answer>;

/** Starts one onboarding with a deliverer, a queue and a sweep every minute, with a fake clock. */
export function startDeliveries(first: Onboarding, answers: Answers = () => ({})) {
  const { clock, pass } = fakeClock(startedAt);
  const memory = memoryStore(first);
  const sent: { readonly id: string; readonly at: number }[] = [];
  const messages: { readonly at: number; readonly delaySeconds: number }[] = [];
  const lines: string[] = [];
  const write = (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
    lines.push(JSON.stringify({ message, ...fields }));
  };
  const log: Log = { add: () => undefined, info: write, warn: write, error: write };
  const deps = {
    ...buildSurroundings(config),
    clock,
    log,
    store: memory.store,
    deliveryQueue: {
      send: (_: string, delaySeconds = 0) => {
        messages.push({ at: clock.now() + delaySeconds * 1000, delaySeconds });
        return Promise.resolve();
      },
    },
    webhooks: {
      timeoutMs: 15_000,
      send: async (sending: Sending): Promise<SendResult> => {
        const answer = answers(sending, sent.length);
        sent.push({ id: sending.id, at: sending.at });
        const { takesMs = 0, ...result } = await answer;
        pass(takesMs);
        return { outcome: 'retry', status: 500, ms: takesMs, ...result };
      },
    },
  };
  const once = (as: Parameters<typeof deliver>[0] = deps) => deliver(as, first.id, clock.monotonic() + 75_000);
  return {
    clock,
    pass,
    memory,
    deps,
    lines,
    /** Every try, in order. */
    sent,
    /** The messages that were sent to the queue. */
    messages,
    events: () => memory.state.stored.events,
    /** Resolves when this number of tries has begun. */
    tries: async (times: number) => {
      for (let turns = 0; sent.length < times; turns += 1) {
        if (turns > 1000) throw new Error(`${String(sent.length)} tries have begun`);
        await Promise.resolve();
      }
    },
    /** Handles one message. */
    once,
    /** Advances the clock until no event is due, with the messages of the queue and the sweep. */
    toTheEnd: async () => {
      for (let turns = 0; turns < 200; turns += 1) {
        await once();
        const deliverAt = nextDeliveryAt(memory.state.stored);
        const sweptAt = deliverAt === undefined ? Infinity : Math.ceil(deliverAt / minute) * minute;
        const next = Math.min(sweptAt, ...messages.splice(0).map(({ at }) => at));
        if (next === Infinity) return;
        pass(Math.max(0, next - clock.now()));
      }
      throw new Error('it does not end');
    },
  };
}
