import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from '../../local/sandbox/vendor.ts';
import { reportSchema, type Order, type Report } from './kinds.ts';
import { openQueues } from './queues.ts';
import { startReceiver } from './receiver.ts';
import { apiToken, startAwsProcess, startServiceProcess, type Child } from './processes.ts';

/** What a caller got; status 0 where the connection broke. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** All items of the table. */
export type Items = readonly Readonly<Record<string, unknown>>[];

const answerMs = 20_000;
/** Service processes that are up and wait for one to die. */
const spares = 1;

/** AWS in a process of its own, service processes to be killed, and the clock that all of them go by. */
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
      /** The one at work, or, where that died, one that knows nothing of what it did. */
      current: async (): Promise<Child> => {
        if (current?.isDead() === false) return current;
        current = await waiting.shift();
        fill();
        if (current === undefined) throw new Error('no service process');
        await current.ask('setClock', offsetMs);
        return current;
      },
      /** The next call meets another process. */
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

  /** Undefined where the process died over it. */
  const invoke = async (command: 'work' | 'deliverWebhooks' | 'sweep', input?: unknown): Promise<unknown> => {
    const child = await service.current();
    return Promise.race([child.ask(command, input).catch(goneIsFine(child)), child.ended]);
  };

  const TableName = 'latchkey-state';
  const items = async (): Promise<Items> => {
    const { Items = [] } = await table.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items;
  };

  return {
    now,
    aws,
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
    /** The next call meets a function that has done nothing yet, as each of Lambda's has at first. */
    renew: async () => {
      await (await service.current()).ask('forget');
    },
    /** Moves everybody's clock on; what is on its way lands before. */
    pass: async (ms: number): Promise<void> => {
      await aws.ask('settled');
      await moveTo(now() + ms);
      await (await service.current()).ask('setClock', offsetMs);
      await queues.showDue();
    },
    arm: async (order: Omit<Order, 'pid'>): Promise<void> => {
      armed = await service.current();
      await aws.ask('arm', { ...order, pid: armed.pid });
    },
    /** Resolves when the process that was to die has. */
    death: async (): Promise<void> => {
      await armed?.ended;
    },
    report: async (): Promise<Report> => reportSchema.parse(await aws.ask('report')),
    work: () => queues.drain('latchkey-work', (bodies) => invoke('work', bodies)),
    tell: () => queues.drain('latchkey-webhooks', (bodies) => invoke('deliverWebhooks', bodies)),
    /** Every message that was not done is there again, however early. @returns whether one was */
    redeliver: queues.showAll,
    deadLetters: queues.deadLetters,
    /** What was told to the webhook of any tenant. */
    told: receiver.told,
    hookUrl: receiver.url,
    /** One that fails is a sweep lost: the next one comes. */
    sweep: () => invoke('sweep').catch((error: unknown) => String(error)),
    items,
    /** Removes items, so that the next cell begins with a table that holds nothing of this one. */
    forget: async (gone: Items): Promise<void> => {
      const all = gone.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
      for (let from = 0; from < all.length; from += 25)
        await table.send(new BatchWriteCommand({ RequestItems: { [TableName]: all.slice(from, from + 25) } }));
    },
    sandbox: async (method: string, path: string, body?: unknown): Promise<void> => {
      const response = await fetch(`${aws.url}/_sandbox/${path}`, { method, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`/_sandbox/${path}: ${await response.text()}`);
    },
    /** What the service has written out since the last time. */
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

const goneIsFine = (child: Child) => async (error: unknown) => {
  if (!child.isDead() && error instanceof Error && !error.message.includes('gone')) throw error;
  await child.ended;
};
