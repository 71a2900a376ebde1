import * as z from 'zod';
import { toEvent, type HttpCall } from '../../local/api/event.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { matchRoute } from '../../local/api/routes.ts';
import { readService } from '../../local/api/service.ts';
import { onboardingMessages, scheduledEvent } from '../../local/api/triggers.ts';
import type { Functions } from '../../local/functions.ts';
import { requestUrl } from '../../local/requestUrl.ts';
import { assertDeclared } from '../support/declared.ts';
import { jsonCall } from './calls.ts';
import type { networkQueue } from './environments.ts';
import { Process } from './process.ts';
import type { VirtualTime } from './time.ts';
import type { Trouble } from './trouble.ts';

const service = readService('serverless.yml');

/** API Gateway's integration timeout, in ms (Amazon API Gateway quotas). */
export const gatewayMs = 30_000;

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  body: z.string().default(''),
});
const failuresSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** An HTTP answer of a function. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What goes wrong in the process that serves a request or a message. */
export interface ProcessOptions {
  readonly trouble?: Trouble | undefined;
  readonly skewMs?: number | undefined;
}

type Queue = Pick<ReturnType<typeof networkQueue>, 'take' | 'returnMessage'>;

/** Invokes the functions as API Gateway, SQS and the scheduler do, each time in a process of its own. */
export function invocations({
  functions,
  time,
  work,
  deliveries,
}: {
  readonly functions: Functions;
  readonly time: VirtualTime;
  readonly work: Queue;
  readonly deliveries: Queue;
}) {
  const running: { readonly process: Process; readonly done: Promise<unknown> }[] = [];
  let processes = 0;
  const all: Process[] = [];
  const newProcess = (what: string, { trouble, skewMs }: ProcessOptions) => {
    processes += 1;
    const started = new Process(`${what} ${String(processes)}`, trouble, skewMs);
    all.push(started);
    return started;
  };
  const contextOf = (name: string) => {
    const timeoutMs = service.timeoutMs[name] ?? gatewayMs;
    const until = time.now() + timeoutMs;
    return { ...lambdaContext(name, timeoutMs), getRemainingTimeInMillis: () => Math.max(0, until - time.now()) };
  };

  /** Sends an HTTP request as it stands. The answer never comes if the process dies. */
  const sendCall = (call: HttpCall, options: ProcessOptions = {}) => {
    const match = matchRoute(service.routes, call.method, requestUrl(call.url).pathname);
    const handler = functions.http[match?.route.functionName ?? ''];
    if (match === undefined || handler === undefined) throw new Error(`no route ${call.method} ${call.url}`);
    const me = newProcess(match.route.functionName, options);
    const event = toEvent(call, match, `request-${String(processes)}`, time.now());
    const answer = me
      .run(() => Promise.resolve(handler(event, contextOf(match.route.functionName))))
      .then((given): Answer => {
        me.markAnswered();
        const { statusCode, headers, body } = answerSchema.parse(given);
        return { status: statusCode, headers, text: body };
      });
    running.push({ process: me, done: answer });
    return { process: me, route: match.route, answer };
  };
  /** Sends a request. The answer never comes if the process dies. */
  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
    options: ProcessOptions = {},
  ) => {
    const sent = sendCall(jsonCall(method, path, body, headers), options);
    const answer = sent.answer.then(async (given) => {
      await assertDeclared(method, path, given);
      return given;
    });
    return { process: sent.process, answer };
  };
  const invoke = async (name: 'work' | 'deliverWebhooks', ids: readonly string[], options: ProcessOptions) => {
    const me = newProcess(name, options);
    const queue = name === 'work' ? work : deliveries;
    const done = me
      .run(async () => functions[name](onboardingMessages(ids), contextOf(name)))
      .then((given) => {
        me.markAnswered();
        for (const { itemIdentifier } of failuresSchema.parse(given).batchItemFailures)
          queue.returnMessage(ids[Number(itemIdentifier)] ?? '');
      });
    running.push({ process: me, done });
    await Promise.race([done, me.frozen]);
    // SQS delivers a message again if its worker did not finish.
    if (!me.isAlive()) for (const id of ids) queue.returnMessage(id);
    return { process: me, done };
  };

  return {
    send,
    sendCall,
    /** Invokes the worker with all visible messages, as Lambda's poller does. Returns undefined if there is none. */
    takeWork: (options: ProcessOptions = {}) => {
      const due = work.take();
      return due.length === 0 ? undefined : invoke('work', [...new Set(due)], options);
    },
    workOn: (id: string, options: ProcessOptions = {}) => invoke('work', [id], options),
    takeDeliveries: () => {
      const due = deliveries.take();
      // As deployed, each message has an invocation of its own, and all run at once.
      return due.length === 0 ? undefined : Promise.all(due.map((id) => invoke('deliverWebhooks', [id], {})));
    },
    sweep: async () => {
      const me = newProcess('sweep', {});
      const swept = await me.run(async () => functions.sweep(scheduledEvent('sweep'), contextOf('sweep')));
      me.markAnswered();
      return swept;
    },
    /** The calls of processes that had already answered. */
    callsAfterAnswer: () =>
      all.flatMap(({ name, callsAfterAnswer }) => callsAfterAnswer.map((what) => `${name}: ${what}`)),
    /** Resolves when every process that is not frozen has ended. */
    ended: () => Promise.allSettled(running.filter(({ process }) => process.isAlive()).map(({ done }) => done)),
  };
}
