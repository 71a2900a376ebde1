import { readConfig } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { readService } from './api/service.ts';
import { localRegion } from './aws/index.ts';
import { enterEnvironment, localEnvironment } from './environment.ts';
import { createFunctions, type Functions } from './functions.ts';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from './sandbox/vendor.ts';
import { startSchedule } from './schedule.ts';
import { seed, seedMark } from './seed.ts';
import { startApi } from './server.ts';
import { startWorker, type Background } from './worker.ts';

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
  const build = () => createFunctions(buildDeps(readConfig(environment)));
  let functions = build();
  let ready = false;
  const service = readService('serverless.yml');
  const api = await startApi({
    port: options.port,
    routes: service.routes,
    timeoutMs: service.timeoutMs,
    handlers: () => functions.http,
    intercept: (method, path) => (!ready && method === 'GET' && path === '/v1/health' ? notReady() : undefined),
  });
  const mark = seedMark(options.dataDir);
  const begin = async () => {
    const started = await startBackground(options, functions, environment['LATCHKEY_QUEUE'] ?? '', service);
    try {
      if (!mark.isSeeded()) await seed(api.url, options.awsUrl, options.apiToken);
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
  queueName: string,
  { batchSize, timeoutMs }: ReturnType<typeof readService>,
): Promise<readonly Background[]> {
  const schedule = startSchedule({
    everyMs: options.sweepEveryMs ?? defaultSweepMs,
    functionName: 'sweep',
    handler: functions.sweep,
    timeoutMs: timeoutMs['sweep'] ?? 60_000,
    accountId: vendorAccountId,
    region: localRegion,
  });
  if (options.worker === false) return [schedule];
  const worker = await startWorker({
    awsUrl: options.awsUrl,
    region: localRegion,
    credentials: { accessKeyId: vendorAccessKeyId, secretAccessKey: vendorSecretAccessKey },
    queueName,
    accountId: vendorAccountId,
    functionName: 'work',
    handler: functions.work,
    batchSize: batchSize['work'] ?? 10,
    timeoutMs: timeoutMs['work'] ?? 30_000,
  });
  return [schedule, worker];
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
