import { createRequestHandler } from 'local-aws-sqs';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { callInProcess } from './inProcess.ts';
import type { QueueDefinition } from './infra.ts';
import { actionOf, type WireAnswer, type WireRequest } from './wire.ts';

/** SQS in this process, emulated by local-aws-sqs. Messages are in memory only. */
export interface Sqs {
  /** @param isGone returns whether the caller has closed the connection, and so must not receive a message */
  answer(request: WireRequest, isGone: () => boolean): Promise<WireAnswer>;
  clear(): void;
}

/**
 * How often a waiting ReceiveMessage checks the queue, in milliseconds. It also checks when a message is sent, so this
 * matters only for delayed messages and for messages that become visible again.
 */
const pollEveryMs = 100;
const problem = z.object({ __type: z.string() });
const names = z.array(z.string()).default([]);
const receiveInput = z.looseObject({
  QueueUrl: z.string(),
  WaitTimeSeconds: z.number().optional(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
});
const attributesInput = z.looseObject({ AttributeNames: names });
const attributesOutput = z.object({ Attributes: z.record(z.string(), z.string()) });

/**
 * Starts the emulator with the given queues.
 * @param port the port of the local AWS, for the URLs of the queues
 * @param accountId the owner of the queues
 */
export function startSqs(port: number, accountId: string, region: string, queues: readonly QueueDefinition[]): Sqs {
  const start = () =>
    createRequestHandler({ port, hostname: '127.0.0.1', accountId, region, queues: queues.map(initial) });
  let { service, requestHandler } = start();
  const pollers: Pollers['pollers'] = new Map();
  const sent = new EventEmitter();
  const server = createServer((request, response) => {
    void requestHandler(request, response);
  });

  const call = async (request: WireRequest): Promise<WireAnswer> => {
    const given = await callInProcess(server, request);
    return { ...given, code: given.statusCode === 200 ? 'ok' : codeOf(given) };
  };

  return {
    answer: (request, isGone) => {
      const action = actionOf(request);
      if (action === 'ReceiveMessage') return longPoll(request, isGone, call, queues, { pollers, sent });
      if (action === 'GetQueueAttributes') return attributes(request, call);
      return action.startsWith('SendMessage') ? call(request).finally(() => sent.emit('sent')) : call(request);
    },
    clear: () => {
      service.resetAll();
      ({ service, requestHandler } = start());
    },
  };
}

interface Pollers {
  /** By queue name: a promise that is fulfilled when all current pollers of the queue have ended. */
  readonly pollers: Map<string, Promise<unknown>>;
  readonly sent: EventEmitter;
}

async function waitForMessage(sent: EventEmitter): Promise<void> {
  const waitEnded = new AbortController();
  const { signal } = waitEnded;
  await Promise.race([once(sent, 'sent', { signal }), sleep(pollEveryMs, undefined, { ref: false, signal })]).finally(
    () => {
      waitEnded.abort();
    },
  );
}

/**
 * Handles ReceiveMessage. Implements long polling here, because the emulator's own would give a message to a poller
 * that has closed its connection, and hide the message for the whole visibility timeout. Of the pollers of one queue,
 * only the oldest polls, and the others wait for their turn.
 */
async function longPoll(
  request: WireRequest,
  isGone: () => boolean,
  call: (request: WireRequest) => Promise<WireAnswer>,
  queues: readonly QueueDefinition[],
  { pollers, sent }: Pollers,
): Promise<WireAnswer> {
  const read = receiveInput.safeParse(json(request.body.toString('utf8')));
  if (!read.success) return call(request);
  const name = read.data.QueueUrl.slice(read.data.QueueUrl.lastIndexOf('/') + 1);
  const queueDefault = queues.find(({ QueueName }) => QueueName === name)?.Attributes['ReceiveMessageWaitTimeSeconds'];
  const seconds = read.data.WaitTimeSeconds ?? Number(queueDefault ?? 0);
  // Out of range: the emulator returns the error.
  if (seconds < 0 || seconds > 20) return call(request);
  // The emulator supports only the older of the two parameters with attribute names.
  const AttributeNames = [...read.data.AttributeNames, ...read.data.MessageSystemAttributeNames];
  const now = { ...request, body: Buffer.from(JSON.stringify({ ...read.data, AttributeNames, WaitTimeSeconds: 0 })) };
  const until = performance.now() + seconds * 1000;
  const isOver = (answer: WireAnswer) =>
    answer.code !== 'ok' || answer.body.includes('"ReceiptHandle"') || performance.now() >= until || isGone();
  let answer = await call(now);
  if (isOver(answer)) return answer;
  const done = Promise.withResolvers<undefined>();
  const earlier = pollers.get(name) ?? Promise.resolve();
  pollers.set(
    name,
    earlier.then(() => done.promise),
  );
  try {
    await Promise.race([earlier, sleep(Math.max(0, until - performance.now()), undefined, { ref: false })]);
    while (!isOver(answer)) {
      await waitForMessage(sent);
      if (isGone()) break;
      answer = await call(now);
    }
    return answer;
  } finally {
    done.resolve(undefined);
  }
}

/**
 * Handles GetQueueAttributes. Corrects ApproximateNumberOfMessages: the emulator also counts messages in flight, and
 * SQS does not.
 */
async function attributes(
  request: WireRequest,
  call: (request: WireRequest) => Promise<WireAnswer>,
): Promise<WireAnswer> {
  const input = attributesInput.safeParse(json(request.body.toString('utf8')));
  if (!input.success) return call(request);
  const { AttributeNames: wantedNames } = input.data;
  const answer = await call({
    ...request,
    body: Buffer.from(JSON.stringify({ ...input.data, AttributeNames: ['All'] })),
  });
  const read = attributesOutput.safeParse(json(answer.body));
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

/** Returns the queue with the type that the emulator expects. `infra.ts` has converted all attributes to strings. */
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
