import { AwsFailure, isTransient } from '../../lib/core/awsFailure.ts';
import { standardRetries } from '../../lib/gateways/aws/awsCall.ts';
import type { Table } from '../../lib/gateways/state/table.ts';
import type { WorkQueue } from '../../lib/core/ports.ts';
import type { SendResult, WebhookSender } from '../../lib/webhooks/ports.ts';
import type { VirtualTime } from './time.ts';
import { jsonRefusal, type Wire } from './wire.ts';

interface Parts {
  readonly wire: Wire;
  readonly time: VirtualTime;
  readonly requestTimeoutMs: number;
}

const silence =
  (operation: string, { time, requestTimeoutMs }: Parts, share = 1) =>
  async (): Promise<never> => {
    await time.sleep(requestTimeoutMs * share);
    throw new AwsFailure(operation, 'TimeoutError', 'no answer', 'unknown');
  };

/**
 * The table as it is reached over a network. Half of the calls are sent again where they fail for the moment, as the SDK
 * does it; of the other half the second attempt fails, too.
 */
export function farTable(table: Table, parts: Parts): Table {
  const { share } = standardRetries;
  const far = async <T>(action: string, apply: () => Promise<T>): Promise<T> => {
    const operation = `dynamodb:${action}`;
    const refuse = (kind: Parameters<typeof jsonRefusal>[1]) => jsonRefusal(operation, kind);
    const attempt = (ofTimeout: number) =>
      parts.wire<T>({ operation, apply, refuse, noAnswer: silence(operation, parts, ofTimeout) });
    if (Math.random() < 0.5) return attempt(1);
    return attempt(share).catch((error: unknown) => {
      if (!isTransient(error)) throw error;
      return attempt(1 - share);
    });
  };
  return {
    get: (key) => far('GetItem', () => table.get(key)),
    put: (item, condition) => far('PutItem', () => table.put(item, condition)),
    delete: (key, condition) => far('DeleteItem', () => table.delete(key, condition)),
    query: (query) => far('Query', () => table.query(query)),
    queryAll: (query) => far('Query', () => table.queryAll(query)),
    getMany: (keys) => far('BatchGetItem', () => table.getMany(keys)),
  };
}

/** A queue over a network. Its messages come after their delay, in any order. */
export function farQueue(parts: Parts) {
  const { time, wire } = parts;
  let messages: { readonly id: string; readonly at: number }[] = [];
  const operation = 'sqs:SendMessage';
  const queue: WorkQueue = {
    send: async (id, delaySeconds = 0) => {
      await wire<undefined>({
        operation,
        apply: () => {
          messages.push({ id, at: time.now() + delaySeconds * 1000 });
          return Promise.resolve(undefined);
        },
        refuse: (kind) => jsonRefusal(operation, kind),
        noAnswer: silence(operation, parts),
      });
    },
  };
  return {
    queue,
    /** Takes those whose time has come. */
    take: (): readonly string[] => {
      const now = time.now();
      const due = messages.filter(({ at }) => at <= now).map(({ id }) => id);
      messages = messages.filter(({ at }) => at > now);
      return due;
    },
    /** When the next of them comes. */
    nextAt: (): number => Math.min(...messages.map(({ at }) => at)),
    /** What comes back because its worker failed. */
    giveBack: (id: string) => void messages.push({ id, at: time.now() + 30_000 }),
    all: () => messages,
  };
}

/** A vendor's endpoint that fails now and then, and keeps what it took. */
export function receiver() {
  const taken: { readonly id: string; readonly body: string }[] = [];
  let failures = 0;
  const webhooks: WebhookSender = {
    send: ({ id, body }): Promise<SendResult> => {
      if (failures > 0) {
        failures -= 1;
        return Promise.resolve({ outcome: 'retry', status: 503, ms: 1 });
      }
      taken.push({ id, body });
      return Promise.resolve({ outcome: 'delivered', status: 200, ms: 1 });
    },
  };
  return {
    webhooks,
    taken,
    fail: (times: number) => {
      failures = times;
    },
  };
}
