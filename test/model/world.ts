import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { publishedTemplates } from '../../lib/access/bootstrapTemplate.ts';
import { buildApiDocument } from '../../lib/gateways/apiDocument.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { stateStore } from '../../lib/gateways/state/stateStore.ts';
import { redact } from '../../lib/gateways/redact.ts';
import type { Log } from '../../lib/core/ports.ts';
import type { Everything } from '../../lib/gateways/webhookDeps.ts';
import { toEvent, type HttpCall } from '../../local/api/event.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { matchRoute } from '../../local/api/routes.ts';
import { readService } from '../../local/api/service.ts';
import { onboardingMessages, scheduledEvent } from '../../local/api/triggers.ts';
import { openStackStore } from '../../local/cloudformation/stackStore.ts';
import { localEnvironment, localVendor } from '../../local/environment.ts';
import { requestUrl } from '../../local/requestUrl.ts';
import { createFunctions } from '../../local/functions.ts';
import { createAccounts } from '../../local/sandbox/accounts.ts';
import { answerCall } from '../../local/sandbox/answer.ts';
import { authenticate } from '../../local/sandbox/authenticate.ts';
import { createLag } from '../../local/sandbox/lag/index.ts';
import { createPace } from '../../local/sandbox/lag/pace.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { createLauncher } from '../../local/sandbox/launch.ts';
import { accountToJson } from '../../local/sandbox/state.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { assertDeclared } from '../support/declared.ts';
import { apiToken, jsonCall } from './calls.ts';
import { cloud } from './cloud.ts';
import { deployedTimes } from './deployedTimes.ts';
import { memoryTable } from './memoryTable.ts';
import { networkQueue, networkTable, receiver } from './environments.ts';
import { current, Process } from './process.ts';
import { refusals } from './refusals.ts';
import { seeded } from './seeded.ts';
import { virtualTime, type VirtualTime } from './time.ts';
import type { Trouble } from './trouble.ts';
import { watch } from './watch.ts';
import { watchWorkingKeys } from './workingKeys.ts';
import { wire, type Inject, type Wire } from './wire.ts';

/** What STS and IAM give out that nobody else may see. */
const secrets = /<(?:SecretAccessKey|SessionToken)>([^<]+)</g;
const startAt = Date.UTC(2026, 0, 1);
const service = readService('serverless.yml');
const templates = publishedTemplates(catalog, localVendor);
/** API Gateway's integration timeout, in ms (Amazon API Gateway quotas). */
export const gatewayMs = 30_000;

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  body: z.string().default(''),
});
const failuresSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

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

/** What a test replaces in a world. */
export interface WorldOptions {
  /** What goes wrong with a call. */
  readonly inject?: Inject;
  /** Settings of the functions. Default: those of a deployment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Returns STS and IAM in place of those in memory. Then `account` does not know their accounts. */
  readonly sandbox?: (now: () => number) => Sandbox;
  /** Returns a network in place of the simulated one. Then every call to the table is retried as the SDK does it. */
  readonly network?: (time: VirtualTime) => Wire;
}

/**
 * Runs Latchkey's handlers and gateways in this process and in virtual time, with the sandbox's IAM and STS, a table and
 * queues in memory, and a simulated network. `seed` decides everything that is random. `profile` says how late AWS is.
 */
export function openWorld(seed: number, profile: LagProfile = 'off', options: WorldOptions = {}) {
  const { inject, environment = deployedTimes, network, sandbox: given } = options;
  const local = localEnvironment('http://127.0.0.1:9', apiToken, {});
  // Most tests count calls, and look at a day or more at once.
  const config = readConfig({ ...local, LATCHKEY_DAILY_LOOK: 'off', ...environment });
  const time = virtualTime(startAt);
  const chance = seeded(seed);
  const accounts = createAccounts(undefined, createLag({ profile, seed }));
  const issued: string[] = [];
  const sandbox: Sandbox = given?.(time.now) ?? {
    authenticate: (accessKeyId, sessionToken) => authenticate(accounts, time.now(), accessKeyId, sessionToken),
    answer: async (call) => {
      const answer = await working.around(call, () => answerCall(accounts, time.now(), call));
      for (const [, secret = ''] of answer.body.matchAll(secrets)) issued.push(secret);
      return answer;
    },
    clear: () => {
      accounts.clear();
      return Promise.resolve();
    },
  };
  const watched = watch(time.now, config);
  const working = watchWorkingKeys(accounts, watched.records, watched.wrong);
  const { table, items, replace } = memoryTable(watched.onPut);
  let thawedAt = -Infinity;
  const refused = refusals(time.now);
  const simulated = wire(
    time,
    (at) => {
      thawedAt = Math.max(thawedAt, at);
    },
    refused,
    inject,
  );
  const onWire = network?.(time) ?? simulated;
  const { requestTimeoutMs } = config;
  const parts = { wire: onWire, time, requestTimeoutMs, retriesAll: network !== undefined };
  const work = networkQueue('latchkey-work', parts);
  const deliveries = networkQueue('latchkey-webhooks', parts);
  const vendor = receiver(time);
  const calls: { readonly process: string; readonly operation: string; readonly at: number }[] = [];
  let appearLateMs = 0;
  let log = '';
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    log += `${JSON.stringify({ message, ...fields }, redact)}\n`;
  };
  const quiet: Log = { add: () => undefined, info: write, warn: write, error: write };
  const clock = time.clock(() => current()?.skewMs ?? 0);
  let ids = 0;
  const deps: Everything = {
    settings: config,
    actor: { by: 'latchkey', action: 'work', requestId: '' },
    tokens: { configured: config.tokens, all: () => Promise.resolve(config.tokens) },
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
    // As in a deployment, two differ in more than their last character: a pattern for one must not match the other.
    newExternalId: () => `external-id-${String((ids += 1)).padStart(10, '0')}${'0'.repeat(10)}`,
    newOwner: watched.newOwner,
    store: stateStore(networkTable(table, parts), clock, { looksDaily: config.looksDaily }),
    queue: work.queue,
    deliveryQueue: deliveries.queue,
    webhooks: vendor.webhooks,
    webhookKeys: { publicKeys: () => Promise.resolve([]) },
    ...buildApiDocument(),
    tenantAccounts: cloud({
      sandbox,
      wire: onWire,
      requestTimeoutMs,
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
  const invoke = async (name: 'work' | 'deliverWebhooks', ids_: readonly string[], options: ProcessOptions) => {
    const me = newProcess(name, options);
    const queue = name === 'work' ? work : deliveries;
    const done = me
      .run(async () => functions[name](onboardingMessages(ids_), contextOf(name)))
      .then((given) => {
        me.markAnswered();
        for (const { itemIdentifier } of failuresSchema.parse(given).batchItemFailures)
          queue.returnMessage(ids_[Number(itemIdentifier)] ?? '');
      });
    running.push({ process: me, done });
    await Promise.race([done, me.frozen]);
    // SQS delivers a message again if its worker did not finish.
    if (!me.isAlive()) for (const id of ids_) queue.returnMessage(id);
    return { process: me, done };
  };

  return {
    seed,
    time,
    sandbox,
    watched,
    issued,
    items,
    /** The records in the table. Those of erased tenants are not. */
    records: () => {
      const stored = new Set(items().flatMap(({ pk, sk }) => (sk === 'record' ? [pk] : [])));
      return [...watched.records.values()].filter(({ id }) => stored.has(`onboarding#${id}`));
    },
    replaceItem: replace,
    vendor,
    settings: config,
    /** The handlers' dependencies, parts of which a test can replace. */
    deps,
    calls,
    work,
    deliveries,
    refusals: refused,
    tenantAccounts: deps.tenantAccounts,
    launcher: createLauncher(sandbox, templates, openStackStore(undefined), {
      pace: createPace({ profile, seed }),
      clock: time.now,
    }),
    account: (accountId: string) => accountToJson(accounts.get(accountId)),
    log: () => log,
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
    /**
     * When the last frozen process is thawed and the last late call is carried out (epoch ms); Infinity if there is
     * none.
     */
    thawedAt: () => (thawedAt > time.now() ? thawedAt : Infinity),
    /** Resolves when every process that is not frozen has ended. */
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
