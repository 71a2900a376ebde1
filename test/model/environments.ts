import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { judgeRetry } from '../../lib/core/judgeRetry.ts';
import { standardRetries } from '../../lib/gateways/aws/awsCall.ts';
import type { Table } from '../../lib/gateways/state/table.ts';
import type { BatchQueue, WorkQueue } from '../../lib/core/ports.ts';
import type { Sending, SendResult, WebhookSender } from '../../lib/webhooks/ports.ts';
import type { GivenAnswer } from '../../local/sandbox/faults.ts';
import type { CallFacts } from '../faults/callNames.ts';
import type { VirtualTime } from './time.ts';
import { jsonRefusal, type Wire } from './wire.ts';

interface Parts {
  readonly wire: Wire;
  readonly time: VirtualTime;
  readonly requestTimeoutMs: number;
  /** Whether every call to the table is sent up to three times, as the SDK does it. Default: half of them, twice. */
  readonly retriesAll?: boolean;
}

const timeOut =
  (operation: string, { time, requestTimeoutMs }: Parts, share = 1) =>
  async (): Promise<never> => {
    await time.sleep(requestTimeoutMs * share);
    throw new AwsFailure(operation, 'TimeoutError', 'no answer', 'unknown');
  };

/** The answers that a test has chosen for a call to a table or queue, as the gateways throw them. */
const brokenAnswers = (operation: string) => ({
  answered: ({ status, code = `HTTP ${String(status)}`, message }: GivenAnswer) =>
    Promise.reject(new AwsFailure(operation, code, message, 'refused')),
  hangUp: () => Promise.reject(new AwsFailure(operation, 'TimeoutError', 'socket hang up', 'unknown')),
});

const isTransient = (error: unknown) => error instanceof AwsFailure && judgeRetry(error, [], 0).kind !== 'refused';

/** Sends a call as often as the SDK does it, with short pauses. */
async function repeat<T>(attempt: () => Promise<T>, { time }: Parts): Promise<T> {
  for (let left = standardRetries.maxAttempts - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !isTransient(error)) throw error;
      await time.sleep(50);
    }
  }
}

/**
 * Puts the simulated network in front of a table. Half of the calls are sent again after a transient failure, as the SDK
 * does it. For the other half the second attempt fails too.
 */
export function networkTable(table: Table, parts: Parts): Table {
  const { share } = standardRetries;
  const call = async <T>(
    action: string,
    apply: () => Promise<T>,
    about: Pick<CallFacts, 'item' | 'about'> = {},
  ): Promise<T> => {
    const operation = `dynamodb:${action}`;
    const facts = { service: 'dynamodb' as const, action, ...about };
    const refuse = (kind: Parameters<typeof jsonRefusal>[1]) => jsonRefusal(operation, kind);
    const attempt = (ofTimeout: number) =>
      parts.wire<T>({
        operation,
        facts,
        apply,
        refuse,
        noAnswer: timeOut(operation, parts, ofTimeout),
        ...brokenAnswers(operation),
      });
    if (parts.retriesAll === true) return repeat(() => attempt(share), parts);
    if (Math.random() < 0.5) return attempt(1);
    return attempt(share).catch((error: unknown) => {
      if (!isTransient(error)) throw error;
      return attempt(1 - share);
    });
  };
  return {
    get: (key) => call('GetItem', () => table.get(key), { about: key.sk }),
    put: (item, condition) => call('PutItem', () => table.put(item, condition), { item }),
    delete: (key, condition) => call('DeleteItem', () => table.delete(key, condition), { about: key.sk }),
    query: (query) => call('Query', () => table.query(query), { about: query.IndexName }),
    queryAll: (query) => call('Query', () => table.queryAll(query), { about: query.IndexName }),
    count: (query) => call('Query', () => table.count(query), { about: query.IndexName }),
    getMany: (keys) => call('BatchGetItem', () => table.getMany(keys)),
  };
}

/** A queue behind the simulated network. Messages become visible after their delay, in any order. */
export function networkQueue(name: string, parts: Parts) {
  const { time, wire } = parts;
  let messages: { readonly id: string; readonly at: number }[] = [];
  const sendAll = async (action: 'SendMessage' | 'SendMessageBatch', ids: readonly string[], delaySeconds: number) => {
    const operation = `sqs:${action}`;
    await wire<undefined>({
      operation,
      facts: { service: 'sqs', action, queue: name },
      apply: () => {
        for (const id of ids) messages.push({ id, at: time.now() + delaySeconds * 1000 });
        return Promise.resolve(undefined);
      },
      refuse: (kind) => jsonRefusal(operation, kind),
      noAnswer: timeOut(operation, parts),
      ...brokenAnswers(operation),
    });
  };
  const queue: WorkQueue & BatchQueue = {
    send: (id, delaySeconds = 0) => sendAll('SendMessage', [id], delaySeconds),
    sendBatch: async (ids) => {
      await sendAll('SendMessageBatch', ids, 0);
      return [];
    },
  };
  return {
    queue,
    /** Removes the messages whose delay has ended, and returns their onboarding IDs. */
    take: (): readonly string[] => {
      const now = time.now();
      const due = messages.filter(({ at }) => at <= now).map(({ id }) => id);
      messages = messages.filter(({ at }) => at > now);
      return due;
    },
    /** When the next message becomes visible (epoch ms); Infinity if there is none. */
    nextAt: (): number => Math.min(...messages.map(({ at }) => at)),
    /** Makes a message visible again in 30 seconds, because its worker failed. */
    returnMessage: (id: string) => void messages.push({ id, at: time.now() + 30_000 }),
    all: () => messages,
  };
}

/** A vendor's endpoint that takes its time, fails now and then, keeps what it took, and notes what it must not see. */
export function receiver({ clock }: Pick<VirtualTime, 'clock'>) {
  const received: { readonly url: string; readonly id: string; readonly body: string }[] = [];
  const underWay = new Set<string>();
  const wrong: string[] = [];
  const timeoutMs = 15_000;
  const { sleep } = clock(() => 0);
  let failures = 0;
  const answer = ({ url, id, body }: Sending, ms: number): SendResult => {
    if (failures > 0) {
      failures -= 1;
      return { outcome: 'retry', status: 503, ms, answer: 'The receiver is down. '.padEnd(1024, 'x') };
    }
    received.push({ url, id, body });
    return { outcome: 'delivered', status: 200, ms };
  };
  const webhooks: WebhookSender = {
    timeoutMs,
    send: async (sending) => {
      const { id } = sending;
      if (underWay.has(id)) wrong.push(`I7: ${id} was sent while another try of it was under way`);
      underWay.add(id);
      const ms = Math.floor(Math.random() * timeoutMs);
      await sleep(ms);
      underWay.delete(id);
      return answer(sending, ms);
    },
  };
  return {
    webhooks,
    received,
    /** What no receiver should see. */
    wrong,
    fail: (times: number) => {
      failures = times;
    },
  };
}
