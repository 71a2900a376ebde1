import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from '../../local/sandbox/vendor.ts';
import { reportSchema, type Order, type Report } from './kinds.ts';
import { openQueues } from './queues.ts';
import { startReceiver } from './receiver.ts';
import { apiToken, startAwsProcess, startServiceProcess, type Child } from './processes.ts';

/** The answer that a caller got; its status is 0 if the connection broke. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** All items of the table. */
export type Items = readonly Readonly<Record<string, unknown>>[];

/** How long a caller waits for an answer, in ms. */
const answerMs = 20_000;
/** The number of service processes that are started in advance, to replace one that is killed. */
const spares = 1;

/** Starts the sandbox in its own process, service processes that can be killed, and a receiver; all use one clock. */
export async function startTestStack(bundle: string) {
  const aws = await startAwsProcess();
  const receiver = await startReceiver();
  const service = pool();
  let offsetMs = 0;
  let log = '';
  let armed: Child | undefined;
  const now = () => Date.now() + offsetMs;

  const moveTo = async (until: number): Promise<number> => {
    offsetMs = Math.max(offsetMs, Math.ceil(until) - Date.now());
    await aws.ask('setClock', offsetMs);
    return offsetMs;
  };

  function pool() {
    const waiting: Promise<Child>[] = [];
    let current: Child | undefined;
    const startOne = () =>
      startServiceProcess(bundle, aws.url, { moveTo: (until) => moveTo(z.number().parse(until)) }, (text) => {
        log += text;
      });
    const fill = () => {
      while (waiting.length < spares) waiting.push(startOne());
    };
    fill();
    return {
      /** Returns the current process, or a new one if that has died. */
      current: async (): Promise<Child> => {
        if (current?.isDead() === false) return current;
        current = await waiting.shift();
        fill();
        if (current === undefined) throw new Error('no service process');
        await current.ask('setClock', offsetMs);
        return current;
      },
      /** Kills the current process, so that the next call starts with another one. */
      replace: async () => {
        current?.kill();
        await current?.ended;
      },
      stop: async () => {
        const all = [...(current === undefined ? [] : [current]), ...(await Promise.all(waiting))];
        for (const child of all) child.kill();
        await Promise.all(all.map(({ ended }) => ended));
      },
    };
  }

  const client = {
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: { accessKeyId: vendorAccessKeyId, secretAccessKey: vendorSecretAccessKey },
  };
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const queues = openQueues({
    sqs: new SQSClient(client),
    urlOf: (queue) => `${aws.url}/${vendorAccountId}/${queue}`,
    now,
    hasNews: async (queue) => (await aws.ask('hasNews', queue)) === true,
  });

  /** Invokes a function. Resolves to undefined if its process dies. */
  const invoke = async (command: 'work' | 'deliverWebhooks' | 'sweep', input?: unknown): Promise<unknown> => {
    const child = await service.current();
    return Promise.race([child.ask(command, input).catch(ignoreDeath(child)), child.ended]);
  };

  const TableName = 'latchkey-state';
  const items = async (): Promise<Items> => {
    const { Items = [] } = await table.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items;
  };

  let lastNumber = 0;
  return {
    now,
    aws,
    isLate: false,
    nextNumber: () => (lastNumber += 1),
    request: async (
      method: string,
      path: string,
      body?: unknown,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<Answer> => {
      const { url } = await service.current();
      try {
        const response = await fetch(`${url}${path}`, {
          method,
          headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json', ...headers },
          signal: AbortSignal.timeout(answerMs),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status: response.status, text: await response.text() };
      } catch (error) {
        return { status: 0, text: String(error) };
      }
    },
    replace: service.replace,
    /** Makes the next call run in functions without cached state, as after a cold start. */
    renew: async () => {
      await (await service.current()).ask('forget');
    },
    /** Advances the clock of all processes, after the calls in progress have ended. */
    pass: async (ms: number): Promise<void> => {
      await aws.ask('whenIdle');
      await moveTo(now() + ms);
      await (await service.current()).ask('setClock', offsetMs);
      await queues.showDue();
    },
    arm: async (order: Omit<Order, 'pid'>): Promise<void> => {
      armed = await service.current();
      await aws.ask('arm', { ...order, pid: armed.pid });
    },
    /** Resolves when the process that the fault kills has ended. */
    death: async (): Promise<void> => {
      await armed?.ended;
    },
    report: async (): Promise<Report> => reportSchema.parse(await aws.ask('report')),
    work: () => queues.drain('latchkey-work', (bodies) => invoke('work', bodies)),
    deliverWebhooks: () => queues.drain('latchkey-webhooks', (bodies) => invoke('deliverWebhooks', bodies)),
    /** Makes every unfinished message visible at once. @returns whether there was one */
    redeliver: queues.showAll,
    deadLetters: queues.deadLetters,
    /** The deliveries that a tenant's webhook received. */
    deliveries: receiver.deliveries,
    hookUrl: receiver.url,
    /** Runs the sweep. Ignores an error, because the next sweep does the work. */
    sweep: () => invoke('sweep').catch((error: unknown) => String(error)),
    items,
    /** Removes the items of a cell from the table. */
    forget: async (gone: Items): Promise<void> => {
      const all = gone.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
      for (let from = 0; from < all.length; from += 25)
        await table.send(new BatchWriteCommand({ RequestItems: { [TableName]: all.slice(from, from + 25) } }));
    },
    /** Writes an item of the table. */
    replaceItem: async (Item: Items[number]): Promise<void> => {
      await table.send(new PutCommand({ TableName, Item }));
    },
    sandbox: async (method: string, path: string, body?: unknown): Promise<void> => {
      const response = await fetch(`${aws.url}/_sandbox/${path}`, { method, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`/_sandbox/${path}: ${await response.text()}`);
    },
    /** Returns what the service has logged since the last call. */
    takeLog: (): string => {
      const taken = log;
      log = '';
      return taken;
    },
    stop: async () => {
      await service.stop();
      await receiver.stop();
      aws.kill();
      await aws.ended;
    },
  };
}

export type TestStack = Awaited<ReturnType<typeof startTestStack>>;

const ignoreDeath = (child: Child) => async (error: unknown) => {
  if (!child.isDead() && error instanceof Error && !error.message.includes('gone')) throw error;
  await child.ended;
};
