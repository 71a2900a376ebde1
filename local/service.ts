import type { Blueprint } from '../catalog/blueprint.ts';
import { catalog as everyBlueprint } from '../catalog/index.ts';
import { assertSettings } from '../lib/gateways/config/assertSettings.ts';
import { readConfig } from '../lib/gateways/config/config.ts';
import { buildCatalog } from '../lib/gateways/deps.ts';
import { buildEverything } from '../lib/gateways/webhookDeps.ts';
import type { SecretsSource } from '../lib/webhooks/secrets.ts';
import { readService } from './api/service.ts';
import { apiPage } from './apiPage/index.ts';
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
  /** Every blueprint that can be onboarded. Default: those of catalog/index.ts. */
  readonly catalog?: readonly Blueprint[];
  /** The directory that stores whether the tenant is seeded, or `:memory:`. */
  readonly dataDir: string;
  /** Settings of the functions that replace those of the local stack, such as `LATCHKEY_LEASE_MS`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The pause between two sweeps in milliseconds. 0: no sweep runs. */
  readonly sweepEveryMs?: number;
  /** Whether the workers of the queues run. Default: true. */
  readonly worker?: boolean;
  /** Whether the tenant is seeded, which requires a sandbox. Default: true. */
  readonly seeds?: boolean;
  /** The secrets that sign webhook events. Default: secrets that this stack generates. */
  readonly webhookSecrets?: SecretsSource;
  /** Returns an answer for requests that no function handles. */
  readonly intercept?: NonNullable<ApiOptions['intercept']>;
}

/** Latchkey itself, without AWS: the HTTP API, the workers and the sweep. */
export interface LocalService {
  readonly url: string;
  /** Restores the seeded state. `clear` must empty the AWS that the service uses. */
  reset(clear: () => Promise<void>): Promise<void>;
  close(graceMs: number): Promise<void>;
}

const defaultSweepMs = 2000;
/** How long a reset waits for running requests and batches, in milliseconds. */
const resetGraceMs = 5000;

/**
 * Starts the service on an AWS that already runs.
 * @throws if the port is in use, a setting is wrong, or the seed fails.
 */
export async function startService(options: ServiceOptions): Promise<LocalService> {
  const environment = { ...localEnvironment(options.awsUrl, options.apiToken, process.env), ...options.environment };
  enterEnvironment(environment);
  const { catalog = everyBlueprint } = options;
  const config = readConfig(environment);
  assertSettings(config, catalog);
  const webhooks = { ...config.webhooks, secrets: options.webhookSecrets ?? localWebhookSecrets(options.dataDir) };
  const build = () => createFunctions(buildEverything({ ...config, webhooks }, buildCatalog(catalog)));
  let functions = build();
  let ready = false;
  const service = readService('serverless.yml');
  const api = await startApi({
    port: options.port,
    routes: service.routes,
    timeoutMs: service.timeoutMs,
    handlers: () => functions.http,
    intercept: (method, path, host) =>
      !ready && method === 'GET' && path === '/v1/health'
        ? notReady()
        : (apiPage({ method, path, host }, options.apiToken) ?? options.intercept?.(method, path, host)),
  });
  const mark = seedMark(options.seeds === false ? ':memory:' : options.dataDir);
  const startAll = async () => {
    const started = await startBackground(options, functions, environment, service);
    try {
      const left = options.seeds === false ? [] : mark.unseeded(catalog);
      if (left.length > 0) await seed(api.url, options.awsUrl, options.apiToken, left);
    } catch (error) {
      await Promise.all(started.map((part) => part.stop(0)));
      throw error;
    }
    mark.seeded(catalog);
    ready = true;
    return started;
  };
  let background = await startAll().catch(async (error: unknown) => {
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
        // New functions, because the old ones have values of the old state in memory.
        functions = build();
        background = await startAll();
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
  const startWorkerOf = (functionName: 'work' | 'deliverWebhooks', queueName: string | undefined) =>
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
    startWorkerOf('work', environment['LATCHKEY_QUEUE']),
    startWorkerOf('deliverWebhooks', environment['LATCHKEY_WEBHOOK_QUEUE']),
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
    detail: 'The local stack is creating its seeded state. Try again in a second.',
    retryable: true,
  };
  return {
    statusCode: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '1', 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
