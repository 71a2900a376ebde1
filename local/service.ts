import { readConfig } from '../lib/gateways/config/config.ts';
import { buildEverything } from '../lib/gateways/webhookDeps.ts';
import type { SecretsSource } from '../lib/webhooks/secrets.ts';
import { readService } from './api/service.ts';
import { enterEnvironment, localEnvironment } from './environment.ts';
import { createFunctions, type Functions } from './functions.ts';
import { startSchedule } from './schedule.ts';
import { seed, seedMark } from './seed.ts';
import { startApi, type ApiOptions } from './server.ts';
import { startWorker, type Background } from './worker.ts';
import { localWebhookSecrets } from './webhookSecrets.ts';

export interface ServiceOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly awsUrl: string;
  readonly apiToken: string;
  /** Where it is remembered that the tenant was seeded; `:memory:` forgets. */
  readonly dataDir: string;
  /** Settings of the functions that differ from those of the local stack (`LATCHKEY_LEASE_MS`). */
  readonly environment?: Readonly<Record<string, string>>;
  /** 0: no sweep. */
  readonly sweepEveryMs?: number;
  /** Whether the queue is worked on; by default it is. */
  readonly worker?: boolean;
  /** Whether the tenant is seeded, which takes a sandbox; by default it is. */
  readonly seeds?: boolean;
  /** What events are signed with; by default secrets of this stack's own. */
  readonly webhookSecrets?: SecretsSource;
  /** Answers what no function does. */
  readonly intercept?: NonNullable<ApiOptions['intercept']>;
}

/** Latchkey itself: the HTTP API, the worker and the sweep, on an AWS that is up already. */
export interface LocalService {
  readonly url: string;
  /** Brings back the seeded state; `clear` empties the AWS below. */
  reset(clear: () => Promise<void>): Promise<void>;
  close(graceMs: number): Promise<void>;
}

const defaultSweepMs = 2000;
/** How long a reset waits for requests and batches that run. */
const resetGraceMs = 5000;

/** @throws when the port is taken, a setting is wrong, or the seed fails. */
export async function startService(options: ServiceOptions): Promise<LocalService> {
  const environment = { ...localEnvironment(options.awsUrl, options.apiToken, process.env), ...options.environment };
  enterEnvironment(environment);
  const config = readConfig(environment);
  const webhooks = { ...config.webhooks, secrets: options.webhookSecrets ?? localWebhookSecrets(options.dataDir) };
  const build = () => createFunctions(buildEverything({ ...config, webhooks }));
  let functions = build();
  let ready = false;
  const service = readService('serverless.yml');
  const api = await startApi({
    port: options.port,
    routes: service.routes,
    timeoutMs: service.timeoutMs,
    handlers: () => functions.http,
    intercept: (method, path) =>
      !ready && method === 'GET' && path === '/v1/health' ? notReady() : options.intercept?.(method, path),
  });
  const mark = seedMark(options.seeds === false ? ':memory:' : options.dataDir);
  const begin = async () => {
    const started = await startBackground(options, functions, environment, service);
    try {
      if (options.seeds !== false && !mark.isSeeded()) await seed(api.url, options.awsUrl, options.apiToken);
    } catch (error) {
      await Promise.all(started.map((part) => part.stop(0)));
      throw error;
    }
    mark.seeded();
    ready = true;
    return started;
  };
  let background = await begin().catch(async (error: unknown) => {
    await api.close(0);
    throw error;
  });
  const stopBackground = (graceMs: number) => Promise.all(background.map((part) => part.stop(graceMs)));
  let resetting: Promise<void> = Promise.resolve();
  return {
    url: api.url,
    reset: (clear) => {
      const once = async () => {
        ready = false;
        mark.resetting();
        await Promise.all([stopBackground(resetGraceMs), api.idle(resetGraceMs)]);
        await clear();
        // What the functions remember of the old state goes too.
        functions = build();
        background = await begin();
      };
      resetting = resetting.then(once, once);
      return resetting;
    },
    close: async (graceMs) => {
      await Promise.all([stopBackground(graceMs), api.close(graceMs)]);
    },
  };
}

async function startBackground(
  options: ServiceOptions,
  functions: Functions,
  environment: Readonly<Record<string, string>>,
  { batchSize, timeoutMs }: ReturnType<typeof readService>,
): Promise<readonly Background[]> {
  const { AWS_REGION: region = '', LATCHKEY_VENDOR_ACCOUNT_ID: accountId = '' } = environment;
  const schedule = startSchedule({
    everyMs: options.sweepEveryMs ?? defaultSweepMs,
    functionName: 'sweep',
    handler: functions.sweep,
    timeoutMs: timeoutMs['sweep'] ?? 60_000,
    accountId,
    region,
  });
  if (options.worker === false) return [schedule];
  const takeOff = (functionName: 'work' | 'deliverWebhooks', queueName: string | undefined) =>
    startWorker({
      awsUrl: environment['AWS_ENDPOINT_URL_SQS'] ?? options.awsUrl,
      region,
      credentials: credentialsOf(environment),
      queueName: queueName ?? '',
      accountId,
      functionName,
      handler: functions[functionName],
      batchSize: batchSize[functionName] ?? 10,
      timeoutMs: timeoutMs[functionName] ?? 30_000,
    });
  const workers = await Promise.all([
    takeOff('work', environment['LATCHKEY_QUEUE']),
    takeOff('deliverWebhooks', environment['LATCHKEY_WEBHOOK_QUEUE']),
  ]);
  return [schedule, ...workers];
}

function credentialsOf(environment: Readonly<Record<string, string>>) {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function notReady() {
  const body = {
    type: 'urn:latchkey:problem:starting',
    title: 'Starting',
    status: 503,
    detail: 'The local stack is being brought to its seeded state. Ask again in a second.',
    retryable: true,
  };
  return {
    statusCode: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '1', 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
