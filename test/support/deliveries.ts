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

/** An event that waits to be told, since the clock began. */
export function undelivered(n: number, more: Partial<WebhookEvent> = {}): WebhookEvent {
  const data = { id: 'ob_01JZ0000000000000000000000', status: 'ready' };
  const who = { ...data, tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };
  const fresh = { id: `msg_${String(n)}`, type: 'onboarding.ready', at: startedAt, data: who, nextAt: startedAt };
  return { ...fresh, state: 'pending', round: 0, tries: [], ...more };
}

/** An onboarding at rest that has these events to tell. */
export function withEvents(...events: readonly WebhookEvent[]): Onboarding {
  return recordIn('ready', { events, webhook: { url: 'https://vendor.example/hooks?token=canary-in-query' } });
}

/** What a receiver answers; what it leaves out is a 500 after no time. */
export type Answer = Partial<SendResult> & { readonly takesMs?: number };
/** Its answer to the try that comes as the nth, from 0. A promise holds the try. */
type Answers = (sending: Sending, nth: number) => Answer | Promise<Answer>;

/** One onboarding, its deliverer, its queue and the sweep that comes every minute, on a clock that does not wait. */
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
    store: { ...memory.store, archivedEvents: () => Promise.resolve([]) },
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
        const { takesMs = 0, ...said } = await answer;
        pass(takesMs);
        return { outcome: 'retry', status: 500, ms: takesMs, ...said };
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
    /** What was asked of the queue. */
    messages,
    events: () => memory.state.stored.events,
    /** Resolves when so many tries have begun. */
    tries: async (times: number) => {
      for (let turns = 0; sent.length < times; turns += 1) {
        if (turns > 1000) throw new Error(`${String(sent.length)} tries have begun`);
        await Promise.resolve();
      }
    },
    /** One message. */
    once,
    /** Lets time go by until nothing waits any more: the queue brings what it was asked for, the sweep finds the rest. */
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
