import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { publishedTemplates } from '../../lib/access/bootstrapTemplate.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { stateStore } from '../../lib/gateways/state/stateStore.ts';
import { redact } from '../../lib/gateways/redact.ts';
import type { Log } from '../../lib/core/ports.ts';
import type { Gateways, ServiceDeps } from '../../lib/http/ports.ts';
import { toEvent } from '../../local/api/event.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { matchRoute } from '../../local/api/routes.ts';
import { readService } from '../../local/api/service.ts';
import { openStackStore } from '../../local/cloudformation/stackStore.ts';
import { localEnvironment, localVendor } from '../../local/environment.ts';
import { createFunctions } from '../../local/functions.ts';
import { createAccounts } from '../../local/sandbox/accounts.ts';
import { answerCall } from '../../local/sandbox/answer.ts';
import { authenticate } from '../../local/sandbox/authenticate.ts';
import { createLauncher } from '../../local/sandbox/launch.ts';
import { accountToJson } from '../../local/sandbox/state.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { assertDeclared } from '../support/declared.ts';
import { cloud } from './cloud.ts';
import { memoryTable } from './memoryTable.ts';
import { farQueue, farTable, receiver } from './environments.ts';
import { current, Process } from './process.ts';
import { refusals } from './refusals.ts';
import { seeded } from './seeded.ts';
import { scheduled, sqsEvent } from './triggers.ts';
import { virtualTime } from './time.ts';
import type { Trouble } from './trouble.ts';
import { watch } from './watch.ts';
import { wire } from './wire.ts';

const startAt = Date.UTC(2026, 0, 1);
const apiToken = 'model-token';
const service = readService('serverless.yml');
const templates = publishedTemplates(catalog, localVendor);
/** The times that are deployed: here they cost nothing. */
const times = {
  LATCHKEY_LEASE_MS: '60000',
  LATCHKEY_REQUEST_TIMEOUT_MS: '5000',
  LATCHKEY_MARGIN_MS: '5000',
  LATCHKEY_WEBHOOK_URL: 'https://vendor.example/hook',
};
const config = readConfig({ ...localEnvironment('http://aws.example', apiToken, {}), ...times });

/** API Gateway gives up on an answer after so long, in ms (its quota). */
export const gatewayMs = 30_000;

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  body: z.string().default('{}'),
});
const failuresSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** How a request or a worker is to fare. */
export interface Fate {
  readonly trouble?: Trouble | undefined;
  readonly skewMs?: number | undefined;
}

/**
 * Latchkey's handlers, on its own gateways down to the connection, with the sandbox's IAM and STS, a table and queues in
 * this process, and time that passes when nothing else is left to do. `seed` decides all that is left to chance.
 */
export function openWorld(seed: number) {
  const time = virtualTime(startAt);
  const chance = seeded(seed);
  const accounts = createAccounts(undefined);
  const issued: string[] = [];
  const sandbox: Sandbox = {
    authenticate: (accessKeyId, sessionToken) => authenticate(accounts, time.now(), accessKeyId, sessionToken),
    answer: async (call) => {
      const answer = await answerCall(accounts, time.now(), call);
      for (const [, secret = ''] of answer.body.matchAll(/<SecretAccessKey>([^<]+)</g)) issued.push(secret);
      return answer;
    },
    clear: () => {
      accounts.clear();
      return Promise.resolve();
    },
  };
  const watched = watch(time.now, config);
  const { table, items } = memoryTable((_, after) => {
    watched.onPut(after);
  });
  let thawedAt = -Infinity;
  const refused = refusals();
  const onWire = wire(
    time,
    (at) => {
      thawedAt = Math.max(thawedAt, at);
    },
    refused,
  );
  const parts = { wire: onWire, time, requestTimeoutMs: config.requestTimeoutMs };
  const work = farQueue(parts);
  const deliveries = farQueue(parts);
  const vendor = receiver();
  const calls: { readonly process: string; readonly operation: string; readonly at: number }[] = [];
  let appearLateMs = 0;
  let log = '';
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    log += `${JSON.stringify({ message, ...fields }, redact)}\n`;
  };
  const quiet: Log = { add: () => undefined, info: write, warn: write, error: write };
  const clock = time.clock(() => current()?.skewMs ?? 0);
  let ids = 0;
  const deps: ServiceDeps<keyof Gateways> = {
    settings: config,
    actor: { by: 'latchkey', action: 'work', requestId: '' },
    tokens: config.tokens,
    corsOrigins: [],
    catalog,
    clock,
    log: quiet,
    metrics: {
      put: (measures) => {
        log += JSON.stringify(measures);
      },
    },
    logWith: () => quiet,
    closedTrusts: new Map(),
    newOnboardingId: () => `ob_${String((ids += 1)).padStart(26, '0')}`,
    newExternalId: () => `external-id-${String((ids += 1)).padStart(20, '0')}`,
    newOwner: watched.newOwner,
    store: stateStore(farTable(table, parts), clock),
    queue: work.queue,
    deliveryQueue: deliveries.queue,
    webhooks: vendor.webhooks,
    webhookKeys: { publicKeys: () => Promise.resolve([]) },
    tenantAccounts: cloud({
      sandbox,
      wire: onWire,
      requestTimeoutMs: config.requestTimeoutMs,
      appearLateMs: () => Math.random() * appearLateMs,
      onCall: (operation, caller) => {
        calls.push({ process: current()?.name ?? '', operation, at: time.now() });
        watched.onCall(operation, caller);
      },
    }),
  };
  const functions = createFunctions(deps);
  const running: { readonly process: Process; readonly done: Promise<unknown> }[] = [];
  let processes = 0;
  const all: Process[] = [];
  const newProcess = (what: string, { trouble, skewMs }: Fate) => {
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

  /** Sends a request; its answer may be long in coming, or never come. */
  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
    fate: Fate = {},
  ) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const all = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json', ...headers };
    const match = matchRoute(service.routes, method, path);
    const handler = functions.http[match?.route.functionName ?? ''];
    if (match === undefined || handler === undefined) throw new Error(`no route ${method} ${path}`);
    const rawHeaders = Object.entries(all).flat();
    const call = { method, url: path, rawHeaders, body: Buffer.from(text), sourceIp: '127.0.0.1' };
    const me = newProcess(match.route.functionName, fate);
    const event = toEvent(call, match, `request-${String(processes)}`, time.now());
    const answer = me
      .run(() => Promise.resolve(handler(event, contextOf(match.route.functionName))))
      .then((given): Answer => {
        me.answers();
        const { statusCode, headers: said, body: answered } = answerSchema.parse(given);
        assertDeclared(method, path, { status: statusCode, text: answered });
        return { status: statusCode, headers: said, text: answered };
      });
    running.push({ process: me, done: answer });
    return { process: me, answer };
  };
  const invoke = async (name: 'work' | 'deliverWebhooks', ids_: readonly string[], fate: Fate) => {
    const me = newProcess(name, fate);
    const queue = name === 'work' ? work : deliveries;
    const done = me
      .run(async () => functions[name](sqsEvent(ids_), contextOf(name)))
      .then((given) => {
        me.answers();
        for (const { itemIdentifier } of failuresSchema.parse(given).batchItemFailures)
          queue.giveBack(ids_[Number(itemIdentifier)] ?? '');
      });
    running.push({ process: me, done });
    await Promise.race([done, me.frozen]);
    // SQS gives a message again whose worker never said that it is done.
    if (!me.isAlive()) for (const id of ids_) queue.giveBack(id);
    return { process: me, done };
  };

  return {
    seed,
    time,
    sandbox,
    watched,
    issued,
    items,
    vendor,
    settings: config,
    /** What the handlers are made of: for a test to change a part of. */
    deps,
    calls,
    work,
    deliveries,
    refusals: refused,
    tenantAccounts: deps.tenantAccounts,
    launcher: createLauncher(sandbox, templates, openStackStore(undefined)),
    account: (accountId: string) => accountToJson(accounts.get(accountId)),
    log: () => log,
    send,
    /** Whoever takes what is in the queue, as Lambda's poller does. */
    takeWork: (fate: Fate = {}) => {
      const due = work.take();
      return due.length === 0 ? undefined : invoke('work', [...new Set(due)], fate);
    },
    workOn: (id: string, fate: Fate = {}) => invoke('work', [id], fate),
    takeDeliveries: () => {
      const due = deliveries.take();
      return due.length === 0 ? undefined : invoke('deliverWebhooks', [...new Set(due)], {});
    },
    sweep: async () => {
      const me = newProcess('sweep', {});
      const swept = await me.run(async () => functions.sweep(scheduled, contextOf('sweep')));
      me.answers();
      return swept;
    },
    /** What processes did once they had answered. */
    outlived: () => all.flatMap(({ name, outlived }) => outlived.map((what) => `${name}: ${what}`)),
    /** When the last of the frozen processes is thawed and the last late call lands; Infinity where none is to. */
    thawedAt: () => (thawedAt > time.now() ? thawedAt : Infinity),
    /** Resolves when nobody who is alive is at work. */
    ended: () => Promise.allSettled(running.filter(({ process }) => process.isAlive()).map(({ done }) => done)),
    appearLate: (ms: number) => {
      appearLateMs = ms;
    },
    close: () => {
      time.restore();
      chance.restore();
    },
  };
}

export type World = ReturnType<typeof openWorld>;
