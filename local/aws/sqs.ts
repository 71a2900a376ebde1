import { createRequestHandler } from 'local-aws-sqs';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { callInProcess } from './inProcess.ts';
import type { QueueDefinition } from './infra.ts';
import { actionOf, type WireAnswer, type WireRequest } from './wire.ts';

/** SQS in this process, by local-aws-sqs. It keeps its messages in memory. */
export interface Sqs {
  /** @param gone true once the caller has hung up, so that nobody is there to take a message */
  answer(request: WireRequest, gone: () => boolean): Promise<WireAnswer>;
  clear(): void;
}

/** A message that is sent is looked for at once; one that was delayed or comes back, so often. */
const pollEveryMs = 100;
const problem = z.object({ __type: z.string() });
const names = z.array(z.string()).default([]);
const receiving = z.looseObject({
  QueueUrl: z.string(),
  WaitTimeSeconds: z.number().optional(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
});
const asking = z.looseObject({ AttributeNames: names });
const counted = z.object({ Attributes: z.record(z.string(), z.string()) });

export function startSqs(port: number, accountId: string, region: string, queues: readonly QueueDefinition[]): Sqs {
  const start = () =>
    createRequestHandler({ port, hostname: '127.0.0.1', accountId, region, queues: queues.map(initial) });
  let { service, requestHandler } = start();
  const lines: Waiting['lines'] = new Map();
  const sent = new EventEmitter();
  const server = createServer((request, response) => {
    void requestHandler(request, response);
  });

  const call = async (request: WireRequest): Promise<WireAnswer> => {
    const given = await callInProcess(server, request);
    return { ...given, code: given.statusCode === 200 ? 'ok' : codeOf(given) };
  };

  return {
    answer: (request, gone) => {
      const action = actionOf(request);
      if (action === 'ReceiveMessage') return longPoll(request, gone, call, queues, { lines, sent });
      if (action === 'GetQueueAttributes') return attributes(request, call);
      return action.startsWith('SendMessage') ? call(request).finally(() => sent.emit('sent')) : call(request);
    },
    clear: () => {
      service.resetAll();
      ({ service, requestHandler } = start());
    },
  };
}

interface Waiting {
  /** By queue, when everybody in its line has gone. */
  readonly lines: Map<string, Promise<unknown>>;
  readonly sent: EventEmitter;
}

async function untilSent(sent: EventEmitter): Promise<void> {
  const enough = new AbortController();
  const { signal } = enough;
  await Promise.race([once(sent, 'sent', { signal }), sleep(pollEveryMs, undefined, { ref: false, signal })]).finally(
    () => {
      enough.abort();
    },
  );
}

/**
 * Waits here and not in the emulator, which would hand a message to a poller that has hung up meanwhile, and hide it
 * for the whole visibility timeout. Who waits for the same queue stands in line: only the first asks again and again.
 */
async function longPoll(
  request: WireRequest,
  gone: () => boolean,
  call: (request: WireRequest) => Promise<WireAnswer>,
  queues: readonly QueueDefinition[],
  { lines, sent }: Waiting,
): Promise<WireAnswer> {
  const read = receiving.safeParse(json(request.body.toString('utf8')));
  if (!read.success) return call(request);
  const name = read.data.QueueUrl.slice(read.data.QueueUrl.lastIndexOf('/') + 1);
  const queueDefault = queues.find(({ QueueName }) => QueueName === name)?.Attributes['ReceiveMessageWaitTimeSeconds'];
  const seconds = read.data.WaitTimeSeconds ?? Number(queueDefault ?? 0);
  // Out of range: for the emulator to say.
  if (seconds < 0 || seconds > 20) return call(request);
  // The emulator knows the older of the two names for the attributes only.
  const AttributeNames = [...read.data.AttributeNames, ...read.data.MessageSystemAttributeNames];
  const now = { ...request, body: Buffer.from(JSON.stringify({ ...read.data, AttributeNames, WaitTimeSeconds: 0 })) };
  const until = performance.now() + seconds * 1000;
  const isOver = (answer: WireAnswer) =>
    answer.code !== 'ok' || answer.body.includes('"ReceiptHandle"') || performance.now() >= until || gone();
  let answer = await call(now);
  if (isOver(answer)) return answer;
  const done = Promise.withResolvers<undefined>();
  const before = lines.get(name) ?? Promise.resolve();
  lines.set(
    name,
    before.then(() => done.promise),
  );
  try {
    await Promise.race([before, sleep(Math.max(0, until - performance.now()), undefined, { ref: false })]);
    while (!isOver(answer)) {
      await untilSent(sent);
      if (gone()) break;
      answer = await call(now);
    }
    return answer;
  } finally {
    done.resolve(undefined);
  }
}

/** The emulator counts messages in flight as visible too; SQS counts each message once. */
async function attributes(
  request: WireRequest,
  call: (request: WireRequest) => Promise<WireAnswer>,
): Promise<WireAnswer> {
  const asked = asking.safeParse(json(request.body.toString('utf8')));
  if (!asked.success) return call(request);
  const { AttributeNames: wantedNames } = asked.data;
  const answer = await call({
    ...request,
    body: Buffer.from(JSON.stringify({ ...asked.data, AttributeNames: ['All'] })),
  });
  const read = counted.safeParse(json(answer.body));
  if (!read.success) return answer;
  const all = read.data.Attributes;
  const inFlight = Number(all['ApproximateNumberOfMessagesNotVisible'] ?? 0);
  const corrected = {
    ...all,
    ApproximateNumberOfMessages: String(Number(all['ApproximateNumberOfMessages'] ?? 0) - inFlight),
  };
  const wanted = Object.entries(corrected).filter(
    ([name]) => wantedNames.includes('All') || wantedNames.includes(name),
  );
  return { ...answer, body: JSON.stringify(wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) }) };
}

/** The emulator takes its attributes as strings or numbers; the schema of `infra.ts` made strings of them. */
const initial = ({ QueueName, Attributes }: QueueDefinition) => ({ QueueName, Attributes });

function codeOf({
  headers,
  body,
}: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}): string {
  const queryCode = headers['x-amzn-query-error']?.split(';')[0];
  if (queryCode !== undefined) return queryCode;
  const read = problem.safeParse(json(body));
  return read.success ? read.data.__type.slice(read.data.__type.lastIndexOf('#') + 1) : 'InternalFailure';
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
